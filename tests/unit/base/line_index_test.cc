#include "base/line_index.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using verifull::base::LineIndex;
using verifull::base::Position;

struct PositionCase {
  std::string_view text;
  std::uint32_t offset;
  Position position;
};

TEST(LineIndex, CountsAsAPersonDoes) {
  static constexpr PositionCase kCases[] = {
      {"", 0, {1, 1}},
      {"ab", 1, {1, 2}},
      {"ab", 99, {1, 3}},
      {"a\nb", 2, {2, 1}},
      {"a\r\nb", 3, {2, 1}},
      {"a\rb", 2, {2, 1}},
      {"\tx", 1, {1, 2}},                        // a tab is one column
      {"\xC3\xA9x", 2, {1, 2}},                  // é is one column
      {"\xF0\x9F\x98\x80x", 4, {1, 2}},          // an emoji is one column
      {"\xEF\xBB\xBF" "ab", 3, {1, 1}},          // a byte-order mark is none
      {"\xEF\xBB\xBF" "ab", 4, {1, 2}},
      {"a\n\xEF\xBB\xBF" "b", 5, {2, 2}},        // elsewhere it is a character
      {"\xFFx", 1, {1, 2}},
      {"a\n", 2, {2, 1}},
  };
  for (const PositionCase& row : kCases) {
    SCOPED_TRACE(std::string(row.text) + "@" + std::to_string(row.offset));
    Position position = LineIndex(row.text).position(row.text, row.offset);
    EXPECT_EQ(position.line, row.position.line);
    EXPECT_EQ(position.column, row.position.column);
  }
}

TEST(LineIndex, GivesLinesWithoutTheirEnds) {
  std::string_view text = "\xEF\xBB\xBF" "one\r\ntwo\n\nfour";
  LineIndex lines(text);
  ASSERT_EQ(lines.line_count(), 4U);
  EXPECT_EQ(lines.line(text, 0), "one");
  EXPECT_EQ(lines.line(text, 1), "two");
  EXPECT_EQ(lines.line(text, 2), "");
  EXPECT_EQ(lines.line(text, 3), "four");
  EXPECT_EQ(lines.line_of(8), 1U);
  EXPECT_EQ(lines.begin_of(1), 8U);
}

}  // namespace
