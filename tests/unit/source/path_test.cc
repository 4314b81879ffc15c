#include "source/path.h"

#include <gtest/gtest.h>

namespace verifull::source {
namespace {

TEST(Path, Normalised) {
  struct Case {
    const char* path;
    const char* expected;
  };
  const Case kCases[] = {
      {"", "."},           {".", "."},
      {"./", "."},         {"/", "/"},
      {"a/", "a"},         {"./a//b/./c/", "a/b/c"},
      {"a/../b", "b"},     {"a/..", "."},
      {"../a", "../a"},    {"a/../../b", "../b"},
      {"../../", "../.."}, {"/../a", "/a"},
      {"/a/./b/..", "/a"}, {"a b/{{x}}\n", "a b/{{x}}\n"},
      {"..a/b", "..a/b"},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.path);
    EXPECT_EQ(normalised(test.path), test.expected);
  }
}

TEST(Path, ShownFromTheWorkingDirectory) {
  struct Case {
    const char* path;
    const char* directory;
    const char* expected;
  };
  const Case kCases[] = {
      {"a/b", "/w", "a/b"},
      {"/w", "/w", "."},
      {"/w/a", "/w", "a"},
      {"/wx", "/w", "../wx"},
      {"/", "/w/x", "../.."},
      {"../w/a", "/w", "a"},
      {"/srv/a", "/srv/b/c", "../../a"},
      {"/a", "", "/a"},
      {"./a/", "", "a"},
      {"/a", "/", "a"},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(std::string(test.path) + " from " + test.directory);
    std::string shown = shown_path(test.path, test.directory);
    EXPECT_EQ(shown, test.expected);
    EXPECT_EQ(absolute_path(shown, test.directory), absolute_path(test.path, test.directory));
  }
}

TEST(Path, Parents) {
  struct Case {
    const char* path;
    const char* expected;
  };
  const Case kCases[] = {{"a/b", "a"}, {"a", "."},     {".", ".."},   {"..", "../.."},
                         {"/a", "/"},  {"/a/b", "/a"}, {"../a", ".."}};
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.path);
    EXPECT_EQ(parent_path(test.path), test.expected);
  }
}

TEST(Path, Within) {
  struct Case {
    const char* path;
    const char* directory;
    const char* inside;  // nullptr: it is not; "": it is, by a name that is not in sight
  };
  const Case kCases[] = {
      {"a/b", "a", "b"},
      {"a", "a", "."},
      {"ab", "a", nullptr},
      {"a", "a/b", nullptr},
      {"a", ".", "a"},
      {"..", ".", nullptr},
      {"../a", ".", nullptr},
      {"..a", ".", "..a"},
      {"/a", ".", nullptr},
      {"/a/b", "/", "a/b"},
      {"../a", "..", "a"},
      {"../..", "..", nullptr},
      {"../../a", "..", nullptr},
      {"a/..b", "a", "..b"},
      {".", ".", "."},
      {"..a", "..", ""},
      {".", "..", ""},
      {"../a", "../..", ""},
      {"/a", "..", nullptr},
      {"../ab", "../a", nullptr},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(std::string(test.path) + " in " + test.directory);
    ASSERT_EQ(is_within(test.path, test.directory), test.inside != nullptr);
    bool seen_from_it = test.inside != nullptr && *test.inside != '\0';
    if (seen_from_it) {
      EXPECT_EQ(path_within(test.path, test.directory), test.inside);
    }
  }
}

TEST(Path, ChildrenOfFoldersAboveTheWorkingDirectory) {
  EXPECT_EQ(child_path("a", "b", "/w/x"), "a/b");
  EXPECT_EQ(child_path("..", "x", "/w/x"), ".");
  EXPECT_EQ(child_path("..", "y", "/w/x"), "../y");
  EXPECT_EQ(child_path("../..", "w", "/w/x"), "..");
  EXPECT_EQ(child_path("../..", "v", "/w/x"), "../../v");
}

TEST(Path, MovesFromWhereTheAppRuns) {
  struct Case {
    const char* path;
    const char* from;
    const char* to;
    const char* expected;
  };
  constexpr Case kCases[] = {
      {"/rails/config/a.pem", "/rails", "/srv/app", "/srv/app/config/a.pem"},
      {"/rails/config/a.pem", "/rails", ".", "config/a.pem"},
      {"/rails", "/rails", "/srv/app", "/srv/app"},
      {"/railsy/a.pem", "/rails", "/srv/app", ""},
      {"/rails/../etc/a.pem", "/rails", "/srv/app", ""},
      {"/etc/a.pem", "/rails", "/srv/app", ""},
      {"/etc/a.pem", "", "/srv/app", ""},
      {"/etc/a.pem", "/", "/srv/app", "/srv/app/etc/a.pem"},
      {"config/a.pem", "/rails", "/srv/app", "/srv/app/config/a.pem"},
      {"../a.pem", "/rails", "/srv/app", "/srv/a.pem"},
  };
  for (const Case& test : kCases) {
    EXPECT_EQ(moved_path(test.path, test.from, test.to), test.expected) << test.path;
  }
}

TEST(Path, JoinsAndNames) {
  EXPECT_EQ(join_path(".", "a"), "a");
  EXPECT_EQ(join_path("/", "a"), "/a");
  EXPECT_EQ(join_path("a/b", "c"), "a/b/c");
  EXPECT_EQ(base_name("a/b"), "b");
  EXPECT_EQ(base_name("a"), "a");
}

}  // namespace
}  // namespace verifull::source
