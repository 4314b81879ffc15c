#include <unistd.h>

#include <gtest/gtest.h>

#include "source/child_process.h"
#include "source/discover.h"
#include "source/disk_reader.h"
#include "source/overlay_reader.h"
#include "support/discovery_dump.h"
#include "support/temp_dir.h"

namespace verifull::source {
namespace {

using support::TempDir;
using support::WorkingDirectory;

std::string run(const std::vector<std::string>& paths) {
  DiscoverOptions options;
  options.working_directory = working_directory();
  SourceSet sources;
  Discovery discovery = discover(paths, options, DiskReader(), sources);
  return support::dump(discovery, sources);
}

TEST(DiscoverDisk, FollowsNoLinkOutOfTheApp) {
  TempDir dir;
  dir.write("secret", "s");
  dir.write("app/config/database.yml", "");
  dir.write("app/config/env", "A=1");
  dir.symlink("config/env", "app/.env");
  dir.symlink("../secret", "app/.env.production");
  dir.symlink("/etc/passwd", "app/Dockerfile");
  dir.symlink("app", "current");
  dir.symlink("../app/config", "linked/config");
  dir.symlink("../../app/config/database.yml", "file/config/database.yml");
  dir.fifo("fifo/config/database.yml");
  dir.fifo("app/Gemfile.lock");
  WorkingDirectory here(dir.path());
  EXPECT_EQ(run({"."}),
            "+ app/.env: environment variables\n"
            "- app/.env.production: cannot be read\n"
            "- app/Dockerfile: cannot be read\n"
            "- app/Gemfile.lock: cannot be read\n"
            "+ app/config/database.yml: database configuration\n"
            "- current: a symbolic link to a folder: not followed\n"
            "- fifo/config/database.yml: cannot be read\n"
            "- file/config/database.yml: cannot be read\n"
            "- linked/config: a symbolic link to a folder: not followed\n"
            "E app/.env.production is a symbolic link that leads out of app\n"
            "E app/Dockerfile is a symbolic link that leads out of app\n"
            "E app/Gemfile.lock is a FIFO, not a file\n"
            "E fifo/config/database.yml is a FIFO, not a file\n"
            "E file/config/database.yml is a symbolic link that leads out of file\n"
            "= app app/config/database.yml .env\n");
  dir.remove("app/.env.production");
  dir.remove("app/Dockerfile");
  dir.remove("app/Gemfile.lock");
  EXPECT_EQ(run({"current/"}),
            "+ current/.env: environment variables\n"
            "+ current/config/database.yml: database configuration\n"
            "= current current/config/database.yml .env\n");
  EXPECT_EQ(run({"linked/config/database.yml"}),
            "- linked/config/database.yml: cannot be read\n"
            "E linked/config/database.yml is a symbolic link that leads out of linked\n");
}

TEST(DiscoverDisk, PathsThatAreNoApp) {
  TempDir dir;
  dir.symlink("nowhere", "dangling");
  dir.symlink("nowhere", "config/database.yml");
  dir.fifo("fifo");
  WorkingDirectory here(dir.path());
  EXPECT_EQ(run({"dangling", "fifo", "none", dir.path("none2"), "config/database.yml"}),
            "- config/database.yml: cannot be read\n"
            "- fifo: neither a database configuration nor a file that belongs to one\n"
            "E config/database.yml is a symbolic link that leads to nothing\n"
            "E no such file or folder: " +
                dir.path("none2") +
                "\n"
                "E no such file or folder: dangling\n"
                "E no such file or folder: none\n");
}

TEST(DiscoverDisk, TheSameAppFromEverywhere) {
  TempDir dir;
  dir.write("app/config/database.yml", "");
  dir.write("app/.env", "");
  std::string from_root =
      "+ app/.env: environment variables\n"
      "+ app/config/database.yml: database configuration\n"
      "= app app/config/database.yml .env\n";
  std::string from_app =
      "+ .env: environment variables\n"
      "+ config/database.yml: database configuration\n"
      "= . config/database.yml .env\n";
  std::string from_config =
      "+ ../.env: environment variables\n"
      "+ database.yml: database configuration\n"
      "= .. database.yml .env\n";
  {
    WorkingDirectory here(dir.path());
    EXPECT_EQ(run({".", "app", "app/", "./app/../app", dir.path("app"), "app/config"}), from_root);
  }
  {
    WorkingDirectory here(dir.path("app"));
    EXPECT_EQ(run({".", "..", "../app", "config", dir.path()}), from_app);
    EXPECT_EQ(run({}), from_app);
  }
  {
    WorkingDirectory here(dir.path("app/config"));
    EXPECT_EQ(run({".", "..", "../..", "database.yml", "../config", dir.path("app")}), from_config);
    DiscoverOptions options;
    options.working_directory = working_directory();
    DiskReader disk;
    OverlayReader reader(disk);
    reader.set("database.yml", "buffer");
    SourceSet sources;
    Discovery discovery = discover({"database.yml"}, options, reader, sources);
    EXPECT_EQ(support::dump(discovery, sources), from_config);
    EXPECT_EQ(sources.at(sources.find("database.yml")).text, "buffer");
  }
}

TEST(DiscoverDisk, RespectsRealGit) {
  std::string git = find_program("git");
  if (git.empty()) GTEST_SKIP() << "git is not installed";
  TempDir dir;
  dir.write(".gitignore", "/old/\n.env*\n");
  dir.write("old/config/database.yml", "");
  dir.write("app/config/database.yml", "");
  dir.write("app/.gitignore", "/config/database.yml\n");
  dir.write("app/.env", "");
  ChildResult made = run_child(git, {"git", "init", "-q", dir.path()}, {"HOME=/"}, "",
                               std::chrono::milliseconds(20000), 1 << 16);
  ASSERT_EQ(made.code, 0) << made.error_output;
  std::string expected_app =
      "+ app/.env: environment variables; git ignores it\n"
      "+ app/config/database.yml: database configuration; git ignores it, Rails reads it all the "
      "same\n";
  WorkingDirectory here(dir.path());
  EXPECT_EQ(run({"."}), expected_app +
                            "- old/config/database.yml: its folder is ignored by git\n"
                            "= app app/config/database.yml .env(ignored)\n");
  EXPECT_EQ(run({"old"}),
            "+ old/config/database.yml: database configuration; git ignores it, Rails reads it all "
            "the same\n"
            "= old old/config/database.yml\n");
  WorkingDirectory inside(dir.path("app"));
  EXPECT_EQ(run({"."}),
            "+ .env: environment variables; git ignores it\n"
            "+ config/database.yml: database configuration; git ignores it, Rails reads it all the "
            "same\n"
            "= . config/database.yml .env(ignored)\n");
}

TEST(DiscoverDisk, AFolderThatCannotBeListed) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  TempDir dir;
  dir.write("a/config/database.yml", "");
  dir.write("b/config/database.yml", "");
  dir.chmod("b/config", 0);
  WorkingDirectory here(dir.path());
  EXPECT_EQ(run({"."}),
            "+ a/config/database.yml: database configuration\n"
            "E b/config cannot be listed: Permission denied\n"
            "= a a/config/database.yml\n");
  EXPECT_EQ(run({"b/config/x"}), "E b/config/x cannot be listed: Permission denied\n");
  dir.chmod("b/config", 0700);
}

}  // namespace
}  // namespace verifull::source
