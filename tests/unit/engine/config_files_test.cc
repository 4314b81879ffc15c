#include "engine/config_files.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "source/memory_reader.h"

namespace verifull::engine {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

// The files in force and the base, or the error.
std::string found(const Texts& texts, const std::string& root = "apps/a") {
  source::MemoryReader reader;
  for (const auto& [path, text] : texts) reader.add(path, text);
  auto config = config_of(root, "", "", reader);
  if (!config) return config.error().message;
  return base::join(config->files, ", ") + " at " + config->base;
}

TEST(ConfigFiles, TheNearestCounts) {
  EXPECT_EQ(found({{".verifull.yml", ""}}), ".verifull.yml at .");
  EXPECT_EQ(found({{".verifull.yml", ""}, {"apps/a/.verifull.yml", ""}}),
            "apps/a/.verifull.yml at apps/a");
  EXPECT_EQ(found({{"x", ""}}), " at ");
  // Another repository's file is not this one's.
  EXPECT_EQ(found({{".verifull.yml", ""}, {"apps/a/.git/HEAD", ""}}), " at ");
}

TEST(ConfigFiles, ExtendsStaysInsideAndEnds) {
  EXPECT_EQ(found({{"apps/a/.verifull.yml", "extends: ../../base.yml\n"}, {"base.yml", ""}}),
            "base.yml, apps/a/.verifull.yml at apps/a");
  EXPECT_EQ(found({{"apps/a/.verifull.yml", "extends: ../../../x.yml\n"}}),
            "apps/a/.verifull.yml:1:10: `../../../x.yml` is outside of the project");
  EXPECT_EQ(found({{".verifull.yml", "extends: /etc/passwd\n"}}),
            ".verifull.yml:1:10: `/etc/passwd` is outside of the project");
  EXPECT_EQ(found({{".verifull.yml", "extends: b.yml\n"}, {"b.yml", "extends: .verifull.yml\n"}}),
            "b.yml:1:10: .verifull.yml extends itself");
}

TEST(ConfigFiles, ErrorsSayWhere) {
  EXPECT_EQ(found({{".verifull.yml", "rules: {}\nextends: [x.yml, y.yml]\n"}, {"x.yml", ""}}),
            ".verifull.yml:2:18: y.yml cannot be read: No such file or directory");
  EXPECT_EQ(found({{".verifull.yml", "extends: x.yml\n"}, {"x.yml", "nope: 1\n"}}),
            "x.yml:1:1: `nope` is no key of a configuration");
  EXPECT_EQ(found({{".verifull.yml", "extends: {}\n"}}),
            ".verifull.yml:1:10: `extends` must be a list with at least one element");
}

// --config: what it names counts from the working directory, or, when the file lies
// elsewhere, from its folder.
TEST(ConfigFiles, AGivenOneMayLieElsewhere) {
  auto given = [](const std::string& word) {
    source::MemoryReader reader;
    reader.add("team/base.yml", "extends: more.yml\n");
    reader.add("team/more.yml", "");
    reader.add("../shared/verifull.yml", "extends: more.yml\ndockerfile: Dockerfile\n");
    reader.add("../shared/more.yml", "");
    reader.add("../shared/out.yml", "extends: ../x.yml\n");
    auto config = config_of("apps/a", word, "/srv/repo", reader);
    if (!config) return config.error().message;
    return base::join(config->files, ", ") + " at " + config->base;
  };
  EXPECT_EQ(given("team/base.yml"), "team/more.yml, team/base.yml at .");
  EXPECT_EQ(given("/srv/repo/team/base.yml"), "team/more.yml, team/base.yml at .");
  EXPECT_EQ(given("../shared/verifull.yml"),
            "../shared/more.yml, ../shared/verifull.yml at ../shared");
  EXPECT_EQ(given("/srv/shared/verifull.yml"),
            "../shared/more.yml, ../shared/verifull.yml at ../shared");
  EXPECT_EQ(given("../shared/out.yml"),
            "../shared/out.yml:1:10: `../x.yml` is outside of the project");
  EXPECT_EQ(given("nope.yml"), "nope.yml cannot be read: No such file or directory");
}

}  // namespace
}  // namespace verifull::engine
