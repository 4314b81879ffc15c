// Is a literal regular expression one that Ruby takes?
//
// A pattern that Onigmo refuses is a SyntaxError of the whole program. We do not
// run patterns, so knowing a common subset well is enough.
#pragma once

#include <cstdint>
#include <string_view>

namespace verifull::parse {

enum class RegexpVerdict : std::uint8_t {
  kValid,
  kInvalid,  // Ruby refuses it
  kUnsure,   // outside of what is known here
};

// `source` as Regexp#source gives it.
RegexpVerdict judge_regexp(std::string_view source);

}  // namespace verifull::parse
