#include "source/discover.h"

#include <gtest/gtest.h>

#include "source/memory_reader.h"
#include "source/overlay_reader.h"
#include "support/discovery_dump.h"

namespace verifull::source {
namespace {

using support::dump;

struct DiscoverCase {
  const char* name;
  std::vector<const char*> files;  // a trailing `/` makes a folder, `|` a FIFO, `@` a link
  std::vector<std::string> paths;
  const char* expected;
};

void fill(const DiscoverCase& test, MemoryReader& reader) {
  for (std::string_view file : test.files) {
    std::string_view name = file.substr(0, file.size() - 1);
    if (file.ends_with('/')) {
      reader.add_folder(name);
    } else if (file.ends_with('|')) {
      reader.add_special(name, EntryType::kFifo);
    } else if (file.ends_with('@')) {
      reader.add_special(name, EntryType::kSymlink);
    } else {
      reader.add(file, "text of " + std::string(file));
    }
  }
}

std::string run(const DiscoverCase& test, DiscoverOptions options = {}) {
  MemoryReader reader;
  fill(test, reader);
  options.working_directory = "/w/here";
  SourceSet sources;
  Discovery discovery = discover(test.paths, options, reader, sources);
  return dump(discovery, sources);
}

const DiscoverCase kApps[] = {
    {"nothing", {"README.md"}, {}, ""},
    {"one app and all of its files",
     {"config/database.yml", "config/environments/test.rb", "config/environments/production.rb",
      "config/environments/notes.md", ".env.production.local", ".env", ".env.example", ".envrc",
      "Dockerfile", "Dockerfile.dev", "docker/web/Dockerfile", "docker/nginx/Dockerfile",
      "Gemfile.lock", "pg_service.conf"},
     {"."},
     "+ .env: environment variables\n"
     "- .env.example: an example: dotenv does not load it\n"
     "+ .env.production.local: environment variables\n"
     "- .envrc: dotenv loads no file of this name\n"
     "+ Dockerfile: Dockerfile of the app\n"
     "- Dockerfile.dev: its name says development or test\n"
     "+ Gemfile.lock: versions of the gems\n"
     "+ config/database.yml: database configuration\n"
     "- docker/web/Dockerfile: another Dockerfile is more likely the one of production\n"
     "+ pg_service.conf: connection service file\n"
     "= . config/database.yml .env .env.production.local Dockerfile Gemfile.lock pg_service.conf "
     ":production :test\n"},
    {"second choices",
     {"config/database.yaml", "gems.locked", "config/.pg_service.conf", "Containerfile", ".env/",
      "Dockerfile.test"},
     {"."},
     "- .env/: not looked into\n"
     "+ Containerfile: Dockerfile of the app\n"
     "- Dockerfile.test: its name says development or test\n"
     "+ config/.pg_service.conf: connection service file\n"
     "+ config/database.yaml: database configuration\n"
     "+ gems.locked: versions of the gems\n"
     "= . config/database.yaml Containerfile gems.locked config/.pg_service.conf\n"},
    {"variants beside the file itself",
     {"config/database.yml", "config/database.yml.example", "config/database.ci.yml"},
     {"."},
     "- config/database.ci.yml: config/database.yml is there\n"
     "+ config/database.yml: database configuration\n"
     "- config/database.yml.example: config/database.yml is there\n"
     "= . config/database.yml\n"},
    {"a stand-in",
     {"config/database.docker.yml", "config/database.yml.sample", "config/database.yml/"},
     {"."},
     "- config/database.docker.yml: config/database.yml.sample stands in for config/database.yml\n"
     "+ config/database.yml.sample: stands in for config/database.yml, which is not there\n"
     "- config/database.yml/: a folder\n"
     "= . config/database.yml.sample (stand-in)\n"},
    {"the last resort",
     {"config/database.yml.test"},
     {"."},
     "+ config/database.yml.test: the last resort for config/database.yml, which is not there\n"
     "= . config/database.yml.test (stand-in)\n"},
    {"folders of examples",
     {"a/config/examples/database.yml", "b/config/database/database.yml",
      "b/config/database/other.yml", "c/config/database.yml", "c/config/examples/database.yml"},
     {"."},
     "+ a/config/examples/database.yml: stands in for a/config/database.yml, which is not there\n"
     "+ b/config/database/database.yml: stands in for b/config/database.yml, which is not there\n"
     "+ c/config/database.yml: database configuration\n"
     "- c/config/examples/database.yml: not in the config folder of an app\n"
     "= a a/config/examples/database.yml (stand-in)\n"
     "= b b/config/database/database.yml (stand-in)\n"
     "= c c/config/database.yml\n"},
    {"a monorepo, in order",
     {"b/config/database.yml", "a/config/database.yml", "a/engines/x/config/database.yml",
      "config/database.yml", "template/{{app_name}}/config/database.yml",
      "with space/\xC3\xA9\n/config/database.yml"},
     {},
     "+ a/config/database.yml: database configuration\n"
     "+ a/engines/x/config/database.yml: database configuration\n"
     "+ b/config/database.yml: database configuration\n"
     "+ config/database.yml: database configuration\n"
     "+ template/{{app_name}}/config/database.yml: database configuration\n"
     "+ with space/\xC3\xA9\n/config/database.yml: database configuration\n"
     "= . config/database.yml\n"
     "= a a/config/database.yml\n"
     "= a/engines/x a/engines/x/config/database.yml\n"
     "= b b/config/database.yml\n"
     "= template/{{app_name}} template/{{app_name}}/config/database.yml\n"
     "= with space/\xC3\xA9\n with space/\xC3\xA9\n/config/database.yml\n"},
    {"folders that hold no app",
     {"spec/dummy/config/database.yml", "test/a/b/config/database.yml",
      "vendor/gems/x/config/database.yml", "vendor/bundle/x/config/database.yml",
      "node_modules/x/config/database.yml", "tmp/x/config/database.yml", ".x/config/database.yml",
      "lib/templates/config/database.yml", "lib/generators/x/config/database.yml",
      "log/config/database.yml", ".git/config/database.yml", "lib/plugins/x/database.yml"},
     {"."},
     "- .x/: not looked into\n"
     "- lib/generators/x/config/database.yml: below generators/: a template, not an app\n"
     "- lib/plugins/x/database.yml: not in the config folder of an app\n"
     "- lib/templates/config/database.yml: below templates/: a template, not an app\n"
     "- log/: not looked into\n"
     "- node_modules/: not looked into\n"
     "- spec/dummy/config/database.yml: below spec/: a dummy app of tests\n"
     "- test/a/b/config/database.yml: below test/: a dummy app of tests\n"
     "- tmp/: not looked into\n"
     "- vendor/bundle/: not looked into\n"
     "- vendor/gems/x/config/database.yml: below vendor/: the code of others\n"},
    {"those folders, named",
     {"spec/dummy/config/database.yml", "spec/test/x/config/database.yml"},
     {"spec/", "spec/test/x"},
     "+ spec/dummy/config/database.yml: database configuration\n"
     "+ spec/test/x/config/database.yml: database configuration\n"
     "= spec/dummy spec/dummy/config/database.yml\n"
     "= spec/test/x spec/test/x/config/database.yml\n"},
    {"the same app again and again",
     {"a/config/database.yml", "b/config/database.yml"},
     {"a", "./a/", ".", "a/../a/config/database.yml", "/w/here/a", "../here/b"},
     "+ a/config/database.yml: database configuration\n"
     "+ b/config/database.yml: database configuration\n"
     "= a a/config/database.yml\n"
     "= b b/config/database.yml\n"},
};

const DiscoverCase kFiles[] = {
    {"the configuration",
     {"a/config/database.yml", "a/.env", "b/config/database.yml"},
     {"a/config/database.yml"},
     "+ a/.env: environment variables\n"
     "+ a/config/database.yml: database configuration\n"
     "= a a/config/database.yml .env\n"},
    {"a variant beside the file itself",
     {"config/database.yml", "config/database.yml.production"},
     {"config/database.yml.production"},
     "- config/database.yml: config/database.yml.production was named on the command line\n"
     "+ config/database.yml.production: database configuration, named on the command line\n"
     "= . config/database.yml.production (stand-in)\n"},
    {"both",
     {"config/database.yml", "config/database.yml.production"},
     {".", "config/database.yml.production"},
     "+ config/database.yml: database configuration\n"
     "+ config/database.yml.production: database configuration, named on the command line\n"
     "= . config/database.yml\n"
     "= . config/database.yml.production (stand-in)\n"},
    {"in a folder of examples",
     {"config/database.yml", "config/examples/database.yml", ".env"},
     {"config/examples/database.yml"},
     "+ .env: environment variables\n"
     "- config/database.yml: config/examples/database.yml was named on the command line\n"
     "+ config/examples/database.yml: database configuration, named on the command line\n"
     "= . config/examples/database.yml (stand-in) .env\n"},
    {"outside of any config folder",
     {"lib/database.yml", "lib/.env"},
     {"lib/database.yml"},
     "+ lib/.env: environment variables\n"
     "+ lib/database.yml: database configuration\n"
     "= lib lib/database.yml .env\n"},
    {"companions",
     {"a/config/database.yml", "a/.env", "a/.env.example", "a/docker/web/Dockerfile",
      "a/Gemfile.lock", "b/.env"},
     {"a/docker/web/Dockerfile", "a/.env.example", "a/Gemfile.lock", "b/.env"},
     "+ a/.env: environment variables\n"
     "- a/.env.example: an example: dotenv does not load it\n"
     "+ a/Gemfile.lock: versions of the gems\n"
     "+ a/config/database.yml: database configuration\n"
     "+ a/docker/web/Dockerfile: Dockerfile of the app\n"
     "- b/.env: no app with a database configuration around it\n"
     "= a a/config/database.yml .env a/docker/web/Dockerfile a/Gemfile.lock\n"},
    {"a companion of an app above the repository is not one",
     {"config/database.yml", "sub/.git/", "sub/.env"},
     {"sub/.env"},
     "- sub/.env: no app with a database configuration around it\n"},
    {"any other file",
     {"config/database.yml", "app/user.rb"},
     {"app/user.rb"},
     "- app/user.rb: neither a database configuration nor a file that belongs to one\n"},
    {"the config folder",
     {"a/config/database.yml", "a/.env", "a/config/database.yml.example"},
     {"a/config"},
     "+ a/.env: environment variables\n"
     "+ a/config/database.yml: database configuration\n"
     "- a/config/database.yml.example: a/config/database.yml is there\n"
     "= a a/config/database.yml .env\n"},
    {"not there",
     {"config/database.yml"},
     {"./none/", "config/database.yml"},
     "+ config/database.yml: database configuration\n"
     "E no such file or folder: ./none/\n"
     "= . config/database.yml\n"},
    {"what cannot be read is an error, the rest is taken",
     {"a/config/database.yml|", "a/config/database.yml.example", "a/.env", "b/config/database.yml",
      "b/.env|", "b/.env.test", "b/Dockerfile|"},
     {"."},
     "- a/config/database.yml: cannot be read\n"
     "- a/config/database.yml.example: a/config/database.yml is there\n"
     "- b/.env: cannot be read\n"
     "+ b/.env.test: environment variables\n"
     "- b/Dockerfile: cannot be read\n"
     "+ b/config/database.yml: database configuration\n"
     "E a/config/database.yml is not a file\n"
     "E b/.env is not a file\n"
     "E b/Dockerfile is not a file\n"
     "= b b/config/database.yml .env.test\n"},
};

TEST(Discover, FindsApps) {
  for (const DiscoverCase& test : kApps) {
    SCOPED_TRACE(test.name);
    EXPECT_EQ(run(test), test.expected);
  }
}

TEST(Discover, FilesSelectTheirApp) {
  for (const DiscoverCase& test : kFiles) {
    SCOPED_TRACE(test.name);
    EXPECT_EQ(run(test), test.expected);
  }
}

TEST(Discover, DockerfileByOption) {
  DiscoverOptions options;
  options.dockerfile = "./build/../Dockerfile.x";
  DiscoverCase test{
      "",
      {"Dockerfile.x", "a/config/database.yml", "a/Dockerfile", "b/config/database.yml"},
      {"."},
      ""};
  EXPECT_EQ(run(test, options),
            "+ Dockerfile.x: named by --dockerfile\n"
            "- a/Dockerfile: --dockerfile names another\n"
            "+ a/config/database.yml: database configuration\n"
            "+ b/config/database.yml: database configuration\n"
            "= a a/config/database.yml Dockerfile.x\n"
            "= b b/config/database.yml Dockerfile.x\n");
  options.dockerfile = "none";
  EXPECT_EQ(run({"", {"config/database.yml"}, {"."}, ""}, options),
            "+ config/database.yml: database configuration\n"
            "- none: cannot be read\n"
            "E none cannot be read: No such file or directory\n"
            "= . config/database.yml\n");
}

TEST(Discover, ReadsGemVersions) {
  MemoryReader reader;
  reader.add("config/database.yml", "");
  reader.add("Gemfile.lock", "GEM\n  specs:\n    rails (7.1.3)\n");
  SourceSet sources;
  Discovery discovery = discover({}, {}, reader, sources);
  ASSERT_EQ(discovery.projects.size(), 1U);
  const Project& project = discovery.projects[0];
  ASSERT_NE(project.gems.find("rails"), nullptr);
  EXPECT_EQ(project.gems.find("rails")->version, "7.1.3");
  EXPECT_EQ(project.gems.find("rails")->span.file, *project.gemfile_lock);
}

TEST(Discover, ReadsNothingThatIsNotTaken) {
  MemoryReader reader;
  for (const char* path :
       {"config/database.yml", "config/database.yml.example", ".env", ".env.example", "Dockerfile",
        "Dockerfile.dev", "README.md", "config/secrets.yml", "spec/dummy/config/database.yml"}) {
    reader.add(path, "");
  }
  SourceSet sources;
  discover({"."}, {}, reader, sources);
  EXPECT_EQ(reader.paths_read(),
            (std::vector<std::string>{".env", "Dockerfile", "config/database.yml"}));
}

TEST(Discover, LimitsOfTheWalk) {
  DiscoverOptions options;
  options.limits.depth = 2;
  EXPECT_EQ(run({"",
                 {"a/config/database.yml", "a/b/config/database.yml", "a/b/c/config/database.yml"},
                 {"."},
                 ""},
                options),
            "- a/b/c/: too deep: more than 2 folders\n"
            "+ a/b/config/database.yml: database configuration\n"
            "+ a/config/database.yml: database configuration\n"
            "= a a/config/database.yml\n"
            "= a/b a/b/config/database.yml\n");
  options.limits.entries = 3;
  EXPECT_EQ(run({"", {"app/x", "app/y/z", "app/b", "app/c"}, {"app"}, ""}, options),
            "- app: more than 3 files and folders: the rest was not looked at\n");
}

TEST(Discover, TextOnStdinTakesThePlaceOfItsFile) {
  MemoryReader disk;
  disk.add("config/database.yml", "old");
  disk.add(".env", "A=1");
  OverlayReader reader(disk);
  reader.set("config/database.yml", "new");
  reader.set("other/config/database.yml", "other");
  SourceSet sources;
  DiscoverOptions options;
  options.working_directory = "/w";
  Discovery discovery =
      discover({"config/database.yml", "/w/other/config/database.yml"}, options, reader, sources);
  EXPECT_EQ(dump(discovery, sources),
            "+ .env: environment variables\n"
            "+ config/database.yml: database configuration\n"
            "+ other/config/database.yml: database configuration\n"
            "= . config/database.yml .env\n"
            "= other other/config/database.yml\n");
  EXPECT_EQ(sources.at(sources.find("config/database.yml")).text, "new");
}

}  // namespace
}  // namespace verifull::source
