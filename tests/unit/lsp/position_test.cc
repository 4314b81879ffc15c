#include "lsp/position.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace verifull::lsp {
namespace {

std::string dump(const Position& position) {
  return std::to_string(position.line) + ":" + std::to_string(position.character);
}

TEST(Position, CountsInTheUnitsOfTheEncoding) {
  struct Case {
    std::string before;  // the text in front of the place
    const char* utf8;
    const char* utf16;
    const char* utf32;
  };
  const std::vector<Case> cases = {
      {"", "0:0", "0:0", "0:0"},
      {"abc", "0:3", "0:3", "0:3"},
      {"a\n", "1:0", "1:0", "1:0"},
      {"a\r\nb", "1:1", "1:1", "1:1"},
      {"\tx", "0:2", "0:2", "0:2"},
      {"ä", "0:2", "0:1", "0:1"},
      {"€", "0:3", "0:1", "0:1"},
      {"😀", "0:4", "0:2", "0:1"},
      {"x\n😀😀", "1:8", "1:4", "1:2"},
      {"\xff", "0:1", "0:1", "0:1"},
      {"\xEF\xBB\xBF" "ab", "0:2", "0:2", "0:2"},
  };
  for (const Case& each : cases) {
    const std::string text = each.before + "key: 1\n";
    const base::LineIndex index(text);
    const auto offset = static_cast<std::uint32_t>(each.before.size());
    const std::pair<Encoding, const char*> expected[] = {{Encoding::kUtf8, each.utf8},
                                                         {Encoding::kUtf16, each.utf16},
                                                         {Encoding::kUtf32, each.utf32}};
    for (const auto& [encoding, place] : expected) {
      const Lines lines{text, index, encoding, false};
      EXPECT_EQ(dump(position_at(lines, offset)), place) << each.before;
      EXPECT_EQ(offset_at(lines, position_at(lines, offset)), offset) << each.before;
    }
  }
}

TEST(Position, AMarkThatTheClientSentIsACharacter) {
  const std::string text = "\xEF\xBB\xBF" "ab";
  const base::LineIndex index(text);
  EXPECT_EQ(dump(position_at({text, index, Encoding::kUtf16, true}, 4)), "0:2");
  EXPECT_EQ(dump(position_at({text, index, Encoding::kUtf8, true}, 4)), "0:4");
  EXPECT_EQ(offset_at({text, index, Encoding::kUtf16, true}, {0, 1}), 3U);
}

TEST(Position, WhatIsNotThereIsTheEnd) {
  const std::string text = "ab\r\n😀\n";
  const base::LineIndex index(text);
  const Lines lines{text, index, Encoding::kUtf16, false};
  EXPECT_EQ(offset_at(lines, {0, 99}), 2U);
  EXPECT_EQ(offset_at(lines, {1, 1}), 4U) << "inside of a pair";
  EXPECT_EQ(offset_at(lines, {1, 99}), 8U);
  EXPECT_EQ(offset_at(lines, {99, 0}), 9U);
  EXPECT_EQ(dump(position_at(lines, 3)), "0:2") << "between CR and LF";
  EXPECT_EQ(dump(position_at(lines, 99)), "2:0");
}

// There and back again, for every byte of random texts.
TEST(Position, IsTheSameWayBack) {
  std::mt19937 dice(20261124);
  const char* pieces[] = {"a", "\t", "ä", "😀", "\n", "\r\n", "\r", "\xff", "\xEF\xBB\xBF", ": "};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += pieces[dice() % std::size(pieces)];
    const base::LineIndex index(text);
    for (Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16, Encoding::kUtf32}) {
      const Lines lines{text, index, encoding, false};
      for (std::uint32_t offset = 0; offset <= text.size(); ++offset) {
        const Position there = position_at(lines, offset);
        const std::uint32_t back = offset_at(lines, there);
        EXPECT_EQ(dump(position_at(lines, back)), dump(there)) << round << " byte " << offset;
      }
    }
  }
}

}  // namespace
}  // namespace verifull::lsp
