#include <gtest/gtest.h>

#include "source/discover.h"
#include "source/memory_reader.h"
#include "support/discovery_dump.h"

namespace verifull::source {
namespace {

using support::dump;

// What git would ignore, by path in the repository.
struct IgnoreCase {
  const char* name;
  std::vector<std::string> paths;
  std::vector<std::string> ignored;
  const char* expected;
};

const IgnoreCase kIgnored[] = {
    {"nothing",
     {"."},
     {},
     "+ a/.env: environment variables\n"
     "+ a/config/database.yml: database configuration\n"
     "= a a/config/database.yml .env\n"},
    {"the .env of an app is read all the same",
     {"."},
     {"a/.env"},
     "+ a/.env: environment variables; git ignores it\n"
     "+ a/config/database.yml: database configuration\n"
     "= a a/config/database.yml .env(ignored)\n"},
    {"so is its configuration",
     {"."},
     {"a/config/database.yml"},
     "+ a/.env: environment variables\n"
     "+ a/config/database.yml: database configuration; git ignores it, Rails reads it all the "
     "same\n"
     "= a a/config/database.yml .env\n"},
    {"an ignored app is none",
     {"."},
     {"a", "a/.env", "a/config/database.yml"},
     "- a/config/database.yml: its folder is ignored by git\n"},
    {"unless its configuration was added by force",
     {"."},
     {"a", "a/.env"},
     "+ a/.env: environment variables; git ignores it\n"
     "+ a/config/database.yml: database configuration\n"
     "= a a/config/database.yml .env(ignored)\n"},
    {"or it was named",
     {"a"},
     {"a", "a/.env", "a/config/database.yml"},
     "+ a/.env: environment variables; git ignores it\n"
     "+ a/config/database.yml: database configuration; git ignores it, Rails reads it all the "
     "same\n"
     "= a a/config/database.yml .env(ignored)\n"},
    {"named by two paths",
     {".", "a"},
     {"a", "a/config/database.yml"},
     "+ a/.env: environment variables\n"
     "+ a/config/database.yml: database configuration; git ignores it, Rails reads it all the "
     "same\n"
     "= a a/config/database.yml .env\n"},
};

TEST(DiscoverIgnored, RespectsGit) {
  for (const IgnoreCase& test : kIgnored) {
    SCOPED_TRACE(test.name);
    DiscoverOptions options;
    options.ask_git = [&](const std::string& repository, const std::vector<std::string>& paths) {
      EXPECT_EQ(repository, ".");
      IgnoreAnswer answer;
      for (const std::string& path : paths) {
        for (const std::string& ignored : test.ignored) {
          if (ignored == path) answer.ignored.insert(path);
        }
      }
      return answer;
    };
    MemoryReader reader;
    reader.add_folder(".git");
    reader.add(".gitignore", "*\n");
    reader.add("a/config/database.yml", "");
    reader.add("a/.env", "");
    SourceSet sources;
    options.working_directory = "/w";
    Discovery discovery = discover(test.paths, options, reader, sources);
    EXPECT_EQ(dump(discovery, sources), test.expected);
  }
}

TEST(DiscoverIgnored, AsksEachRepositoryOnce) {
  std::string asked;
  DiscoverOptions options;
  options.ask_git = [&](const std::string& repository, const std::vector<std::string>& paths) {
    asked += repository + ":";
    for (const std::string& path : paths) asked += " " + path;
    asked += "\n";
    return IgnoreAnswer{{}, "git is not installed"};
  };
  MemoryReader reader;
  reader.add_folder("../.git");
  reader.add("../.gitignore", "*\n");
  for (const char* path :
       {"a/config/database.yml", "b/config/database.yml", "c/.git", "c/x/config/database.yml"}) {
    reader.add(path, "");
  }
  options.working_directory = "/w/here";
  SourceSet sources;
  Discovery discovery = discover({"."}, options, reader, sources);
  EXPECT_EQ(asked,
            "..: here/a here/a/config/database.yml here/b here/b/config/database.yml here\n"
            "c: x x/config/database.yml\n");
  EXPECT_EQ(dump(discovery, sources),
            "- ../.gitignore: nothing is ignored: git is not installed\n"
            "+ a/config/database.yml: database configuration\n"
            "+ b/config/database.yml: database configuration\n"
            "- c/.gitignore: nothing is ignored: git is not installed\n"
            "+ c/x/config/database.yml: database configuration\n"
            "= a a/config/database.yml\n"
            "= b b/config/database.yml\n"
            "= c/x c/x/config/database.yml\n");
}

}  // namespace
}  // namespace verifull::source
