#include "engine/changed_lines.h"

#include <cstddef>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace verifull::engine {
namespace {

std::string marks(std::string_view before, std::string_view now) {
  std::string text;
  for (bool changed : changed_lines(before, now)) text += changed ? 'x' : '.';
  return text;
}

TEST(ChangedLines, AreThoseThatAreNotKept) {
  struct Case {
    const char* before;
    const char* now;
    const char* marks;
  };
  const Case kCases[] = {
      {"", "", "."},
      {"a\nb\nc\n", "a\nb\nc\n", "...."},
      {"a\nb\nc\n", "a\nB\nc\n", ".x.."},
      {"a\nc\n", "a\nb\nc\n", ".x.."},
      {"a\nb\nc\n", "a\nc\n", "..."},
      {"", "a\nb", "xx"},
      {"a\nb", "", "x"},
      {"a\r\nb\r\n", "a\nb\n", "..."},
      {"a\nb\nc\nd\n", "x\nb\ny\nd\n", "x.x.."},
      {"a\nb\nc\n", "c\na\nb\n", "x..."},
      {"a\na\na\n", "a\na\n", "..."},
      {"\xEF\xBB\xBF" "a\n", "a\n", ".."},
  };
  for (const Case& test : kCases) EXPECT_EQ(marks(test.before, test.now), test.marks) << test.now;
}

TEST(ChangedLines, OfTextsThatAreTooLargeToCompareAreAllButBeginningAndEnd) {
  std::string before = "first\n";
  std::string now = "first\n";
  for (int i = 0; i < 3000; ++i) {
    before += "a" + std::to_string(i) + "\nsame\n";
    now += "b" + std::to_string(i) + "\nsame\n";
  }
  std::string found = marks(before, now);
  EXPECT_EQ(found, "." + std::string(5999, 'x') + "..");
}

// What is not marked stands in the same order in both.
TEST(ChangedLines, WhatIsKeptIsASubsequenceOfTheTextBefore) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 random(seed);
    auto text = [&random] {
      std::string lines;
      for (auto i = random() % 12; i > 0; --i) {
        lines += static_cast<char>('a' + random() % 4);
        lines += '\n';
      }
      return lines;
    };
    std::string before = text();
    std::string now = text();
    std::string found = marks(before, now);
    std::size_t at = 0;
    for (std::size_t line = 0; line + 1 < found.size(); ++line) {
      if (found[line] == 'x') continue;
      at = before.find(now[line * 2], at);
      ASSERT_NE(at, std::string::npos) << "seed " << seed;
      ++at;
    }
  }
}

}  // namespace
}  // namespace verifull::engine
