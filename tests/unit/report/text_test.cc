#include "report/text.h"

#include <string>

#include <gtest/gtest.h>

#include "report/concise.h"
#include "report/resolve_text.h"
#include "report/summary.h"
#include "sample.h"

namespace verifull::report {
namespace {

Terminal plain(std::size_t width = 80) { return {false, true, width}; }

constexpr std::string_view kEnding =
    "  production / primary  ca-only  if RDS_CA_BUNDLE names a file that exists\n\n"
    "assumed: dotenv is loaded in production, because Gemfile.lock names dotenv-rails\n"
    "Checked 3 files, 1 environment (production; development, test skipped).\n";

TEST(TextReport, Finding) {
  testing::Sample sample = testing::sample();
  Report report(sample.analysis, check::Severity::kInfo, plain(100));
  EXPECT_EQ(write_text(report),
            "error[sslmode-weak]: production connects with sslmode `require`, which does not check "
            "who the server is\n"
            "  --> config/database.yml:11:12\n"
            "   |\n"
            " 8 | production:\n"
            "   | ----------- environment `production`, database `primary`\n"
            " 9 |   <<: *default\n"
            "10 |   url: <%= ENV[\"DATABASE_URL\"] %>\n"
            "   |                 ------------ takes host and user from here\n"
            "11 |   sslmode: require\n"
            "   |            ^^^^^^^ expected `verify-full`\n"
            "   |\n"
            "  ::: .env.production:4\n"
            "   |\n"
            " 4 | DATABASE_URL=postgres://app:[redacted]@db.example.com/app\n"
            "   |                                        -------------- host `db.example.com`\n"
            "   |\n"
            "   = resolved: host db.example.com, sslmode require (config/database.yml:11)\n"
            "   = depends on: RDS_CA_BUNDLE names a file that exists\n"
            "   = help: set `sslmode: verify-full`\n"
            "   = more: verifull explain sslmode-weak\n"
            "\n" +
                std::string(kEnding) + "1 error, 0 warnings, 0 infos.\n");
}

TEST(TextReport, CleanRunShowsTheVerdicts) {
  testing::Sample sample = testing::sample(false);
  Report report(sample.analysis, check::Severity::kInfo, plain());
  EXPECT_EQ(write_text(report), std::string(kEnding) + "0 errors, 0 warnings, 0 infos.\n");
  report.quiet = true;
  EXPECT_EQ(write_text(report), "");
}

TEST(TextReport, NoAppIsNoText) {
  engine::Analysis nothing;
  Report report(nothing, check::Severity::kInfo, plain());
  EXPECT_EQ(write_text(report), "");
  EXPECT_EQ(write_resolve_text(report), "");
  EXPECT_EQ(write_concise(report), "");
}

TEST(TextReport, SeveralEnvironmentsAreNamed) {
  testing::Sample sample = testing::sample();
  check::Finding& finding = sample.analysis.findings[0];
  finding.environments = {"production", "staging"};
  finding.confidence = check::Confidence::kMedium;
  Report report(sample.analysis, check::Severity::kInfo, plain());
  std::string text = write_text(report);
  EXPECT_NE(text.find("   = environments: production, staging\n"), std::string::npos) << text;
  EXPECT_NE(text.find("   = confidence: medium\n"), std::string::npos) << text;
}

TEST(TextReport, WhatIsNotShownIsCounted) {
  testing::Sample sample = testing::sample();
  check::Finding info = testing::sample_finding(sample);
  info.severity = check::Severity::kInfo;
  check::Finding suppressed = testing::sample_finding(sample);
  suppressed.state = check::FindingState::kSuppressed;
  check::Finding old = testing::sample_finding(sample);
  old.state = check::FindingState::kBaselined;
  sample.analysis.findings.insert(sample.analysis.findings.end(), {info, suppressed, old});
  Report report(sample.analysis, check::Severity::kWarning, plain());
  EXPECT_EQ(count_line(report),
            "1 error, 0 warnings, 0 infos (1 suppressed, 1 in baseline, "
            "1 below --min-severity warning not shown).\n");
  EXPECT_EQ(statistics(report), "    1  sslmode-weak\n");
  EXPECT_EQ(count_from(sample.analysis, check::Severity::kInfo), 2U);
  EXPECT_EQ(count_from(sample.analysis, check::Severity::kWarning), 1U);
}

TEST(TextReport, ScopeOfSeveralApps) {
  testing::Sample sample = testing::sample(false);
  sample.analysis.projects.push_back(sample.analysis.projects[0]);
  sample.analysis.projects[1].project.root = "apps/web";
  sample.analysis.projects[1].skipped = {{"base", "anchor holder"}};
  Report report(sample.analysis, check::Severity::kInfo, plain());
  EXPECT_EQ(scope_line(report),
            "Checked 3 files of 2 apps, 1 environment (production; development, test skipped; "
            "base skipped: anchor holder).\n");
}

TEST(TextReport, OneAssumptionOfSeveralApps) {
  testing::Sample sample = testing::sample(false);
  std::vector<engine::ProjectResult>& projects = sample.analysis.projects;
  projects.push_back(projects[0]);
  projects[1].project.root = "apps/web";
  projects[1].assumptions.push_back("x");
  Report report(sample.analysis, check::Severity::kInfo, plain());
  EXPECT_EQ(assumption_lines(report),
            "assumed: in ., apps/web: dotenv is loaded in production, because Gemfile.lock names "
            "dotenv-rails\n"
            "assumed: in apps/web: x\n");
  for (const char* root : {"apps/a", "apps/b"}) {
    projects.push_back(projects[0]);
    projects.back().project.root = root;
  }
  EXPECT_TRUE(assumption_lines(report).starts_with("assumed: in 4 apps: dotenv"));
}

TEST(TextReport, Concise) {
  testing::Sample sample = testing::sample();
  Report report(sample.analysis, check::Severity::kInfo, plain());
  EXPECT_EQ(write_concise(report),
            "config/database.yml:11:12: error[sslmode-weak] production connects with sslmode "
            "`require`, which does not check who the server is\n");
  EXPECT_EQ(write_concise_connections(report),
            "production/primary: ca-only if RDS_CA_BUNDLE names a file that exists\n");
}

TEST(TextReport, PathsCanBeNoCommands) {
  testing::Sample sample;
  sample.yml = sample.analysis.sources.add("::error::x\x1b/database.yml",
                                           source::FileKind::kDatabaseConfig, "a: require\n");
  sample.analysis.findings.emplace_back();
  sample.analysis.findings[0].rule = &testing::kWeak;
  sample.analysis.findings[0].message = "x ##[error] y";
  sample.analysis.findings[0].primary = sample.in_yml("require");
  Report report(sample.analysis, check::Severity::kInfo, plain());
  EXPECT_EQ(write_concise(report),
            "\\x3A:error\\x3A:x\\x1B/database.yml:1:4: error[sslmode-weak] x ##\\x5Berror] y\n");
}

TEST(ResolveReport, NarrowTerminal) {
  testing::Sample sample = testing::sample();
  Report report(sample.analysis, check::Severity::kInfo, plain());
  EXPECT_EQ(write_resolve_text(report),
            "Rails 7.1 (Gemfile.lock), config/database.yml\n"
            "\n"
            "production / primary  postgresql  → ca-only\n"
            "  when RDS_CA_BUNDLE names a file that exists\n"
            "\n"
            "  adapter      postgresql\n"
            "                 config/database.yml:2 ← config/database.yml:9 <<: *default\n"
            "  host         db.example.com\n"
            "                 .env.production:4 DATABASE_URL ← config/database.yml:10\n"
            "  password     [redacted]\n"
            "                 .env.production:4 DATABASE_URL ← config/database.yml:10\n"
            "               instead of [redacted]  config/database.yml:13\n"
            "  sslmode      require                config/database.yml:11\n"
            "  sslrootcert  /usr/local/share/ca-certificates/rds-global-bundle.pem\n"
            "                 Dockerfile:2 ENV RDS_CA_BUNDLE ← config/database.yml:12\n"
            "  port         ${DB_PORT}             port of the URL\n"
            "\n"
            "  libpq gets: host=db.example.com port=${DB_PORT} password=[redacted]\n"
            "              sslmode=require\n"
            "              sslrootcert=/usr/local/share/ca-certificates/rds-global-bundle.pem\n"
            "  Rails drops: pool, ssl_mode\n"
            "\n"
            "assumed: dotenv is loaded in production, because Gemfile.lock names dotenv-rails\n"
            "${NAME} is a variable that nothing here sets: -D NAME=VALUE tells its value, "
            "--closed-world takes it as unset.\n"
            "Checked 3 files, 1 environment (production; development, test skipped).\n");
}

TEST(ResolveReport, WideTerminalHasOneLineForEach) {
  testing::Sample sample = testing::sample();
  Report report(sample.analysis, check::Severity::kInfo, {false, false, 200});
  report.quiet = true;
  EXPECT_EQ(
      write_resolve_text(report),
      "Rails 7.1 (Gemfile.lock), config/database.yml\n"
      "\n"
      "production / primary  postgresql  -> ca-only\n"
      "  when RDS_CA_BUNDLE names a file that exists\n"
      "\n"
      "  adapter      postgresql                                              "
      "config/database.yml:2 <- config/database.yml:9 <<: *default\n"
      "  host         db.example.com                                          "
      ".env.production:4 DATABASE_URL <- config/database.yml:10\n"
      "  password     [redacted]                                              "
      ".env.production:4 DATABASE_URL <- config/database.yml:10\n"
      "               instead of [redacted]                                   "
      "config/database.yml:13\n"
      "  sslmode      require                                                 "
      "config/database.yml:11\n"
      "  sslrootcert  /usr/local/share/ca-certificates/rds-global-bundle.pem  "
      "Dockerfile:2 ENV RDS_CA_BUNDLE <- config/database.yml:12\n"
      "  port         ${DB_PORT}                                              port of the URL\n"
      "\n"
      "  libpq gets: host=db.example.com port=${DB_PORT} password=[redacted] sslmode=require "
      "sslrootcert=/usr/local/share/ca-certificates/rds-global-bundle.pem\n"
      "  Rails drops: pool, ssl_mode\n"
      "\n");
}

TEST(ResolveReport, BootError) {
  testing::Sample sample = testing::sample(false);
  resolve::Connection& connection = sample.analysis.projects[0].connections[0];
  connection = {};
  connection.environment = "production";
  connection.name = "primary";
  connection.verdict = resolve::Verdict::kBootError;
  connection.error = {"KeyError", "key not found: \"DATABASE_URL\"", sample.in_yml("<%= ENV")};
  Report report(sample.analysis, check::Severity::kInfo, plain());
  report.quiet = true;
  EXPECT_EQ(write_resolve_text(report),
            "Rails 7.1 (Gemfile.lock), config/database.yml\n"
            "\n"
            "production / primary  → boot-error\n"
            "  KeyError: key not found: \"DATABASE_URL\"\n"
            "    at config/database.yml:10:8\n"
            "\n");
}

}  // namespace
}  // namespace verifull::report
