// Checkstyle's XML, which Jenkins and many review bots read: `--format checkstyle`.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

// A <file> for each path, an <error> for each finding. Nothing found is a
// document without files.
std::string write_checkstyle(const Report& report);

}  // namespace verifull::report
