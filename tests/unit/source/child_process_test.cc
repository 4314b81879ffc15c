#include "source/child_process.h"

#include <stdlib.h>

#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace verifull::source {
namespace {

using End = ChildResult::End;
using std::chrono::milliseconds;

ChildResult run_shell(const std::string& script, std::string_view input,
                      milliseconds timeout = milliseconds(10000), std::size_t max = 1 << 24) {
  return run_child("/bin/sh", {"sh", "-c", script}, {"PATH=/usr/bin:/bin", "X=1"}, input, timeout,
                   max);
}

TEST(ChildProcess, PassesTextThroughAndReportsTheEnd) {
  ChildResult result = run_shell("cat; echo $X$HOME >&2; exit 3", "hello");
  EXPECT_EQ(result.end, End::kExited);
  EXPECT_EQ(result.code, 3);
  EXPECT_EQ(result.output, "hello");
  EXPECT_EQ(result.error_output, "1\n");
}

TEST(ChildProcess, LongTextsDoNotBlock) {
  std::string input(3'000'000, 'x');
  ChildResult result = run_shell("cat; exit 0", input);
  EXPECT_EQ(result.end, End::kExited);
  EXPECT_TRUE(result.output == input);
}

TEST(ChildProcess, SurvivesAChildThatDoesNotListen) {
  ChildResult result = run_shell("exec <&-; sleep 0.1; echo done", std::string(3'000'000, 'x'));
  EXPECT_EQ(result.end, End::kExited);
  EXPECT_EQ(result.output, "done\n");
}

TEST(ChildProcess, KillsASlowChild) {
  auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(run_shell("exec sleep 60", "", milliseconds(50)).end, End::kTimedOut);
  EXPECT_EQ(run_shell("exec sleep 60 >&- 2>&-", "", milliseconds(50)).end, End::kTimedOut);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(10000));
}

TEST(ChildProcess, StopsAChildThatSaysTooMuch) {
  ChildResult result = run_shell("exec yes", "", milliseconds(10000), 100);
  EXPECT_EQ(result.end, End::kTooMuchOutput);
  EXPECT_EQ(result.output.size(), 100U);
}

TEST(ChildProcess, KeepsTheBeginningOfErrors) {
  ChildResult result = run_shell("head -c 100000 /dev/zero >&2", "");
  EXPECT_EQ(result.end, End::kExited);
  EXPECT_EQ(result.error_output.size(), 4096U);
}

TEST(ChildProcess, OtherEnds) {
  EXPECT_EQ(run_shell("kill -9 $$", "").end, End::kKilled);
  EXPECT_EQ(run_child("/nowhere/git", {"git"}, {}, "", milliseconds(1000), 10).end,
            End::kNotStarted);
}

TEST(ChildProcess, FindsProgramsInAbsoluteFoldersOnly) {
  support::TempDir dir;
  dir.write("bin/verifull-test-program", "#!/bin/sh\n");
  dir.write("bin/verifull-test-text", "");
  dir.mkdir("bin/verifull-test-folder");
  dir.chmod("bin/verifull-test-program", 0755);
  support::WorkingDirectory here(dir.path());
  std::string before = ::getenv("PATH");
  ::setenv("PATH", (".:bin::" + dir.path("bin") + ":/nowhere").c_str(), 1);
  EXPECT_EQ(find_program("verifull-test-program"), dir.path("bin/verifull-test-program"));
  EXPECT_EQ(find_program("verifull-test-text"), "");
  EXPECT_EQ(find_program("verifull-test-folder"), "");
  ::setenv("PATH", ".:bin", 1);
  EXPECT_EQ(find_program("verifull-test-program"), "");
  ::setenv("PATH", before.c_str(), 1);
}

}  // namespace
}  // namespace verifull::source
