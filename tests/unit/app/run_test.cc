#include "app/run.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "app/exit_code.h"
#include "report/tool.h"
#include "support/read_text.h"
#include "support/temp_dir.h"

namespace verifull::app {
namespace {

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

Ran ran(const std::vector<std::string>& words) {
  Output output;
  int code = execute(words, output);
  return {code, output.out, output.err};
}

TEST(AppRun, VersionAndHelp) {
  std::string version = "verifull " + std::string(report::kToolVersion) + "\n";
  EXPECT_EQ(ran({"--version"}).out, version);
  EXPECT_EQ(ran({"check", "--version", "--pedantic"}).out, version);
  Ran verbose = ran({"--version", "--verbose"});
  EXPECT_TRUE(verbose.out.starts_with(version + "system: ")) << verbose.out;
  EXPECT_TRUE(ran({"--help"}).out.starts_with("verifull finds out")) << ran({"--help"}).out;
  EXPECT_TRUE(ran({"check", "--help"}).out.starts_with("Usage: verifull [check]"));
  EXPECT_TRUE(ran({"explain", "-h"}).out.starts_with("Usage: verifull explain"));
  EXPECT_EQ(ran({"rules", "--help"}).code, kClean);
}

TEST(AppRun, WrongUseLeavesStdoutEmpty) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"-f", "text", "-f", "json"},
        {"-f", "nope"},
        {"-f", "json:"},
        {"baseline"},
        {"baseline", "grow"},
        {"--baseline", "no/such/file", "fixtures"},
        {"--nope"},
        {"explain", "nope"},
        {"rules", "nope"}}) {
    Ran result = ran(words);
    EXPECT_EQ(result.code, kUsage) << words[0];
    EXPECT_EQ(result.out, "") << words[0];
    EXPECT_TRUE(result.err.starts_with("verifull: ")) << result.err;
  }
}

TEST(AppRun, RulesAndExplain) {
  Ran list = ran({"rules", "--color", "never"});
  EXPECT_EQ(list.code, kClean);
  EXPECT_NE(list.out.find("sslmode-weak"), std::string::npos);
  Ran page = ran({"explain", "sslmode-weak"});
  EXPECT_EQ(page.code, kClean);
  EXPECT_TRUE(page.out.starts_with("sslmode-weak\n")) << page.out;
  EXPECT_EQ(ran({"rules", "sslmode-weak"}).out, page.out);
  Ran json = ran({"rules", "sslmode-weak", "-f", "json"});
  EXPECT_TRUE(json.out.starts_with("[\n  {\n    \"id\": \"sslmode-weak\",\n")) << json.out;
}

TEST(AppRun, AnnotatesOnActionsUnlessAFormatIsAskedFor) {
  support::TempDir folder;
  folder.write("config/database.yml",
               "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: require\n");
  std::string summary = folder.path("summary.md");
  setenv("GITHUB_ACTIONS", "true", 1);
  setenv("GITHUB_STEP_SUMMARY", summary.c_str(), 1);
  Ran by_itself = ran({folder.path()});
  Ran asked = ran({folder.path(), "-f", "concise"});
  unsetenv("GITHUB_ACTIONS");
  unsetenv("GITHUB_STEP_SUMMARY");
  EXPECT_TRUE(by_itself.out.starts_with("::error file=")) << by_itself.out;
  EXPECT_EQ(asked.out.find("::error"), std::string::npos) << asked.out;
  std::string table = support::read_text(summary);
  EXPECT_TRUE(table.starts_with("### verifull\n\n")) << table;
  EXPECT_EQ(table.find("### verifull", 1), std::string::npos) << "written once";
}

TEST(AppRun, BaselineIsMadeOnceAndUsed) {
  support::TempDir folder;
  folder.write("config/database.yml",
               "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: require\n");
  std::string path = folder.path("accepted");
  EXPECT_EQ(ran({folder.path(), "-f", "concise"}).code, kFindings);
  EXPECT_EQ(ran({"baseline", "create", "--baseline", path, folder.path()}).code, kClean);
  EXPECT_EQ(ran({"baseline", "create", "--baseline", path, folder.path()}).code, kUsage);
  Ran known = ran({folder.path(), "-f", "concise", "--baseline", path});
  EXPECT_EQ(known.code, kClean);
  EXPECT_EQ(known.out, "");
  EXPECT_EQ(ran({"baseline", "prune", "--baseline", path, folder.path()}).code, kClean);
  EXPECT_EQ(ran({folder.path(), "-f", "concise", "--baseline", path}).code, kClean);
}

TEST(AppRun, NoAppIsSaidAndClean) {
  char folder[] = "/tmp/verifull_run_XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  Ran result = ran({folder});
  rmdir(folder);
  EXPECT_EQ(result.code, kClean);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "verifull: no Rails app in " + std::string(folder) +
                            ": there is no config/database.yml to look at\n");
}

TEST(AppRun, FormatsGoToFiles) {
  char folder[] = "/tmp/verifull_run_XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  std::string file = std::string(folder) + "/report.json";
  Ran result = ran({folder, "-f", "json:" + file});
  std::ifstream stream(file);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  std::remove(file.c_str());
  rmdir(folder);
  EXPECT_EQ(result.code, kClean);
  EXPECT_EQ(result.out, "");
  EXPECT_TRUE(text.starts_with("{\n  \"format_version\": 1,\n")) << text;
  EXPECT_EQ(ran({"rules", "-f", "text:/nonexistent/file"}).code, kFailed);
}

TEST(AppRun, FullDiskIsAFailure) {
  int full = open("/dev/full", O_WRONLY);
  if (full < 0) GTEST_SKIP() << "no /dev/full here";
  std::optional<base::Error> error = write_all(full, "text", "stdout");
  close(full);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->message, "cannot write to stdout: No space left on device");
}

TEST(AppRun, ComplaintsAreSafeToPrint) {
  Output output;
  output.complain("a\x1b[31m\nb ##[error]", "::error::");
  EXPECT_EQ(output.err, "verifull: a\\x1B[31m\\x0Ab ##\\x5Berror]\n  hint: \\x3A:error\\x3A:\n");
}

}  // namespace
}  // namespace verifull::app
