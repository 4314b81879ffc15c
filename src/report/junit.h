// JUnit's XML, which CI servers show as tests: `--format junit`.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

// A suite for each file, a failed case for each finding. Nothing found is one
// case that passed, because some servers refuse a document without any.
std::string write_junit(const Report& report);

}  // namespace verifull::report
