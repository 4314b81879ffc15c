// The text that a person reads: `check --format text`.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

// Each finding with its source, then the ending (summary.h). Nothing when no
// app was found.
std::string write_text(const Report& report);

}  // namespace verifull::report
