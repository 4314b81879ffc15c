// The table of formats: `--format NAME`.
//
// A format is a function from a Report to a text. A new one is a file of its own
// and a line in the table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "report/report.h"

namespace verifull::report {

using Writer = std::string (*)(const Report&);

struct Format {
  std::string_view name;
  std::string_view what;  // for --help
  Writer findings;        // what `check` writes
  Writer connections;     // what `resolve` writes; nullptr: has none
  Writer live = nullptr;  // what `live` writes; nullptr: the findings
};

std::span<const Format> formats();

// nullptr when there is none.
const Format* format_named(std::string_view name);

}  // namespace verifull::report
