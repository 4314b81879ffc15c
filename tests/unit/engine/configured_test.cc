#include "engine/configured.h"

#include <string>

#include <gtest/gtest.h>

#include "check/rules.h"
#include "source/memory_reader.h"

namespace verifull::engine {
namespace {

// "environment severity" of each finding, or the error.
std::string found(const std::string& config, Options options = {}) {
  source::MemoryReader reader;
  std::string server = "  adapter: postgresql\n  host: db.example.com\n";
  reader.add("config/database.yml", "production:\n" + server + "load_test:\n" + server);
  reader.add(".verifull.yml", config);
  Analysis analysis = analyze(options, {check::find_rule("sslmode-missing")}, reader);
  if (!analysis.errors.empty()) return analysis.errors[0].message;
  std::string out;
  for (const check::Finding& finding : analysis.findings) {
    out += (out.empty() ? "" : "; ") + finding.environments.at(0) + " ";
    out += check::severity_name(finding.severity);
  }
  return out;
}

TEST(Configured, RulesPathsAndEnvironments) {
  EXPECT_EQ(found(""), "production error");
  EXPECT_EQ(found("rules: {sslmode-missing: info}\n"), "production info");
  EXPECT_EQ(found("rules: {sslmode-missing: off}\n"), "");
  EXPECT_EQ(found("paths: {config/: {sslmode-missing: off}}\n"), "");
  EXPECT_EQ(found("paths: {engines/: {sslmode-missing: off}}\n"), "production error");
  EXPECT_EQ(found("environments: {load_test: production, production: ignore}\n"),
            "load_test error");
  EXPECT_EQ(found("environments: {production: {severity: warning}}\n"), "production warning");
  EXPECT_EQ(found("dockerfile: ../Dockerfile\n"),
            ".verifull.yml names a Dockerfile outside of its folder");
}

TEST(Configured, TheCommandLineWins) {
  Options only;
  only.rules_named = true;
  EXPECT_EQ(found("rules: {sslmode-missing: off}\n", only), "production error");
  Options none;
  none.no_config = true;
  EXPECT_EQ(found("nonsense: 1\n", none), "production error");
}

}  // namespace
}  // namespace verifull::engine
