#include "engine/config.h"

#include <string>

#include <gtest/gtest.h>

namespace verifull::engine {
namespace {

// What is in force, or "message | hint".
std::string read(std::string_view text) {
  Config config;
  auto head = read_config_head(text, "c.yml");
  std::optional<base::Error> error = read_config(text, "c.yml", config);
  if (!head) error = head.error();
  if (!error) return write_config(config);
  return error->message + " | " + error->hint;
}

TEST(Config, WhatIsWrittenIsReadAgain) {
  std::string text =
      "environments:\n  \"load_test\":\n    use: production\n  \"staging\":\n    severity: info\n"
      "rules:\n  sslmode-missing: off\n  sslmode-weak: warning\n"
      "paths:\n  \"engines/**\":\n    sslmode-missing: error\n"
      "dockerfile: \"docker/Dockerfile\"\ntarget: \"app\"\n"
      "runtime:\n  files: [\"/etc/ca.pem\", \"config/*.crt\"]\n  variables: [\"DATABASE_URL\"]\n"
      "require_reason: true\n";
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
           {"runtime: {varables: [A]}\n",
            "c.yml:1:11: `varables` is no key of `runtime` | did you mean `variables`?"},
           {"runtime: {variables: [A=b]}\n", "c.yml:1:23: `variables` are names without values | "
                                             "-D NAME=VALUE gives a value to one run"},
           {"runtime: {files: []}\n",
            "c.yml:1:18: `files` must be a list with at least one element | "},
           {"custom_rules: {}\n",
            "c.yml:1:15: `custom_rules` must be a list with at least one element | "},
           {"require_reason: yes\n",
            "c.yml:1:17: `require_reason` is `yes`, not one of false, true | "},
           {"environments:\n  a: {severty: info}\n",
            "c.yml:2:7: `severty` is no key of an environment | did you mean `severity`?"},
       }) {
    EXPECT_EQ(read(each.text), each.error);
  }
}

}  // namespace
}  // namespace verifull::engine
