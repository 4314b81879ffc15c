#include "engine/ignores.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "check/ignore_rules.h"
#include "check/rules.h"
#include "source/memory_reader.h"

namespace verifull::engine {
namespace {

std::vector<const check::Rule*> rules() {
  std::vector<const check::Rule*> rules = {check::find_rule("sslmode-missing"),
                                           check::find_rule("sslmode-weak")};
  for (const check::Rule& rule : check::ignore_rules()) rules.push_back(&rule);
  return rules;
}

// "line rule", with "-" in front of what is ignored.
std::string found(const std::string& yaml, Options options = {}, const std::string& dotenv = "") {
  source::MemoryReader reader;
  reader.add("config/database.yml", yaml);
  if (!dotenv.empty()) {
    reader.add(".env", dotenv);
    reader.add("Gemfile.lock",
               "GEM\n  specs:\n    dotenv-rails (2.8.1)\n    rails (7.1.0)\n\nDEPENDENCIES\n"
               "  dotenv-rails\n  rails\n");
  }
  if (options.today.empty()) options.today = "2026-11-24";
  Analysis analysis = analyze(options, rules(), reader);
  std::string out;
  for (const check::Finding& finding : analysis.findings) {
    if (!out.empty()) out += "; ";
    if (finding.state == check::FindingState::kSuppressed) out += "-";
    out += std::to_string(analysis.sources.begin_of(finding.primary).line) + " ";
    out += finding.rule->id;
  }
  return out;
}

constexpr std::string_view kServer = "  adapter: postgresql\n  host: db.example.com\n";

std::string production(std::string_view header, std::string_view rest) {
  return std::string(header) + std::string(kServer) + std::string(rest);
}

TEST(Ignores, OnTheLineAndTheLineAbove) {
  EXPECT_EQ(
      found(production("production:\n", "  sslmode: require # verifull: ignore[sslmode-weak] r\n")),
      "-4 sslmode-weak");
  EXPECT_EQ(found(production("production:\n",
                             "  # verifull: ignore[sslmode-weak] r\n  sslmode: require\n")),
            "-5 sslmode-weak");
  EXPECT_EQ(found(production("production:\n",
                             "  sslmode: require\n  # verifull: ignore[sslmode-weak] r\n")),
            "4 sslmode-weak; 5 ignore-unused");
}

TEST(Ignores, AnEnvironmentsHeaderCoversIt) {
  EXPECT_EQ(found(production(
                "production: # verifull: ignore[sslmode-weak] r\n",
                "  sslmode: require\nstaging:\n" + std::string(kServer) + "  sslmode: require\n")),
            "-4 sslmode-weak; 8 sslmode-weak");
}

TEST(Ignores, WhatIsAbsentCanBeIgnored) {
  std::string yaml = production("# verifull: ignore[sslmode-missing] r\nproduction:\n", "");
  std::string result = found(yaml);
  EXPECT_TRUE(result.starts_with("-") && result.ends_with(" sslmode-missing")) << result;
}

TEST(Ignores, InADotenvFile) {
  EXPECT_EQ(found("production:\n  adapter: postgresql\n", {},
                  "DATABASE_URL=postgres://db.example.com/a?sslmode=require # verifull: "
                  "ignore[sslmode-weak] r\n"),
            "-1 sslmode-weak");
}

TEST(Ignores, UnknownExpiredAndWithoutReason) {
  std::string head = production("production:\n", "  sslmode: require # verifull: ");
  EXPECT_EQ(found(head + "ignore[sslmode-week] r\n"), "4 sslmode-weak; 4 ignore-unknown-rule");
  EXPECT_EQ(found(head + "ignore r\n"), "4 sslmode-weak; 4 ignore-unknown-rule");
  EXPECT_EQ(found(head + "ignore[sslmode-weak]\n"), "-4 sslmode-weak; 4 ignore-without-reason");
  EXPECT_EQ(found(head + "ignore[sslmode-weak] until=2026-11-24 r\n"), "-4 sslmode-weak");
  EXPECT_EQ(found(head + "ignore[sslmode-weak] until=2026-11-23 r\n"),
            "4 sslmode-weak; 4 ignore-expired");
  EXPECT_EQ(found(head + "ignore[sslmode-weak] until=soon r\n"),
            "4 sslmode-weak; 4 ignore-expired");
}

TEST(Ignores, WhereAReasonIsRequiredItIsSaidThatItIsMissing) {
  source::MemoryReader reader;
  reader.add("config/database.yml",
             production("production:\n", "  sslmode: require # verifull: ignore[sslmode-weak]\n"));
  reader.add(".verifull.yml", "require_reason: true\n");
  std::vector<const check::Rule*> not_pedantic;
  for (const check::Rule* rule : rules()) {
    if (!rule->pedantic) not_pedantic.push_back(rule);
  }
  Analysis analysis = analyze(Options{}, not_pedantic, reader);
  std::string messages;
  for (const check::Finding& finding : analysis.findings) messages += finding.message + "\n";
  EXPECT_EQ(messages,
            "production connects with sslmode `require`, which encrypts but does not check who "
            "the server is\n"
            "this ignore gives no reason, so it hides nothing (`require_reason`)\n");
}

TEST(Ignores, NothingIsUnusedThatCouldNotBeUsed) {
  std::string yaml = production("production:\n", "  sslmode: verify-full\n") +
                     "staging: # verifull: ignore[sslmode-weak] r\n" + std::string(kServer) +
                     "  sslmode: verify-full\n" +
                     "development: # verifull: ignore[sslmode-weak] r\n" + std::string(kServer);
  EXPECT_EQ(found(yaml), "5 ignore-unused");
  Options one;
  one.environments = {"production"};
  EXPECT_EQ(found(yaml, one), "");
  std::string other_rule =
      production("production:\n", "  sslmode: verify-full # verifull: ignore[key-ignored] r\n");
  EXPECT_EQ(found(other_rule), "") << "that rule does not run here";
}

TEST(Ignores, CanBeSwitchedOff) {
  Options options;
  options.ignores = false;
  EXPECT_EQ(
      found(production("production:\n", "  sslmode: require # verifull: ignore[sslmode-weak]\n"),
            options),
      "4 sslmode-weak");
}

}  // namespace
}  // namespace verifull::engine
