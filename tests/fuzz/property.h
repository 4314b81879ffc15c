// What a harness asserts besides that nothing crashes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/span.h"

// Each harness defines it: libFuzzer calls it with what it made up, and the ordinary
// tests with the files of corpus/.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace verifull::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Ends the program, which is how a fuzzer learns of it.
inline void require(bool holds) {
  if (!holds) std::abort();
}

inline void require_inside(std::size_t begin, std::size_t end, std::string_view text) {
  require(begin <= end && end <= text.size());
}

inline void require_inside(const base::Span& span, std::string_view text) {
  if (span.known()) require_inside(span.begin, span.end, text);
}

}  // namespace verifull::fuzz
