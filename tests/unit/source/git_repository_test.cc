#include "source/git_repository.h"

#include <gtest/gtest.h>

#include "support/git_folder.h"

namespace verifull::source {
namespace {

using support::GitFolder;

std::string paths_of(const GitListing& listing) {
  std::string text;
  for (const auto& [path, entry] : listing) {
    constexpr char kLetters[] = "fls";
    text += std::string(1, kLetters[static_cast<int>(entry.kind)]) + " " + path + "\n";
  }
  return text;
}

TEST(GitRepository, ListsTheIndexAndCommits) {
  GitFolder folder;
  folder.write("a b/\xC3\xA9", "1");
  folder.write("gone", "2");
  folder.symlink("gone", "link");
  folder.commit();
  std::string first = folder.git("rev-parse HEAD").substr(0, 40);
  folder.remove("gone");
  folder.write("staged", "3");
  folder.git("add -A");
  folder.write("untracked", "4");
  folder.git("update-index --add --cacheinfo 160000," + first + ",module");

  auto repository = GitRepository::holding(folder.path("a b"), "");
  ASSERT_TRUE(repository);
  EXPECT_EQ(repository->top(), folder.path());
  EXPECT_EQ(repository->commit("HEAD"), first);
  EXPECT_EQ(repository->commit("main~0"), first);
  EXPECT_EQ(repository->commit("nope"), std::nullopt);
  EXPECT_EQ(repository->commit("--help"), std::nullopt);
  EXPECT_EQ(repository->commit(""), std::nullopt);
  EXPECT_EQ(paths_of(*repository->tree(first)), "f a b/\xC3\xA9\nf gone\nl link\n");
  EXPECT_EQ(paths_of(*repository->index()),
            "f a b/\xC3\xA9\nl link\ns module\nf staged\n");
}

TEST(GitRepository, HandsOutTexts) {
  GitFolder folder;
  folder.write("a", "one\n\ntwo");
  folder.write("b", "");
  folder.commit();
  auto repository = GitRepository::holding(folder.path(), "");
  ASSERT_TRUE(repository);
  auto index = repository->index();
  std::string a = index->at("a").id;
  std::string b = index->at("b").id;
  std::string commit = *repository->commit("HEAD");
  auto texts = repository->texts({a, std::string(40, '0'), commit, b}, 1000);
  ASSERT_TRUE(texts);
  EXPECT_EQ(*texts, (std::map<std::string, std::string>{{a, "one\n\ntwo"}, {b, ""}}));
  folder.write("large", std::string(5000, 'x'));
  folder.git("add -A");
  EXPECT_FALSE(repository->texts({repository->index()->at("large").id}, 1000));
}

TEST(GitRepository, OfAMergeTakesOurSide) {
  GitFolder folder;
  folder.write("a", "base");
  folder.commit();
  folder.git("checkout -q -b other");
  folder.write("a", "theirs");
  folder.commit();
  folder.git("checkout -q main");
  folder.write("a", "ours");
  folder.commit();
  EXPECT_ANY_THROW(folder.git("merge -q other"));
  auto repository = GitRepository::holding(folder.path(), "");
  auto texts = repository->texts({repository->index()->at("a").id}, 1000);
  EXPECT_EQ(texts->begin()->second, "ours");
}

TEST(GitRepository, KnowsWhereHistoriesPart) {
  GitFolder folder;
  folder.commit();
  std::string root = folder.git("rev-parse HEAD").substr(0, 40);
  folder.git("checkout -q -b mine");
  folder.commit();
  folder.git("checkout -q main");
  folder.write("x", "");
  folder.commit();
  folder.git("checkout -q mine");
  auto repository = GitRepository::holding(folder.path(), "");
  EXPECT_EQ(repository->fork_point(*repository->commit("main")), root);
  folder.git("checkout -q --orphan alone");
  folder.write("of its own", "");
  folder.commit();
  EXPECT_EQ(repository->fork_point(*repository->commit("main")), std::nullopt);
}

TEST(GitRepository, SaysWhatIsMissing) {
  support::TempDir none;
  auto repository = GitRepository::holding(none.path(), "");
  ASSERT_FALSE(repository);
  EXPECT_EQ(repository.error().kind, base::ErrorKind::kUsage);
  EXPECT_EQ(repository.error().message, none.path() + " is in no git repository");
}

// The configuration names programs for everything that git can run here.
TEST(GitRepository, RunsNothingOfTheRepository) {
  GitFolder folder;
  folder.write("a", "x");
  folder.commit();
  folder.write("evil", "#!/bin/sh\ntouch '" + folder.path("ran") + "'\n");
  folder.chmod("evil", 0755);
  folder.write("post-index-change", "#!/bin/sh\ntouch '" + folder.path("ran") + "'\n");
  folder.chmod("post-index-change", 0755);
  folder.write(".gitattributes", "* filter=x diff=x\n");
  folder.git("add -A");
  std::string evil = " '" + folder.path("evil") + "'";
  for (const char* key : {"core.fsmonitor", "core.sshCommand", "core.pager", "core.editor",
                          "diff.external", "diff.x.textconv", "filter.x.clean", "filter.x.smudge",
                          "filter.x.process", "gpg.program", "alias.ls-files", "alias.cat-file"}) {
    folder.git(std::string("config ") + key + evil);
  }
  folder.git("config core.hooksPath '" + folder.path() + "'");
  auto repository = GitRepository::holding(folder.path(), "");
  ASSERT_TRUE(repository);
  auto index = repository->index();
  ASSERT_TRUE(index);
  EXPECT_TRUE(repository->commit("HEAD"));
  EXPECT_TRUE(repository->tree("HEAD"));
  EXPECT_EQ(repository->texts({index->at("a").id}, 100)->begin()->second, "x");
  EXPECT_TRUE(repository->fork_point("HEAD"));
  EXPECT_FALSE(std::filesystem::exists(folder.path("ran")));
}

}  // namespace
}  // namespace verifull::source
