#include "parse/yaml_cursor.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

TEST(YamlCursor, BadCharacters) {
  struct Row {
    std::string_view text;
    std::string_view message;
    std::uint32_t offset;
    std::uint32_t limit;
  };
  static constexpr Row kRows[] = {
      {"a\tb\r\n\302\205\303\251\360\237\230\200", "", 0, 0},
      {"ab\001", "control characters are not allowed", 2, 0},
      {std::string_view("a\0b", 3), "control characters are not allowed", 1, 0},
      {"a\177", "control characters are not allowed", 1, 0},
      {"a\302\200", "control characters are not allowed", 1, 0},
      {"a\357\277\277", "control characters are not allowed", 1, 0},
      {"a\377", "invalid leading UTF-8 octet", 1, 0},
      {"a\303(", "invalid trailing UTF-8 octet", 2, 0},
      {"a\300\200", "invalid length of a UTF-8 sequence", 1, 0},
      {"a\355\240\200", "invalid Unicode character", 1, 0},
      {"a\364\220\200\200", "invalid Unicode character", 1, 0},
      {"abc\342\200", "incomplete UTF-8 octet sequence", 3, 3},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    const YamlBadCharacter bad = find_bad_character(row.text);
    EXPECT_EQ(bad.message == nullptr ? "" : bad.message, row.message);
    EXPECT_EQ(bad.offset, row.offset);
    EXPECT_EQ(bad.limit, row.limit);
  }
}

TEST(YamlCursor, BlocksEndBetweenCharacters) {
  // The second byte of the é at 16383 belongs to the next block, so the é does.
  const std::string text = std::string(16383, 'x') + "\303\251" + "\001";
  EXPECT_EQ(find_bad_character(text).limit, 16383U);
  EXPECT_EQ(find_bad_character(std::string(40'000, 'x') + "\377").limit, 32768U);
}

TEST(YamlCursor, CountsCharactersAndLines) {
  YamlCursor cursor("\303\251x\r\ny\302\205z\342\200\250");
  cursor.skip();
  cursor.skip();
  EXPECT_EQ(cursor.column(), 2);
  EXPECT_TRUE(cursor.is_break());
  cursor.skip_break();
  EXPECT_EQ(cursor.mark().line, 1U);
  EXPECT_EQ(cursor.mark().index, 4U);
  EXPECT_EQ(cursor.offset(), 5U);
  cursor.skip();
  std::string breaks;
  cursor.read_break(breaks);
  cursor.skip();
  cursor.read_break(breaks);
  EXPECT_EQ(breaks, "\n\342\200\250");
  EXPECT_EQ(cursor.mark().line, 3U);
  EXPECT_TRUE(cursor.is_end());
  EXPECT_FALSE(cursor.failed());
  cursor.skip();
  EXPECT_EQ(cursor.mark().line, 3U);
}

TEST(YamlCursor, FailsWhereItCantRead) {
  YamlCursor cursor("abcdef\303");
  cursor.look_ahead();
  EXPECT_FALSE(cursor.failed());
  cursor.skip();
  cursor.skip();
  cursor.look_ahead();
  EXPECT_FALSE(cursor.failed());
  cursor.skip();
  cursor.look_ahead();
  EXPECT_TRUE(cursor.failed());
}

TEST(YamlCursor, OrdinaryCharactersEndAtWhatMayMeanSomething) {
  for (const char stop : std::string_view(" :,?[]{}#'\"\\\t\n\303")) {
    const std::string text = std::string("a-Z0_./@=&*!|>%~") + stop;
    YamlCursor cursor(text);
    cursor.skip_ordinary();
    EXPECT_EQ(cursor.offset(), 16U) << stop;
    EXPECT_EQ(cursor.column(), 16) << stop;
  }
}

}  // namespace
}  // namespace verifull::parse
