// The rows under a quoted line: what is underlined, and what is said about it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/quoted_line.h"
#include "report/terminal.h"

namespace verifull::report {

// A mark of one line, in columns of what is shown of it.
struct LineMark {
  Columns columns;
  std::string text;  // safe to print
  bool primary = false;
  bool open_ended = false;  // its span goes on in the next line
};

// One underline for all; what is said about the rightmost mark stands behind it
// if it fits into `width` columns, the rest hangs below on `|`:
//
//     --- ^^^^ expected `verify-full`
//     |
//     the host
//
// Rows without a newline, painted; `primary` is the style of primary marks.
std::vector<std::string> mark_rows(std::vector<LineMark> marks, const Terminal& terminal,
                                   Style primary, std::size_t width);

}  // namespace verifull::report
