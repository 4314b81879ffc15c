#include "engine/config.h"

#include <string>

#include <gtest/gtest.h>

namespace verifull::engine {
namespace {

// What is in force, or "message | hint".
std::string read(std::string_view text) {
  Config config;
  auto extended = read_config(text, "c.yml", config);
  if (extended) return write_config(config);
  return extended.error().message + " | " + extended.error().hint;
}

TEST(Config, WhatIsWrittenIsReadAgain) {
  std::string text =
      "environments:\n  \"load_test\":\n    use: production\n  \"staging\":\n    severity: info\n"
      "rules:\n  sslmode-missing: off\n  sslmode-weak: warning\n"
      "paths:\n  \"engines/**\":\n    sslmode-missing: error\n"
      "dockerfile: \"docker/Dockerfile\"\ntarget: \"app\"\nrequire_reason: true\n";
  EXPECT_EQ(read(text), text);
  EXPECT_EQ(read("# nothing\n"), "require_reason: false\n");
}

TEST(Config, SaysWhatIsWrongAndWhere) {
  struct Case {
    std::string_view text;
    std::string_view error;
  };
  for (const Case& each : {
           Case{"ruls: {}\n", "c.yml:1:1: `ruls` is no key of a configuration | "
                              "did you mean `rules`?"},
           {"rules:\n  sslmode-weka: off\n",
            "c.yml:2:3: there is no rule `sslmode-weka` | did you mean `sslmode-weak`?"},
           {"runtime: []\n", "c.yml:1:10: `runtime` is not supported by this version | "
                             "take it out: it would have no effect"},
           {"require_reason: yes\n",
            "c.yml:1:17: `require_reason` is `yes`, not one of false, true | "},
           {"environments:\n  a: {severty: info}\n",
            "c.yml:2:7: `severty` is no key of an environment | did you mean `severity`?"},
       }) {
    EXPECT_EQ(read(each.text), each.error);
  }
}

TEST(Config, Globs) {
  EXPECT_TRUE(glob_fits("config/*.yml", "config/database.yml"));
  EXPECT_FALSE(glob_fits("*.yml", "config/database.yml"));
  EXPECT_TRUE(glob_fits("**/*.yml", "database.yml"));
  EXPECT_TRUE(glob_fits("**/*.yml", "a/b/database.yml"));
  EXPECT_FALSE(glob_fits("**/base.yml", "a/database.yml"));
  EXPECT_TRUE(glob_fits("engines/", "engines/a/config/database.yml"));
  EXPECT_TRUE(glob_fits("a?c", "abc"));
  EXPECT_FALSE(glob_fits("a?c", "a/c"));
  std::string stars;
  for (int i = 0; i < 100; ++i) stars += "*a";
  EXPECT_FALSE(glob_fits(stars + "b", std::string(4000, 'a')));
}

}  // namespace
}  // namespace verifull::engine
