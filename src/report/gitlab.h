// GitLab's Code Quality report: `--format gitlab`.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

// An array with an object for each finding. GitLab shows only one of those with
// equal fingerprints, so no two have the same, also in two apps alike.
std::string write_gitlab(const Report& report);

}  // namespace verifull::report
