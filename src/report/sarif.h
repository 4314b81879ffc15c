// SARIF 2.1.0 as code scanning reads it: `--format sarif`.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

// A run for each app, told apart by its automationDetails, because GitHub keeps
// one set of alerts for each; past its limit of 20 runs they share one. Regions
// are one line, suppressed and baselined findings are left out (GitHub does not
// read `suppressions`), fingerprints come from rule, environment and key path.
std::string write_sarif(const Report& report);

}  // namespace verifull::report
