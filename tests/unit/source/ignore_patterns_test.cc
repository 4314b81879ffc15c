#include "source/ignore_patterns.h"

#include <gtest/gtest.h>

namespace verifull::source {
namespace {

TEST(IgnorePatterns, MayMatch) {
  struct Case {
    const char* patterns;
    const char* path;
    bool expected;
  };
  const Case kCases[] = {
      {"", ".env", false},
      {"# .env\n!.env\n\n", ".env", false},
      {".env", ".env", true},
      {".env\r\n", ".env", true},
      {".env  ", ".env", true},
      {".ENV", ".env", true},
      {".env", "app/.Env", true},
      {".env*", ".env.local", true},
      {"/.env*", "config/database.yml", false},
      {"*.local", ".env.local", true},
      {"*.log", ".env.local", false},
      {"*", "x", true},
      {"/*", "x", true},
      {"**", "x", true},
      {"**/foo", "a/foo/b", true},
      {"**/foo", "a/b", false},
      {"/log/*", "config/database.yml", false},
      {"/config/*.key", "config/database.yml", false},
      {"config/database.yml", "config/database.yml", true},
      {"config/", "config/database.yml", true},
      {"apps/*/config", "apps/a/config/database.yml", true},
      {"a[bc]d", "abd", true},
      {"*[a/[!a]**", "x/y", true},
      {"x[]/]", "y", true},
      {"a\\ ", "a ", true},
      {"\\!x", "!x", true},
      {"\\#x", "#x", true},
      {"x\\*y", "x*y", true},
      {"ab*ba", "aba", true},
      {"abc*cba", "ab", false},
      {"a?c", "abc", true},
      {"\xEF\xBB\xBF.env", ".env", true},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(std::string(test.patterns) + " on " + test.path);
    EXPECT_EQ(IgnorePatterns(test.patterns).may_match(test.path), test.expected);
  }
}

}  // namespace
}  // namespace verifull::source
