// Text that means itself wherever it is written: in YAML, Ruby, a shell, a Dockerfile.
#pragma once

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace verifull::base {

// ASCII letters and digits, `_`, `.`, `/` and `-`.
inline bool is_tame(char c) {
  return is_alnum(c) || std::string_view("_./-").find(c) != std::string_view::npos;
}

// True for "" too.
inline bool is_tame(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_tame(c); });
}

}  // namespace verifull::base
