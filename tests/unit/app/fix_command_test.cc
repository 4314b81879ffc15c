// `--fix`, `--diff` and `fix` as their users run them.
#include "app/diff.h"

#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/read_text.h"
#include "support/run_program.h"
#include "support/temp_dir.h"

namespace verifull::app {
namespace {

constexpr const char* kWeak =
    "production:\n  adapter: postgresql\n  host: db.example.com\n  password: hunter2\n"
    "  sslmode: require\n  sslrootcert: config/ca.pem\n";
constexpr const char* kStrict =
    "production:\n  adapter: postgresql\n  host: db.example.com\n  password: hunter2\n"
    "  sslmode: verify-full\n  sslrootcert: config/ca.pem\n";

class FixCommandTest : public ::testing::Test {
 protected:
  FixCommandTest() {
    folder_.write("config/database.yml", kWeak);
    folder_.write("config/ca.pem", "x");
  }

  support::ProgramRun run(std::vector<std::string> words) {
    words.insert(words.begin(), {"--only", "sslmode-weak"});
    words.insert(words.begin(), "check");
    return support::run_program(VERIFULL_BINARY, words, folder_.path());
  }

  std::string text() { return support::read_text(folder_.path("config/database.yml")); }

  support::TempDir folder_;
};

TEST_F(FixCommandTest, DiffShowsAndChangesNothing) {
  support::ProgramRun run = this->run({"--diff"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.out,
            "--- config/database.yml\n+++ config/database.yml\n@@ -2,5 +2,5 @@\n"
            "   adapter: postgresql\n   host: db.example.com\n   password: [redacted]\n"
            "-  sslmode: require\n+  sslmode: verify-full\n   sslrootcert: config/ca.pem\n");
  EXPECT_EQ(run.err, "Would fix 1 finding in config/database.yml.\n");
  EXPECT_EQ(text(), kWeak);
}

TEST_F(FixCommandTest, FixWritesAndIsCleanThen) {
  support::ProgramRun run = this->run({"--fix", "-f", "concise"});
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(run.err, "Fixed 1 finding in config/database.yml.\n");
  EXPECT_EQ(text(), kStrict);
  run = this->run({"--diff"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.out, "");
}

TEST_F(FixCommandTest, TheCommandIsTheSame) {
  support::ProgramRun run =
      support::run_program(VERIFULL_BINARY, {"fix", "--only", "sslmode-weak", "-q"}, folder_.path());
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  EXPECT_EQ(text(), kStrict);
}

TEST_F(FixCommandTest, UnsafeOnesNeedTheWord) {
  ASSERT_EQ(unlink(folder_.path("config/ca.pem").c_str()), 0);
  folder_.write("Dockerfile", "FROM ruby:3.3\n");
  EXPECT_EQ(run({"--fix"}).exit_code, 1);
  EXPECT_EQ(text(), kWeak);
}

TEST_F(FixCommandTest, ALinkIsNotFollowed) {
  folder_.write("elsewhere.yml", kWeak);
  std::string path = folder_.path("config/database.yml");
  ASSERT_EQ(unlink(path.c_str()), 0);
  ASSERT_EQ(symlink("../elsewhere.yml", path.c_str()), 0);
  support::ProgramRun run = this->run({"--fix"});
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(run.err,
            "verifull: cannot write config/database.yml: it is a symbolic link\n"
            "  hint: nothing was changed\n");
  EXPECT_EQ(support::read_text(folder_.path("elsewhere.yml")), kWeak);
}

TEST_F(FixCommandTest, AChangeIsNoPlaceForIt) {
  EXPECT_EQ(run({"--fix", "--staged"}).exit_code, 2);
}

TEST_F(FixCommandTest, JsonSaysWhatTheFixIs) {
  support::ProgramRun run = this->run({"-f", "json"});
  EXPECT_NE(run.out.find("\"title\": \"set `sslmode: verify-full`\""), std::string::npos);
  EXPECT_NE(run.out.find("\"safety\": \"safe\""), std::string::npos);
  EXPECT_NE(run.out.find("\"text\": \"verify-full\""), std::string::npos);
  EXPECT_NE(run.out.find("\"fixable\": 1"), std::string::npos);
  EXPECT_EQ(this->run({"-f", "concise"}).out.find("config/database.yml:5:12: error[sslmode-weak] [*] "),
            0U);
}

}  // namespace
}  // namespace verifull::app
