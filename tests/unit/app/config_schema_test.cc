#include "app/config_schema.h"

#include <gtest/gtest.h>

#include "check/rules.h"
#include "engine/config.h"

namespace verifull::app {
namespace {

TEST(ConfigSchema, NamesEveryRule) {
  for (const check::Rule& rule : check::all_rules()) {
    EXPECT_NE(config_schema().find("\"" + std::string(rule.id) + "\""), std::string::npos);
  }
}

TEST(ConfigSchema, TheStarterIsReadWithAndWithoutItsComments) {
  engine::Config config;
  EXPECT_FALSE(engine::read_config(config_starter(), "c", config));
  std::string open;
  bool comment = false;
  for (char c : config_starter()) {
    bool first = open.empty() || open.back() == '\n';
    if (first && c == '#' && !comment) {
      comment = true;
      continue;
    }
    if (comment && c == ' ' && first) open += '#';
    comment = false;
    open += c;
  }
  for (std::size_t at = open.find("#  "); at != std::string::npos; at = open.find("#  ")) {
    open.erase(at, 1);
  }
  auto error = engine::read_config(open, "c", config);
  EXPECT_FALSE(error) << error->message << "\n" << open;
}

}  // namespace
}  // namespace verifull::app
