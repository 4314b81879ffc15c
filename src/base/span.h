// A place in a text: which file, and which bytes of it.
//
// Everything the parsers produce carries a Span; line and column are computed
// only where a place is shown to somebody (base/line_index.h).
#pragma once

#include <cstdint>

namespace verifull::base {

// Index of a file in source::SourceSet.
using FileId = std::uint32_t;
inline constexpr FileId kNoFile = 0xffffffff;

// Bytes [begin, end) of one file, counted from 0 with a byte-order mark
// included. A default-constructed span is "nowhere": values that no file gave.
struct Span {
  FileId file = kNoFile;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool known() const { return file != kNoFile; }
  std::uint32_t size() const { return end - begin; }
  bool contains(const Span& other) const {
    return file == other.file && begin <= other.begin && other.end <= end;
  }
  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace verifull::base
