// Where a finding is, in the units of every format: one model for all of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/span.h"
#include "source/source_set.h"

namespace verifull::report {

// Lines and columns start at 1, ends are exclusive. A byte-order mark is no
// column in either unit.
struct ShownPlace {
  std::string path;  // as in the source set
  std::uint32_t line = 1;
  std::uint32_t end_line = 1;
  std::uint32_t column = 1;  // code points
  std::uint32_t end_column = 1;
  std::uint32_t byte_column = 1;  // UTF-8 bytes
  std::uint32_t byte_end_column = 1;
};

// `span` must be known.
ShownPlace shown_place(const source::SourceSet& sources, const base::Span& span);

// The same cut off at the end of its first line: GitHub shows an alert in a pull
// request only when all of its lines are in the diff.
ShownPlace first_line(const source::SourceSet& sources, const base::Span& span);

}  // namespace verifull::report
