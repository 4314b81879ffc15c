// The findings that count: neither ignored nor in a baseline.
#pragma once

#include <vector>

#include "report/report.h"

namespace verifull::report {

// In the order of the report.
std::vector<const check::Finding*> active_findings(const Report& report);

// The same by falling severity, for formats of which only the first are seen.
std::vector<const check::Finding*> by_severity(const Report& report);

}  // namespace verifull::report
