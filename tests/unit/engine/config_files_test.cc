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
            "apps/a/.verifull.yml extends a file outside of the project: ../../../x.yml");
  EXPECT_EQ(found({{".verifull.yml", "extends: /etc/passwd\n"}}),
            ".verifull.yml extends a file outside of the project: /etc/passwd");
  EXPECT_EQ(found({{".verifull.yml", "extends: b.yml\n"}, {"b.yml", "extends: .verifull.yml\n"}}),
            ".verifull.yml extends itself");
}

}  // namespace
}  // namespace verifull::engine
