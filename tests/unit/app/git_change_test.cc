// The program itself over real repositories.
#include "app/git_change.h"

#include <gtest/gtest.h>

#include "support/git_folder.h"
#include "support/run_program.h"

namespace verifull::app {
namespace {

constexpr const char* kWeak = "production:\n  adapter: postgresql\n  host: db.example.com\n"
                              "  sslmode: require\n";
constexpr const char* kFromUrl =
    "production:\n  adapter: postgresql\n  url: <%= ENV['DATABASE_URL'] %>\n"
    "  sslrootcert: /etc/ssl/certs/ca-certificates.crt\n";
constexpr const char* kGems = "GEM\n  specs:\n    dotenv-rails (2.8.1)\n    rails (7.1.0)\n";

class GitChangeTest : public ::testing::Test {
 protected:
  // "CODE:\n" and the findings, one a line; or what is on stderr.
  std::string check(std::vector<std::string> words, const std::string& below = ".",
                    const std::vector<std::string>& environment = {}) {
    words.insert(words.end(), {"-f", "concise", "--only", "sslmode-weak"});
    support::ProgramRun run =
        support::run_program(VERIFULL_BINARY, words, folder_.path(below), environment);
    std::string out;
    for (std::size_t at = 0; at < run.out.size(); at = run.out.find('\n', at) + 1) {
      out += run.out.substr(at, run.out.find(": ", at) - at) + "\n";
    }
    return std::to_string(run.exit_code) + "\n" + out + run.err;
  }

  support::GitFolder folder_;
};

TEST_F(GitChangeTest, WhatWasThereBeforeIsNotShown) {
  folder_.write("old/config/database.yml", kWeak);
  folder_.write("good/config/database.yml", "production:\n  adapter: sqlite3\n");
  folder_.commit();
  EXPECT_EQ(check({"--staged"}), "0\n");
  EXPECT_EQ(check({"--since", "HEAD"}), "0\n");
  folder_.write("good/config/database.yml", kWeak);
  EXPECT_EQ(check({"--since", "HEAD"}), "1\ngood/config/database.yml:4:12\n");
  EXPECT_EQ(check({"--staged"}), "0\n");
  folder_.git("add -A");
  folder_.write("good/config/database.yml", "production:\n  adapter: sqlite3\n");
  EXPECT_EQ(check({"--staged"}), "1\ngood/config/database.yml:4:12\n");
  EXPECT_EQ(check({"--staged", "old"}), "0\n");
  EXPECT_EQ(check({"--staged"}, "good"), "1\nconfig/database.yml:4:12\n");
  EXPECT_EQ(check({"--staged", "../old"}, "good"), "0\n");
  EXPECT_EQ(check({"--since", "HEAD"}), "0\n");
}

TEST_F(GitChangeTest, ALineThatIsTouchedIsShownAndOneThatMovesIsNot) {
  folder_.write("config/database.yml", kWeak);
  folder_.commit();
  folder_.write("config/database.yml", "# more\n\n" + std::string(kWeak));
  EXPECT_EQ(check({"--since", "main"}), "0\n");
  folder_.write("config/database.yml", std::string(kWeak) + "  pool: 5\n");
  EXPECT_EQ(check({"--since", "main"}), "0\n");
  std::string touched = kWeak;
  touched.insert(touched.size() - 1, " # as before");
  folder_.write("config/database.yml", touched);
  EXPECT_EQ(check({"--since", "main"}), "1\nconfig/database.yml:4:12\n");
}

// The file that is edited is not the one with the finding.
TEST_F(GitChangeTest, WhatAChangeAffectsElsewhereIsShown) {
  folder_.write("config/database.yml", kFromUrl);
  folder_.write("Gemfile.lock", kGems);
  folder_.write(".env.production",
                "# the server\nDATABASE_URL=postgres://db.example.com/x?sslmode=verify-full\n");
  folder_.commit();
  EXPECT_EQ(check({"--since", "HEAD"}), "0\n");
  folder_.write(".env.production",
                "# the server\nDATABASE_URL=postgres://db.example.com/x?sslmode=require\n");
  EXPECT_EQ(check({"--since", "HEAD"}), "1\n.env.production:2:42\n");
  folder_.commit();
  folder_.write("config/database.yml", "# a remark\n" + std::string(kFromUrl));
  EXPECT_EQ(check({"--since", "HEAD"}), "0\n");
  folder_.write(".env.production", "# renamed\nDATABASE_URL=postgres://other.example.com/x?"
                                   "sslmode=require\n");
  EXPECT_EQ(check({"--since", "HEAD"}), "1\n.env.production:2:45\n");
  // Nothing is left in that file; what comes of it is at the other one.
  folder_.git("checkout -q .");
  folder_.write("config/database.yml", std::string(kFromUrl) + "  sslmode: prefer\n");
  folder_.write(".env.production", "DATABASE_URL=postgres://db.example.com/x?sslmode=verify-full\n");
  folder_.commit();
  EXPECT_EQ(check({"--since", "HEAD"}), "0\n");
  folder_.write(".env.production", "DATABASE_URL=postgres://db.example.com/x\n");
  EXPECT_EQ(check({"--since", "HEAD"}), "1\nconfig/database.yml:5:12\n");
}

TEST_F(GitChangeTest, AnIgnoreThatIsTakenOutShowsWhatItHid) {
  std::string ignored = kWeak;
  ignored.insert(ignored.size() - 1, " # verifull: ignore[sslmode-weak] the proxy checks");
  folder_.write("config/database.yml", ignored);
  folder_.commit();
  folder_.write("config/database.yml", kWeak);
  EXPECT_EQ(check({"--since", "HEAD"}), "1\nconfig/database.yml:4:12\n");
}

TEST_F(GitChangeTest, FilesThatGitIgnoresCountInBothStates) {
  folder_.write(".gitignore", ".env*\n");
  folder_.write("Gemfile.lock", kGems);
  folder_.write(".env", "DATABASE_URL=postgres://db.example.com/x?sslmode=require\n");
  folder_.write("config/database.yml", kFromUrl);
  folder_.commit();
  EXPECT_EQ(check({}), "1\n.env:1:42\n");
  EXPECT_EQ(check({"--staged"}), "0\n");
  EXPECT_EQ(check({"--since", "HEAD"}), "0\n");
}

TEST_F(GitChangeTest, BeforeTheFirstCommitEverythingIsNew) {
  folder_.write("config/database.yml", kWeak);
  EXPECT_EQ(check({"--staged"}),
            "0\nverifull: no Rails app here: there is no config/database.yml to look at\n");
  folder_.git("add -A");
  EXPECT_EQ(check({"--staged"}), "1\nconfig/database.yml:4:12\n");
}

// What the other branch has done meanwhile is not of this change.
TEST_F(GitChangeTest, SinceCountsFromWhereTheBranchesPart) {
  folder_.write("config/database.yml", kWeak);
  folder_.commit();
  folder_.git("branch mine");
  folder_.write("config/database.yml", "production:\n  adapter: sqlite3\n");
  folder_.commit();
  folder_.git("checkout -q mine");
  folder_.write("README", "");
  folder_.commit();
  EXPECT_EQ(check({"--since", "main"}), "0\n");
}

TEST_F(GitChangeTest, AHookMayHaveAnIndexOfItsOwn) {
  folder_.write("config/database.yml", "production:\n  adapter: sqlite3\n");
  folder_.commit();
  folder_.write("config/database.yml", kWeak);
  folder_.git("add -A");
  std::filesystem::copy_file(folder_.path(".git/index"), folder_.path(".git/next"));
  folder_.git("reset -q");
  EXPECT_EQ(check({"--staged"}), "0\n");
  EXPECT_EQ(check({"--staged"}, ".", {"GIT_INDEX_FILE=.git/next", "GIT_DIR=.git"}),
            "1\nconfig/database.yml:4:12\n");
}

TEST_F(GitChangeTest, SaysWhatIsWrong) {
  folder_.write("config/database.yml", kWeak);
  EXPECT_EQ(check({"--since", "nope"}),
            "2\nverifull: git knows no commit `nope` here\n"
            "  hint: a shallow clone has only the last ones: `git fetch --unshallow`\n");
  EXPECT_EQ(check({"--since", "HEAD", "--staged"}),
            "2\nverifull: `--since` and `--staged` contradict each other\n");
  EXPECT_EQ(check({"--staged", ".", "/"}),
            "2\nverifull: / is outside of the repository " + folder_.path() +
                "\n  hint: one repository at a time\n");
  support::TempDir none;
  support::ProgramRun run = support::run_program(VERIFULL_BINARY, {"--staged"}, none.path());
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.err, "verifull: " + none.path() + " is in no git repository\n"
                     "  hint: --since and --staged ask git what has changed\n");
}

TEST_F(GitChangeTest, TheSummarySaysHowManyAreLeftOut) {
  folder_.write("config/database.yml", kWeak);
  folder_.commit();
  support::ProgramRun run =
      support::run_program(VERIFULL_BINARY, {"--staged"}, folder_.path());
  EXPECT_NE(run.out.find("0 errors, 0 warnings, 0 infos (1 older not shown).\n"),
            std::string::npos)
      << run.out;
}

}  // namespace
}  // namespace verifull::app
