#include "engine/change.h"

#include <gtest/gtest.h>

#include "check/rules.h"
#include "source/memory_reader.h"

namespace verifull::engine {
namespace {

Analysis state(const std::string& database, const std::string& dockerfile = "") {
  source::MemoryReader reader;
  reader.add("config/database.yml", database);
  if (!dockerfile.empty()) reader.add("Dockerfile", dockerfile);
  Options options;
  std::vector<const check::Rule*> rules = {check::find_rule("sslmode-weak")};
  return analyze(options, rules, reader);
}

std::string text(const std::string& mode) {
  return "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: " + mode + "\n";
}

std::string left(const Analysis& before, Analysis now) {
  keep_changed(before, now);
  return std::to_string(now.findings.size()) + " shown, " + std::to_string(now.untouched) + " not";
}

TEST(Change, KeepsWhatIsNewOrTouchedOrSaysSomethingElse) {
  EXPECT_EQ(left(state(text("require")), state(text("require"))), "0 shown, 1 not");
  EXPECT_EQ(left(state(text("verify-full")), state(text("require"))), "1 shown, 0 not");
  EXPECT_EQ(left(state(text("require")), state("# x\n" + text("require"))), "0 shown, 1 not");
  EXPECT_EQ(left(state(text("require")), state(text("prefer"))), "1 shown, 0 not");
  EXPECT_EQ(left(state(text("require")), state(text("\"require\""))), "1 shown, 0 not");
  EXPECT_EQ(left(Analysis(), state(text("require"))), "1 shown, 0 not");
}

// The line of the finding stays as it is; what its variable holds does not.
TEST(Change, FollowsAValueToItsOrigin) {
  std::string from_image = text("<%= ENV['MODE'] %>");
  auto image = [](const std::string& mode) { return "FROM ruby\nENV MODE=" + mode + "\n"; };
  EXPECT_EQ(left(state(from_image, image("require")), state(from_image, image("require"))),
            "0 shown, 1 not");
  EXPECT_EQ(left(state(from_image, image("verify-full")), state(from_image, image("require"))),
            "1 shown, 0 not");
  EXPECT_EQ(left(state(from_image, image("require")), state(from_image, image("prefer"))),
            "1 shown, 0 not");
}

}  // namespace
}  // namespace verifull::engine
