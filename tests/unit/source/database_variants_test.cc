#include "source/database_variants.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace verifull::source {
namespace {

TEST(DatabaseVariants, KindOfName) {
  using F = DatabaseFile;
  struct Case {
    const char* name;
    F expected;
  };
  const Case kCases[] = {
      {"database.yml", F::kItself},
      {"database.yaml", F::kYaml},
      {"database.yml.erb", F::kErb},
      {"database.yml.example", F::kExample},
      {"database.yml-example", F::kExample},
      {"database.yml.sample", F::kExample},
      {"database.example.yml", F::kExample},
      {"database.sample.yaml", F::kExample},
      {"example.database.yml", F::kExample},
      {"database.yml.dist", F::kExample},
      {"database.yml.example.erb", F::kExample},
      {"database.yml.production", F::kProduction},
      {"database.production.yml", F::kProduction},
      {"database.postgres.yml", F::kPostgres},
      {"database.yml.postgresql", F::kPostgres},
      {"database.pg.yml", F::kPostgres},
      {"database.docker.yml", F::kDocker},
      {"database.yml.docker", F::kDocker},
      {"docker.database.yml", F::kDocker},
      {"database.postgres.docker.yml", F::kDocker},
      {"database.yml.liszt.aws", F::kOther},
      {"database_registrant.yml.sample", F::kOther},
      {"database.branch-app.yml", F::kOther},
      {"database.ci.yml", F::kLastResort},
      {"database.dev.yml", F::kLastResort},
      {"database.development.yml", F::kLastResort},
      {"database.yml.travis", F::kLastResort},
      {"database.yml-test", F::kLastResort},
      {"database_travis.yml", F::kLastResort},
      {"database.yml.github-actions", F::kLastResort},
      {"devcontainer.database.yml", F::kLastResort},
      {"github.database.yml", F::kLastResort},
      {"database.sqlite.yml", F::kLastResort},
      {"database.mysql.mac.yml", F::kLastResort},
      {"database.yml.mysql.example", F::kLastResort},
      {"database_development.yml.sample", F::kLastResort},
      {"database.yml.cloud9", F::kLastResort},
      {"Database.yml", F::kNone},
      {"database.yml.bak", F::kNone},
      {"database.yml.orig", F::kNone},
      {"database.yml~", F::kNone},
      {".database.yml.swp", F::kNone},
      {"database.rb", F::kNone},
      {"database", F::kNone},
      {"databases.yml", F::kNone},
      {"database_cleaner.rb", F::kNone},
      {"yml.database", F::kNone},
      {"cable.yml", F::kNone},
      {"", F::kNone},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.name);
    EXPECT_EQ(database_file(test.name), test.expected);
  }
}

TEST(DatabaseVariants, OrderOfPreference) {
  const std::vector<std::string> kOrder = {
      "database.yml",         "database.yaml",         "database.yml.erb",
      "database.yml.example", "database.yml.sample",   "database.example.yml",
      "database.sample.yml",  "example.database.yml",  "database.yml.production",
      "database.yml.pg",      "database.postgres.yml", "database.yml.docker",
      "database.docker.yml",  "docker.database.yml",   "database.yml.x",
      "database.yml.test",    "database.ci.yml",       "database.mysql.yml",
  };
  std::vector<std::string> sorted(kOrder.rbegin(), kOrder.rend());
  std::sort(sorted.begin(), sorted.end(), [](const std::string& a, const std::string& b) {
    return database_rank(a) < database_rank(b);
  });
  EXPECT_EQ(sorted, kOrder);
}

TEST(DatabaseVariants, FoldersOfExamples) {
  EXPECT_TRUE(holds_database_examples("database"));
  EXPECT_TRUE(holds_database_examples("examples"));
  EXPECT_FALSE(holds_database_examples("environments"));
}

}  // namespace
}  // namespace verifull::source
