#include "source/git_ignore.h"

#include <stdlib.h>

#include <algorithm>

#include <gtest/gtest.h>

#include "source/child_process.h"
#include "source/disk_reader.h"
#include "source/memory_reader.h"
#include "support/temp_dir.h"

namespace verifull::source {
namespace {

std::string sorted_lines(const IgnoreAnswer& answer) {
  std::vector<std::string> paths(answer.ignored.begin(), answer.ignored.end());
  std::sort(paths.begin(), paths.end());
  std::string text;
  for (const std::string& path : paths) text += path + "\n";
  return answer.trouble.empty() ? text : text + "trouble: " + answer.trouble + "\n";
}

// What git would be asked about, one path a line; "-" when it isn't asked.
std::string question(const MemoryReader& reader, const std::string& repository,
                     const std::vector<std::string>& paths) {
  std::string asked = "-";
  auto ask = [&](const std::string& root, const std::vector<std::string>& questions) {
    EXPECT_EQ(root, repository);
    asked.clear();
    for (const std::string& path : questions) asked += path + "\n";
    return IgnoreAnswer{{questions.begin(), questions.end()}, ""};
  };
  IgnoreAnswer answer = ignored_paths(repository, paths, "/repo/here", reader, ask);
  for (const std::string& path : answer.ignored) {
    EXPECT_NE(std::find(paths.begin(), paths.end(), path), paths.end()) << path;
  }
  return asked;
}

TEST(GitIgnore, AsksOnlyWhenAPatternMayMatch) {
  struct Case {
    const char* name;
    const char* file;
    const char* text;
    const char* expected;
  };
  const Case kCases[] = {
      {"Rails' own list", "a/.gitignore", "/log/*\n/tmp/*\n!/log/.keep\n/config/master.key\n", "-"},
      {"beside the file", "a/.gitignore", ".env*\n", "here/a/.env\n"},
      {"at the root", "../.gitignore", "/here/a\n",
       "here/a\nhere/a/config/database.yml\nhere/a/.env\n"},
      {"between", ".gitignore", "database.yml\n", "here/a/config/database.yml\n"},
      {"below", "a/config/.gitignore", "*.yml\n", "here/a/config/database.yml\n"},
      {"elsewhere", "b/.gitignore", "*\n", "-"},
      {"info/exclude", "../.git/info/exclude", "# x\n.env\n", "here/a/.env\n"},
      {"info/exclude with comments only", "../.git/info/exclude", "# x\n", "-"},
      {"patterns that cannot be read", "a/.gitignore", nullptr,
       "here/a/config/database.yml\nhere/a/.env\n"},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.name);
    MemoryReader reader;
    reader.add_folder("../.git");
    if (test.text != nullptr) {
      reader.add(test.file, test.text);
    } else {
      reader.add_special(test.file, EntryType::kFifo);
    }
    EXPECT_EQ(question(reader, "..", {"a", "a/config/database.yml", "a/.env"}), test.expected);
  }
}

TEST(GitIgnore, AsksWhenTheExcludeFileIsElsewhere) {
  MemoryReader reader;
  reader.add(".git", "gitdir: /other/.git/worktrees/here\n");
  EXPECT_EQ(question(reader, ".", {"a", ".", "../x", "a"}), "a\n");
}

// A repository with real git in it.
class GitIgnoreRepository : public ::testing::Test {
 protected:
  void SetUp() override {
    if (find_program("git").empty()) GTEST_SKIP() << "git is not installed";
    git("init -q .");
  }

  void git(const std::string& arguments) const {
    std::string script = "exec git -C '" + dir_.path() + "' " + arguments;
    auto environment = std::vector<std::string>{"PATH=" + std::string(::getenv("PATH")), "HOME=/",
                                                "GIT_CONFIG_GLOBAL=/dev/null"};
    ChildResult result = run_child("/bin/sh", {"sh", "-c", script}, environment, "",
                                   std::chrono::milliseconds(20000), 1 << 20);
    ASSERT_EQ(result.code, 0) << result.error_output;
  }

  std::string ask(const std::vector<std::string>& paths) const {
    return sorted_lines(ask_git(dir_.path(), paths));
  }

  support::TempDir dir_;
};

TEST_F(GitIgnoreRepository, SaysWhatIsIgnored) {
  dir_.write(".gitignore", ".env*\n!.env.example\n/build/\n");
  dir_.write("build/app/config/database.yml", "");
  dir_.write("app/.env", "");
  dir_.write("app/.env.example", "");
  EXPECT_EQ(ask({"app", "app/.env", "app/.env.example", "app/.env.absent", "build/app",
                 "build/app/config/database.yml"}),
            "app/.env\napp/.env.absent\nbuild/app\nbuild/app/config/database.yml\n");
  EXPECT_EQ(ask({"app"}), "");
  EXPECT_EQ(ask({}), "");
}

TEST_F(GitIgnoreRepository, ATrackedFileIsNotIgnored) {
  dir_.write(".gitignore", ".env\n");
  dir_.write(".env", "");
  EXPECT_EQ(ask({".env"}), ".env\n");
  git("add -f .env");
  EXPECT_EQ(ask({".env"}), "");
}

TEST_F(GitIgnoreRepository, TakesAnyName) {
  dir_.write(".gitignore", "*\n");
  std::vector<std::string> names = {
      ":(glob)x", "-x", "a b", "{{app_name}}", "line\nbreak", "\xC3\xA9", "\xFF", "\"q\"", "*"};
  std::string expected;
  std::vector<std::string> sorted = names;
  std::sort(sorted.begin(), sorted.end());
  for (const std::string& name : sorted) expected += name + "\n";
  EXPECT_EQ(ask(names), expected);
}

TEST_F(GitIgnoreRepository, TheUsersOwnListDoesNotCount) {
  dir_.write("mine", "*.yml\n");
  git("config core.excludesFile '" + dir_.path("mine") + "'");
  EXPECT_EQ(ask({"database.yml"}), "");
}

TEST_F(GitIgnoreRepository, RunsNothingOfTheRepository) {
  dir_.write("evil", "#!/bin/sh\ntouch '" + dir_.path("ran") + "'\n");
  dir_.chmod("evil", 0755);
  std::string evil = "'" + dir_.path("evil") + "'";
  dir_.write(".gitignore", ".env\n");
  git("add .gitignore");
  for (const char* key :
       {"core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass",
        "core.gitProxy", "diff.external", "filter.x.clean", "filter.x.smudge", "filter.x.process",
        "credential.helper", "pager.check-ignore", "alias.check-ignore"}) {
    git(std::string("config ") + key + " " + evil);
  }
  git("config core.hooksPath '" + dir_.path() + "'");
  dir_.write("post-index-change", "#!/bin/sh\ntouch '" + dir_.path("ran") + "'\n");
  dir_.chmod("post-index-change", 0755);
  dir_.write(".gitattributes", "* filter=x\n");
  EXPECT_EQ(ask({".env"}), ".env\n");
  EXPECT_FALSE(std::filesystem::exists(dir_.path("ran")));
}

// A .gitignore that lies in no work tree and whose text is not in the object
// store either: git would fetch it from the remote that the repository names.
TEST_F(GitIgnoreRepository, FetchesNothing) {
  dir_.write("evil", "#!/bin/sh\ntouch '" + dir_.path("ran") + "'\n");
  dir_.chmod("evil", 0755);
  git("config core.repositoryFormatVersion 1");
  git("config extensions.partialClone origin");
  git("config remote.origin.promisor true");
  git("config remote.origin.url 'ext::" + dir_.path("evil") + "'");
  git("config protocol.ext.allow always");
  git("config core.sparseCheckout true");
  git("update-index --add --cacheinfo 100644,e69de29bb2d1d6434b8b29ae775ad8c2e48c5392,.gitignore");
  git("update-index --skip-worktree .gitignore");
  ask({".env"});
  EXPECT_FALSE(std::filesystem::exists(dir_.path("ran")));
}

TEST_F(GitIgnoreRepository, TheCallersGitVariablesAreNotPassedOn) {
  dir_.write(".gitignore", ".env\n");
  ::setenv("GIT_DIR", "/nowhere", 1);
  ::setenv("GIT_INDEX_FILE", "/nowhere", 1);
  std::string answer = ask({".env"});
  ::unsetenv("GIT_DIR");
  ::unsetenv("GIT_INDEX_FILE");
  EXPECT_EQ(answer, ".env\n");
}

TEST_F(GitIgnoreRepository, SaysWhatWentWrong) {
  const std::string kNoAnswer = "trouble: git says: ";
  dir_.symlink(".", "link");
  EXPECT_EQ(ask({"link/x"}).substr(0, kNoAnswer.size()), kNoAnswer);
  dir_.write(".git/config", "[core\n");
  EXPECT_EQ(ask({"x"}).substr(0, kNoAnswer.size()), kNoAnswer);
  std::string path = ::getenv("PATH");
  ::setenv("PATH", "/nowhere", 1);
  EXPECT_EQ(ask({"x"}), "trouble: git is not installed\n");
  ::setenv("PATH", path.c_str(), 1);
}

}  // namespace
}  // namespace verifull::source
