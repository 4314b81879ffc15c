#include "fix/write.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "fix/unified_diff.h"
#include "support/temp_dir.h"

namespace verifull::fix {
namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void put(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string message_of(const std::optional<base::Error>& error) {
  return error ? error->message.substr(error->message.rfind(": ") + 2) : "";
}

std::size_t entries(const std::string& folder) {
  std::size_t count = 0;
  for (const auto& each : std::filesystem::directory_iterator(folder)) count += each.exists() ? 1 : 0;
  return count;
}

TEST(Write, KeepsTheModeAndLeavesNothingBehind) {
  support::TempDir folder;
  std::string path = folder.path() + "/a";
  put(path, "old\n");
  chmod(path.c_str(), 0640);
  EXPECT_EQ(message_of(write_changes({{path, "old\n", "new\r\n"}})), "");
  EXPECT_EQ(read(path), "new\r\n");
  struct stat status{};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0640U);
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(Write, WritesAllOrNothing) {
  support::TempDir folder;
  std::string first = folder.path() + "/a";
  std::string second = folder.path() + "/b";
  put(first, "old");
  put(second, "other");
  EXPECT_EQ(message_of(write_changes({{first, "old", "new"}, {second, "old", "new"}})),
            "it has changed since it was read");
  EXPECT_EQ(read(first), "old");
  EXPECT_EQ(read(second), "other");
  EXPECT_EQ(entries(folder.path()), 2U);
}

// rename(2) puts a file in the place of one that nobody may write, so it is asked for.
TEST(Write, LeavesAllWhenOneMayNotBeWritten) {
  support::TempDir folder;
  chmod(folder.path().c_str(), 0777);
  std::string first = folder.path() + "/a";
  std::string second = folder.path() + "/b";
  put(first, "old");
  put(second, "old");
  chmod(first.c_str(), 0666);
  chmod(second.c_str(), 0444);
  constexpr uid_t kNobody = 65534;
  const bool root = geteuid() == 0;
  // root may write everything
  if (root) {
    ASSERT_EQ(seteuid(kNobody), 0);
  }
  auto error = write_changes({{first, "old", "new"}, {second, "old", "new"}});
  if (root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  EXPECT_EQ(message_of(error), "Permission denied");
  EXPECT_EQ(read(first), "old");
  EXPECT_EQ(read(second), "old");
  EXPECT_EQ(entries(folder.path()), 2U);
}

TEST(Write, RefusesALink) {
  support::TempDir folder;
  std::string target = folder.path() + "/a";
  std::string link = folder.path() + "/b";
  put(target, "old");
  ASSERT_EQ(symlink(target.c_str(), link.c_str()), 0);
  EXPECT_EQ(message_of(write_changes({{link, "old", "new"}})), "it is a symbolic link");
  EXPECT_EQ(read(target), "old");
}

std::string diff(std::string_view before, std::string_view after) {
  return unified_diff("f", before, after, [&](bool is_new, std::size_t begin, std::size_t end) {
    return std::string((is_new ? after : before).substr(begin, end - begin));
  });
}

TEST(UnifiedDiff, IsWhatDiffPrints) {
  EXPECT_EQ(diff("a\n", "a\n"), "");
  EXPECT_EQ(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n"),
            "--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
  EXPECT_EQ(diff("a\n", "a\nb\n"), "--- f\n+++ f\n@@ -1 +1,2 @@\n a\n+b\n");
  EXPECT_EQ(diff("a", "b\r\n"),
            "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\r\n");
  EXPECT_EQ(diff("a\nb\n1\n2\n3\n4\n5\n6\n7\nc\n", "b\n1\n2\n3\n4\n5\n6\n7\nd\n"),
            "--- f\n+++ f\n@@ -1,4 +1,3 @@\n-a\n b\n 1\n 2\n@@ -7,4 +6,4 @@\n 5\n 6\n 7\n-c\n+d\n");
}

}  // namespace
}  // namespace verifull::fix
