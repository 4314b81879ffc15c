#include "check/wrap.h"

#include <string>

#include <gtest/gtest.h>

namespace verifull::check {
namespace {

struct Row {
  std::string_view text;
  std::string_view expected;  // ten columns, indented by two
};

TEST(Wrap, FillsLines) {
  static constexpr Row kRows[] = {
      {"", ""},
      {"\n\n", ""},
      {"one", "  one\n"},
      {"one two three", "  one two\n  three\n"},
      {"one two3 four", "  one two3\n  four\n"},
      {"one\ntwo", "  one two\n"},
      {"  one   two  ", "  one two\n"},
      {"\none\n\n\n\ntwo\n\n", "  one\n\n  two\n"},
      {"- one two\n- three", "  - one\n    two\n  - three\n"},
      {"a:\n- one\n\nb", "  a:\n  - one\n\n  b\n"},
      {"- one\n  two", "  - one\n    two\n"},
      {"abcdefghijklmn op", "  abcdefghijklmn\n  op\n"},
      {"a\n    x  y  z  1  2\nb", "  a\n      x  y  z  1  2\n  b\n"},
      {"äöü äöüß ä", "  äöü äöüß\n  ä\n"},
      {"one\r\ntwo\r\n", "  one two\n"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(wrapped(row.text, 2, 10), row.expected);
  }
}

TEST(Wrap, SplitsLines) {
  EXPECT_EQ(lines_of("a\n\nb\r\nc"), (std::vector<std::string_view>{"a", "", "b", "c"}));
  EXPECT_EQ(lines_of("a\n"), (std::vector<std::string_view>{"a"}));
  EXPECT_TRUE(lines_of("").empty());
}

}  // namespace
}  // namespace verifull::check
