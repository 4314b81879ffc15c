// Of the rows of a table, the one whose pattern says most about a text.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/text.h"

namespace verifull::pki {

// `patterns(row)` are the row's patterns. nullptr when none fits; of equally long ones
// the first row counts.
template <typename Rows, typename Patterns>
auto longest_pattern(const Rows& rows, std::string_view text, Patterns patterns) {
  decltype(rows.data()) best = nullptr;
  std::size_t size = 0;
  for (const auto& row : rows) {
    for (std::string_view pattern : patterns(row)) {
      if (pattern.size() <= size || !base::matches_glob(text, pattern)) continue;
      best = &row;
      size = pattern.size();
    }
  }
  return best;
}

}  // namespace verifull::pki
