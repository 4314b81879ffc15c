// Unknown parts of a text as tests write them.
#pragma once

#include <string>

#include "base/text.h"
#include "parse/placeholder.h"

namespace verifull::parse {

// `{0}` in a table stands for placeholder 0, `{1}` for placeholder 1.
inline std::string with_placeholders(std::string text) {
  for (std::uint32_t index : {0U, 1U}) {
    text = base::replace_all(text, "{" + std::to_string(index) + "}", placeholder(index));
  }
  return text;
}

inline std::string braced_placeholders(std::string text) {
  for (std::uint32_t index : {0U, 1U}) {
    text = base::replace_all(text, placeholder(index), "{" + std::to_string(index) + "}");
  }
  return text;
}

}  // namespace verifull::parse
