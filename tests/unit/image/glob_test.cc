#include "image/glob.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::image {
namespace {

struct Row {
  std::string_view pattern;
  std::string_view path;
  char expected;  // y, n, or ! for a bad pattern
};

char answer(const std::optional<Glob>& glob, std::string_view path) {
  if (!glob) return '!';
  return glob->matches(path) ? 'y' : 'n';
}

// Behaviour of Go's filepath.Match; its own tests ask the same kind of question.
TEST(Glob, Match) {
  static constexpr Row kRows[] = {
      {"rds.pem", "rds.pem", 'y'},     {"*", "rds.pem", 'y'},          {"*m", "rds.pem", 'y'},
      {"r*", "r", 'y'},                {"r*", "rds", 'y'},             {"r*", "rd/s", 'n'},
      {"r*/s", "rds/s", 'y'},          {"r*/s", "r/d/s", 'n'},         {"*.p?m", "a.pem", 'y'},
      {"a*b*c*d*e*/f", "aXbXcXdXe/f", 'y'},  {"a*b*c*d*e*/f", "aXbXcXdXeXXX/f", 'y'},
      {"a*b*c*d*e*/f", "aXbXcXdXe/XXX/f", 'n'}, {"a*b*c*d*e*/f", "aXbXcXdXeXXX/fff", 'n'},
      {"a*b?c*x", "abxbbxdbxebxczzx", 'y'}, {"a*b?c*x", "abxbbxdbxebxczzy", 'n'},
      {"ca[0-9].pem", "ca1.pem", 'y'}, {"ca[0-9].pem", "cax.pem", 'n'},
      {"ca[^0-9].pem", "cax.pem", 'y'}, {"ca[^0-9].pem", "ca1.pem", 'n'},
      {"ca[^0-9]x", "ca/x", 'y'},      {"a\\*b", "a*b", 'y'},          {"a\\*b", "aab", 'n'},
      {"a?b", "a\xE2\x98\xBA" "b", 'y'},  {"a???b", "a\xE2\x98\xBA" "b", 'n'},
      {"a[^a]b", "a\xE2\x98\xBA" "b", 'y'}, {"[a-\xCE\xB6]*", "\xCE\xB1", 'y'},
      {"*[a-\xCE\xB6]", "A", 'n'},     {"a?b", "a/b", 'n'},            {"a*b", "a/b", 'n'},
      {"[\\]a]", "]", 'y'},            {"[\\-]", "-", 'y'},            {"[x\\-]", "x", 'y'},
      {"[x\\-]", "-", 'y'},            {"[x\\-]", "z", 'n'},           {"[\\-x]", "a", 'n'},
      {"[]a]", "]", '!'},              {"[-]", "-", '!'},              {"[x-]", "x", '!'},
      {"[-x]", "x", '!'},              {"\\", "a", '!'},               {"[a-b-c]", "a", '!'},
      {"[", "a", '!'},                 {"[^", "a", '!'},               {"[^bc", "a", '!'},
      {"a[", "a", '!'},                {"a[", "ab", '!'},              {"*x", "xxx", 'y'},
      {"**", "a", 'y'},                {"**", "a/b", 'n'},             {"", "", 'y'},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(answer(Glob::parse_match(row.pattern), row.path), row.expected)
        << row.pattern << " on " << row.path;
  }
}

// patternmatcher's exact matches: those of parents are not counted here.
TEST(Glob, Ignore) {
  static constexpr Row kRows[] = {
      {"**", "f", 'y'},              {"**", "d/f", 'y'},            {"**/**", "d/f", 'y'},
      {"d/**", "d/f", 'y'},          {"d/**", "d/e/f", 'y'},        {"d/**", "d", 'n'},
      {"**/d", "d", 'y'},            {"**/d", "d/f", 'n'},          {"**/d", "a/d", 'y'},
      {"**/d", "a/bd", 'n'},         {"**/e/*", "d/e/f", 'y'},      {"**/e/*", "d/e/f/g", 'n'},
      {"**/e/**", "d/e/f/g", 'y'},   {"**file", "file", 'y'},       {"**file", "d/file", 'y'},
      {"**file", "d/afile", 'y'},    {"**/file", "d/e/file", 'y'},  {"**/file*", "d/e/file", 'y'},
      {"**/file*", "d/file.txt", 'y'}, {"**/file*txt", "d/file.txt", 'y'},
      {"**/file*.txt", "d/file.txt", 'y'}, {"**/file*.txt*", "d/file.txt", 'y'},
      {"**/**/*.txt", "d/e/f.txt", 'y'}, {"**/**/*.txt2", "d/e/f.txt", 'n'},
      {"**/*.txt", "f.txt", 'y'},    {"**/**/*.txt", "f.txt", 'y'}, {"a**/*.txt", "a/f.txt", 'y'},
      {"a**/*.txt", "a/d/f.txt", 'y'}, {"a/*.txt", "a/d/f.txt", 'n'}, {"a/*.txt", "a/f.txt", 'y'},
      {"a/*.txt**", "a/f.txt", 'y'}, {"a[b-d]e", "ae", 'n'},        {"a[b-d]e", "ace", 'y'},
      {"a[b-d]e", "aae", 'n'},       {"a[^b-d]e", "aze", 'y'},      {".*", ".foo", 'y'},
      {".*", "foo", 'n'},            {"abc.def", "abcdef", 'n'},    {"abc.def", "abc.def", 'y'},
      {"abc.def", "abcZdef", 'n'},   {"abc?def", "abcZdef", 'y'},   {"abc?def", "abcdef", 'n'},
      {"**/foo/bar", "foo/bar", 'y'}, {"**/foo/bar", "d/e/foo/bar", 'y'},
      {"abc/**", "abc/def/ghi", 'y'}, {"**/.foo", ".foo", 'y'},     {"**/.foo", "bar.foo", 'n'},
      {"a(b)c/d", "a(b)c/d", 'y'},   {"a(b)c/d", "a(b)c/e", 'n'},
      {"a.|)$(}+{bc", "a.|)$(}+{bc", 'y'}, {"a\\\\", "a\\", 'y'},   {"a\\*b", "a*b", 'y'},
      {"a\\*b", "ab", 'n'},          {"a/**/b", "a/b", 'y'},        {"a/**/b", "a/x/y/b", 'y'},
      {"a/**/b", "a/xb", 'n'},       {"a**b", "a/b", 'y'},          {"a**b", "ab", 'y'},
      {"a**b", "axb", 'n'},          {"[-x]", "x", '!'},            {"[", "a", '!'},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(answer(Glob::parse_ignore(row.pattern), row.path), row.expected)
        << row.pattern << " on " << row.path;
  }
}

TEST(Glob, NothingBlowsUp) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  std::string path(4000, 'a');
  EXPECT_FALSE(Glob::parse_match(pattern + "b")->matches(path));
}

}  // namespace
}  // namespace verifull::image
