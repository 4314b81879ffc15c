#include "source/git_tree_reader.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "source/disk_reader.h"
#include "support/git_folder.h"

namespace verifull::source {
namespace {

std::string names_in(const FileReader& reader, const std::string& path) {
  Listing listing;
  if (auto error = reader.list(path, true, listing)) return error->message;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < listing.size(); ++i) names.emplace_back(listing[i].name);
  std::sort(names.begin(), names.end());
  std::string text;
  for (const std::string& name : names) text += name + " ";
  return text;
}

class GitTreeReaderTest : public ::testing::Test {
 protected:
  GitTreeReader reader(bool staged) {
    repository_ = *GitRepository::holding(folder_.path(), "");
    GitListing index = *repository_.index();
    auto ignored = ignored_companions(repository_, index, disk_, folder_.path());
    return {repository_, staged ? index : *repository_.tree("HEAD"), ignored, disk_,
            folder_.path()};
  }

  std::string text(const FileReader& reader, const std::string& path) {
    auto text = reader.read(path, FileKind::kDotenv, ".");
    return text ? *text : text.error().message;
  }

  support::GitFolder folder_;
  support::WorkingDirectory here_{folder_.path()};
  DiskReader disk_;
  GitRepository repository_;
};

TEST_F(GitTreeReaderTest, ReadsTheStateThatGitKeeps) {
  folder_.write("app/config/database.yml", "committed");
  folder_.write("app/.gitignore", ".env\n");
  folder_.write("app/gone", "");
  folder_.commit();
  folder_.write("app/config/database.yml", "staged");
  folder_.remove("app/gone");
  folder_.git("add -A");
  folder_.write("app/config/database.yml", "on disk");
  folder_.write("app/.env", "ignored");
  folder_.write("app/.env.test", "untracked");
  GitTreeReader head = reader(false);
  GitTreeReader staged = reader(true);
  EXPECT_EQ(text(head, "app/config/database.yml"), "committed");
  EXPECT_EQ(text(staged, "app/config/database.yml"), "staged");
  EXPECT_EQ(text(head, "app/.env"), "ignored");
  EXPECT_EQ(text(staged, "app/.env.test"),
            "app/.env.test cannot be read: git has no such file");
  EXPECT_EQ(names_in(head, "app"), ".env .gitignore config gone ");
  EXPECT_EQ(names_in(staged, "app"), ".env .gitignore config ");
  EXPECT_EQ(names_in(staged, "."), ".git app ");
  EXPECT_EQ(names_in(staged, "app/x"), "app/x cannot be listed: Not a directory");
  EXPECT_EQ(staged.type_of("app/gone", false), EntryType::kMissing);
  EXPECT_EQ(head.type_of("app/gone", false), EntryType::kFile);
  EXPECT_EQ(head.type_of("app/config", false), EntryType::kFolder);
  EXPECT_EQ(head.type_of(".", false), EntryType::kFolder);
  EXPECT_EQ(head.type_of(".git", false), EntryType::kFolder);
}

TEST_F(GitTreeReaderTest, FollowsLinksInsideOnly) {
  folder_.write("shared/.env", "text");
  folder_.symlink("../shared", "app/there");
  folder_.symlink("there/.env", "app/.env");
  folder_.symlink("/etc/passwd", "app/.env.absolute");
  folder_.symlink("../../x", "app/.env.above");
  folder_.symlink(".env.loop", "app/.env.loop");
  folder_.symlink("nothing", "app/.env.dangling");
  folder_.commit();
  GitTreeReader head = reader(false);
  EXPECT_EQ(text(head, "app/.env"), "text");
  EXPECT_EQ(text(head, "app/there/.env"), "text");
  EXPECT_EQ(head.type_of("app/.env", false), EntryType::kSymlink);
  EXPECT_EQ(head.type_of("app/.env", true), EntryType::kFile);
  EXPECT_EQ(head.type_of("app/there", true), EntryType::kFolder);
  EXPECT_EQ(head.type_of("app/.env.dangling", true), EntryType::kMissing);
  EXPECT_EQ(names_in(head, "app/there"), ".env ");
  const std::string kOut = " is a symbolic link that leads out of .";
  EXPECT_EQ(text(head, "app/.env.absolute"), "app/.env.absolute" + kOut);
  EXPECT_EQ(text(head, "app/.env.above"), "app/.env.above" + kOut);
  EXPECT_EQ(text(head, "app/.env.loop"), "app/.env.loop" + kOut);
  auto fenced = head.read("app/.env", FileKind::kDotenv, "app");
  ASSERT_FALSE(fenced);
  EXPECT_EQ(fenced.error().message, "app/.env is a symbolic link that leads out of app");
}

TEST_F(GitTreeReaderTest, RefusesWhatTheDiskWouldRefuse) {
  folder_.write("config/.env", std::string(std::size_t{2} << 20, 'x'));
  folder_.write("config/.env.nul", std::string(1, '\0'));
  folder_.write("config/other", "late");
  folder_.commit();
  GitTreeReader head = reader(false);
  EXPECT_EQ(text(head, "config/.env"), "config/.env is larger than 1 MiB");
  EXPECT_EQ(text(head, "config/.env.nul"), "config/.env.nul is not a text file: it holds a NUL byte");
  EXPECT_EQ(text(head, "config/other"), "late");
  EXPECT_EQ(text(head, "config"), "config cannot be read: git has no such file");
}

TEST_F(GitTreeReaderTest, LeavesToTheDiskWhatIsNotItsOwn) {
  folder_.write("a", "");
  folder_.commit();
  folder_.write("module/.env", "of a submodule");
  std::string commit = folder_.git("rev-parse HEAD").substr(0, 40);
  folder_.git("update-index --add --cacheinfo 160000," + commit + ",module");
  GitTreeReader staged = reader(true);
  EXPECT_EQ(text(staged, "module/.env"), "of a submodule");
  support::TempDir other;
  other.write(".env", "elsewhere");
  auto text = staged.read(other.path(".env"), FileKind::kDotenv, other.path());
  ASSERT_TRUE(text);
  EXPECT_EQ(*text, "elsewhere");
}

}  // namespace
}  // namespace verifull::source
