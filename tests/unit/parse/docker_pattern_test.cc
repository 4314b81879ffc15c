#include "parse/docker_pattern.h"

#include <cstdint>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

struct TrimRow {
  std::string_view pattern;
  std::string_view text;
  std::string_view expected;  // shortest prefix, longest prefix, shortest and longest suffix gone
};

std::string trim(std::string_view pattern, std::string_view text, PatternEnd end, bool longest) {
  std::uint64_t steps = 10'000;
  return trim_pattern(*parse_docker_pattern(pattern), text, end, longest, steps)
      .value_or("stopped");
}

TEST(DockerPattern, Trims) {
  static constexpr TrimRow kRows[] = {
      {"", "abab", "abab abab abab abab"},
      {"a", "abab", "bab bab abab abab"},
      {"*", "abab", "abab  abab "},
      {"a*", "abab", "bab  ab "},
      {"*b", "abab", "ab  aba "},
      {"**b", "abab", "ab  aba "},
      {"?", "abab", "bab bab aba aba"},
      {"a*b", "abab", "ab  ab "},
      {"b*a", "abab", "abab abab abab abab"},
      {"*a*a*", "abab", "b   "},
      {"ababa", "abab", "abab abab abab abab"},
      {"?b", "äböb", "öb öb äb äb"},
      {"\\*", "*x*", "x* x* *x *x"},
  };
  for (const TrimRow& row : kRows) {
    SCOPED_TRACE(row.pattern);
    EXPECT_EQ(trim(row.pattern, row.text, PatternEnd::kPrefix, false) + " " +
                  trim(row.pattern, row.text, PatternEnd::kPrefix, true) + " " +
                  trim(row.pattern, row.text, PatternEnd::kSuffix, false) + " " +
                  trim(row.pattern, row.text, PatternEnd::kSuffix, true),
              row.expected);
  }
}

struct ReplaceRow {
  std::string_view pattern;
  std::string_view text;
  std::string_view replacement;
  std::string_view first;
  std::string_view all;
};

TEST(DockerPattern, Replaces) {
  static constexpr ReplaceRow kRows[] = {
      {"a", "abab", "X", "Xbab", "XbXb"},
      {"", "ab", "-", "-ab", "-a-b-"},
      {"*", "ab", "-", "-", "-"},
      {"b*", "abab", "-", "a-", "a-"},
      {"a*b", "xabxaby", "-", "x-y", "x-y"},
      {"?", "aä", "-", "-ä", "--"},
      {"aa", "aaaaa", "-", "-aaa", "--a"},
      {"c", "abab", "-", "abab", "abab"},
      {"b", "abc", "<$0>", "a<$0>c", "a<b>c"},
      {"b", "abc", "${0}$1$x${y}$$$", "a${0}$1$x${y}$$$c", "ab$$c"},
      {"b", "abc", "$00,${,${0,$-", "a$00,${,${0,$-c", "ab,${,${0,$-c"},
  };
  for (const ReplaceRow& row : kRows) {
    SCOPED_TRACE(row.pattern);
    std::uint64_t steps = 10'000;
    DockerPattern pattern = *parse_docker_pattern(row.pattern);
    EXPECT_EQ(replace_pattern(pattern, row.text, row.replacement, false, steps), row.first);
    EXPECT_EQ(replace_pattern(pattern, row.text, row.replacement, true, steps), row.all);
  }
}

TEST(DockerPattern, Escapes) {
  for (std::string_view pattern : {"\\", "\\a", "a\\", "\\\\\\", "\\["}) {
    SCOPED_TRACE(pattern);
    EXPECT_FALSE(parse_docker_pattern(pattern));
  }
  EXPECT_EQ(trim("\\}\\/[(", "}/[(x", PatternEnd::kPrefix, false), "x");
}

TEST(DockerPattern, StepsRunOut) {
  std::uint64_t steps = 100;
  std::string text(64, 'a');
  EXPECT_FALSE(
      trim_pattern(*parse_docker_pattern("*aaab"), text, PatternEnd::kPrefix, true, steps));
  EXPECT_EQ(steps, 0U);
  steps = 100;
  EXPECT_FALSE(replace_pattern(*parse_docker_pattern("aaab"), text, "x", true, steps));
}

}  // namespace
}  // namespace verifull::parse
