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
            ".verifull.yml:1:13: the Dockerfile is outside of this folder");
  EXPECT_EQ(found("target: x\ndockerfile: nope\n"),
            ".verifull.yml:2:13: nope cannot be read: No such file or directory");
}

TEST(Configured, TheCommandLineWins) {
  Options only;
  only.rules_named = true;
  EXPECT_EQ(found("rules: {sslmode-missing: off}\n", only), "production error");
  Options none;
  none.no_config = true;
  EXPECT_EQ(found("nonsense: 1\n", none), "production error");
}

// Each verdict under a configuration, with a Dockerfile and a second one beside it.
std::string verdict(const std::string& config, const std::string& database,
                    bool with_image = true) {
  source::MemoryReader reader;
  reader.add("config/database.yml", "production:\n  adapter: postgresql\n  host: db.example.com\n" +
                                        database);
  if (with_image) reader.add("Dockerfile", "FROM ruby\nWORKDIR /app\nENV MODE=disable\n");
  if (with_image) {
    reader.add("docker/app.Dockerfile",
               "FROM ruby AS app\nWORKDIR /app\nENV MODE=prefer\nFROM ruby AS job\nWORKDIR /app\n"
               "ENV MODE=allow\n");
  }
  reader.add(".verifull.yml", config);
  Options options;
  options.unset = {"DATABASE_URL"};
  Analysis analysis = analyze(options, {}, reader);
  if (!analysis.errors.empty()) return analysis.errors[0].message;
  const resolve::Connection& connection = analysis.projects.at(0).connections.at(0);
  std::string out(resolve::verdict_name(connection.verdict));
  for (const std::string& condition : connection.conditions) out += " " + condition;
  for (const resolve::LibpqParameter& parameter : connection.libpq) {
    if (parameter.keyword == "sslmode") out.append(" ").append(parameter.value.shown());
  }
  return out;
}

TEST(Configured, TheDockerfileAndItsTarget) {
  const std::string mode = "  sslmode: <%= ENV['MODE'] %>\n";
  EXPECT_EQ(verdict("", mode), "plaintext disable");
  EXPECT_EQ(verdict("dockerfile: docker/app.Dockerfile\n", mode), "opportunistic allow");
  EXPECT_EQ(verdict("dockerfile: docker/app.Dockerfile\ntarget: app\n", mode),
            "opportunistic prefer");
  EXPECT_EQ(verdict("dockerfile: docker/app.Dockerfile\ntarget: nope\n", mode),
            "docker/app.Dockerfile has no stage `nope`");
}

TEST(Configured, WhatIsThereWhenTheAppRuns) {
  const std::string strict = "  sslmode: verify-full\n  sslrootcert: <%= Rails.root.join('config/ca.pem') %>\n";
  const std::string image = "dockerfile: docker/app.Dockerfile\n";
  EXPECT_EQ(verdict(image, strict), "fails-closed verify-full");
  for (const char* glob : {"config/ca.pem", "config/*.pem", "'**/ca.pem'"}) {
    EXPECT_EQ(verdict(image + "runtime: {files: [" + std::string(glob) + "]}\n", strict),
              "verified verify-full")
        << glob;
  }
  EXPECT_EQ(verdict(image + "runtime: {files: [ca.pem]}\n", strict), "fails-closed verify-full");
  // Without a Dockerfile a step that nobody sees may put the file there.
  EXPECT_EQ(verdict("", strict, false), "verified verify-full");
  const std::string mode =
      "  sslrootcert: /etc/ssl/certs/ca-certificates.crt\n"
      "  sslmode: <%= ENV.fetch('DATABASE_SSLMODE', 'require') %>\n";
  EXPECT_EQ(verdict("", mode), "encrypted-unverified /etc/ssl/certs/ca-certificates.crt is not there "
                               "DATABASE_SSLMODE is unset require");
  EXPECT_EQ(verdict("runtime: {variables: [DATABASE_SSLMODE]}\n", mode),
            "verified-if DATABASE_SSLMODE is `verify-full` verify-full");
}

TEST(Configured, AnIgnoreMayNeedAReason) {
  const std::string config = "require_reason: true\n";
  auto database = [&config](const std::string& comment) {
    source::MemoryReader reader;
    reader.add("config/database.yml", "production: # verifull: ignore[sslmode-missing]" + comment +
                                          "\n  adapter: postgresql\n  host: db.example.com\n");
    reader.add(".verifull.yml", config);
    Analysis analysis = analyze({}, {check::find_rule("sslmode-missing")}, reader);
    return analysis.findings.at(0).state;
  };
  EXPECT_EQ(database(""), check::FindingState::kActive);
  EXPECT_EQ(database(" the proxy checks"), check::FindingState::kSuppressed);
}

}  // namespace
}  // namespace verifull::engine
