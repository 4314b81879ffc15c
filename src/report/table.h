// Three columns that stay readable on a narrow terminal.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/terminal.h"

namespace verifull::report {

struct TableRow {
  std::string key;
  std::string value;
  std::vector<std::string> source;  // steps, joined with an arrow
  Style style = Style::kPlain;      // of the value
};

// Two spaces of indent, the columns as wide as they must be. Where a row does
// not fit, its source goes under its value, and is broken before an arrow. A
// value is never broken or cut.
std::string draw_table(const std::vector<TableRow>& rows, const Terminal& terminal);

// Words filled to the width, each line after the first indented like the text
// behind `label`.
std::string hanging(const std::string& label, const std::vector<std::string>& words,
                    const Terminal& terminal);

}  // namespace verifull::report
