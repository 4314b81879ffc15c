// What compilers write and editors read: `--format gcc`.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

// "path:line:column: error|warning|note: message [rule]", the form of GCC's
// diagnostics, which Vim's errorformat, Emacs' compile and VS Code's `$gcc` know.
std::string write_gcc(const Report& report);

}  // namespace verifull::report
