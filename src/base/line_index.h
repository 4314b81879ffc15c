// From byte offsets to the lines and columns that people and editors count.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace verifull::base {

// A place as a person counts it: both numbers start at 1. The column counts
// Unicode code points (a tab is one); a byte-order mark counts as none. A byte
// that is not valid UTF-8 counts as one code point.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

// Lines end with "\n", "\r\n" or a lone "\r".
class LineIndex {
 public:
  LineIndex() = default;
  // `text` is looked at here only; position() must be given the same text.
  explicit LineIndex(std::string_view text);

  // Offsets past the end count as the end.
  Position position(std::string_view text, std::uint32_t offset) const;

  // 0-based index of the line that holds `offset`.
  std::uint32_t line_of(std::uint32_t offset) const;

  // The text of a line (0-based) without its line ending and byte-order mark.
  std::string_view line(std::string_view text, std::uint32_t line) const;

  // Offset of the first byte of a line (0-based).
  std::uint32_t begin_of(std::uint32_t line) const { return starts_[line]; }
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }

 private:
  std::vector<std::uint32_t> starts_{0};
};

}  // namespace verifull::base
