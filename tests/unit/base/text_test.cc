#include "base/text.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace verifull::base;

TEST(Text, TrimsAndSplits) {
  EXPECT_EQ(trim(" \t a b \r\n"), "a b");
  EXPECT_EQ(trim("\v\f"), "");
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
  EXPECT_EQ(join({"a", "b", "c"}, ", "), "a, b, c");
  EXPECT_EQ(replace_all("aXbXX", "X", "--"), "a--b----");
}

TEST(Text, ChangesTheCaseOfAsciiOnly) {
  EXPECT_EQ(to_upper("straße_1"), "STRAßE_1");
  EXPECT_EQ(to_lower("ÄB"), "Äb");
}

struct Utf8Case {
  std::string_view text;
  bool valid;
  std::size_t code_points;
};

TEST(Text, KnowsUtf8) {
  static constexpr Utf8Case kCases[] = {
      {"", true, 0},
      {"abc", true, 3},
      {"\xC3\xA9", true, 1},              // é
      {"\xF0\x9F\x98\x80x", true, 2},     // an emoji
      {"\xC0\x80", false, 2},             // overlong
      {"\xED\xA0\x80", false, 3},         // a surrogate
      {"\xF4\x90\x80\x80", false, 4},     // beyond U+10FFFF
      {"a\xFF" "b", false, 3},
      {"\xE2\x82", false, 2},             // cut short
  };
  for (const Utf8Case& row : kCases) {
    SCOPED_TRACE(neutralised(row.text));
    EXPECT_EQ(is_valid_utf8(row.text), row.valid);
    EXPECT_EQ(code_point_count(row.text), row.code_points);
  }
}

TEST(Text, ReadsHexadecimalDigits) {
  EXPECT_EQ(hex_digit('0'), 0);
  EXPECT_EQ(hex_digit('9'), 9);
  EXPECT_EQ(hex_digit('a'), 10);
  EXPECT_EQ(hex_digit('F'), 15);
  for (char c : {'g', 'G', '/', ':', '@', '`', '\xE9'}) EXPECT_EQ(hex_digit(c), -1) << c;
}

TEST(Text, WritesUtf8) {
  std::string text;
  for (std::uint32_t code : {0x41U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
    append_utf8(text, code);
  }
  EXPECT_EQ(text,
            "A\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
}

struct DistanceCase {
  std::string_view a;
  std::string_view b;
  std::size_t distance;
};

TEST(Text, CountsEdits) {
  static constexpr DistanceCase kCases[] = {
      {"", "", 0},          {"abc", "", 3},          {"sslmode", "sslmode", 0},
      {"sslmod", "sslmode", 1}, {"slsmode", "sslmode", 1}, {"ssl_mode", "sslmode", 1},
      {"kitten", "sitting", 3},
  };
  for (const DistanceCase& row : kCases) {
    EXPECT_EQ(edit_distance(row.a, row.b), row.distance) << row.a << " " << row.b;
    EXPECT_EQ(edit_distance(row.b, row.a), row.distance) << row.b << " " << row.a;
  }
}

TEST(Text, SuggestsOnlyWhatIsNear) {
  std::vector<std::string_view> words = {"sslmode", "sslcert", "host"};
  EXPECT_EQ(nearest("sslmod", words), "sslmode");
  EXPECT_EQ(nearest("hots", words), "host");
  EXPECT_EQ(nearest("database", words), "");
}

struct NeutralCase {
  std::string_view text;
  std::string_view shown;
};

TEST(Text, NeutralisesWhatATerminalWouldObey) {
  static constexpr NeutralCase kCases[] = {
      {"plain é", "plain é"},
      {"\x1B[31mred", "\\x1B[31mred"},
      {"a\nb\tc", "a\\x0Ab\\x09c"},
      {"\x7F", "\\x7F"},
      {"\xC2\x9B" "31m", "\\x9B31m"},           // C1 CSI
      {"\xE2\x80\xAE" "abc", "\\u{202E}abc"},   // right-to-left override
      {"\xFFx", "\\xFFx"},
      {"\xE2\x80\xA8", "\\u{2028}"},
  };
  for (const NeutralCase& row : kCases) EXPECT_EQ(neutralised(row.text), row.shown);
  EXPECT_EQ(neutralised("a\n\tb\r", true), "a\n\tb\\x0D");
}

}  // namespace
