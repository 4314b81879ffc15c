// How the text output of `check` ends: what was looked at, what it came to, and
// what was taken for granted. An empty result must be believable.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/report.h"

namespace verifull::report {

// "[*] " for what `--fix` repairs, else "".
std::string_view fix_mark(const check::Finding& finding);

// "[*] 2 fixable with `--fix`, 1 more with `--unsafe-fixes`.\n", or "".
std::string fix_line(const Report& report);

// "1 error", "2 errors", "0 errors".
std::string counted(std::size_t number, std::string_view noun);

// What the verdict hangs on, why there is none, or the error; "" for nothing.
std::string condition_text(const resolve::Connection& connection);

// One line for each connection: its name, its verdict, and what that hangs on.
std::string verdict_lines(const Report& report);

// "assumed: …" lines, each once.
std::string assumption_lines(const Report& report);

// "Checked 4 files, 2 environments (production, staging; development skipped)."
std::string scope_line(const Report& report);

// "1 error, 0 warnings, 0 infos (2 suppressed)."
std::string count_line(const Report& report);

// Rules by how often they were found.
std::string statistics(const Report& report);

Style style_of(resolve::Verdict verdict);

}  // namespace verifull::report
