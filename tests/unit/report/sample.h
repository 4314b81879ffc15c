// A hand-made Analysis for the tests of reports: what the engine would say about
// a small project, without the engine.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "check/rule.h"
#include "engine/analysis.h"

namespace verifull::report::testing {

// The n-th occurrence of `text` in the file, which must be there.
inline base::Span span_of(const source::SourceSet& sources, base::FileId file,
                          std::string_view text, std::size_t nth = 1) {
  const std::string& content = sources.at(file).text;
  std::size_t at = content.find(text);
  for (std::size_t i = 1; i < nth && at != std::string::npos; ++i) at = content.find(text, at + 1);
  if (at == std::string::npos) return {};
  auto begin = static_cast<std::uint32_t>(at);
  return {file, begin, begin + static_cast<std::uint32_t>(text.size())};
}

constexpr check::Rule sample_rule(std::string_view id, std::string_view title,
                                  check::Severity severity) {
  check::Rule rule;
  rule.id = id;
  rule.title = title;
  rule.severity = severity;
  return rule;
}

inline constexpr check::Rule kWeak =
    sample_rule("sslmode-weak", "The server's identity is not checked", check::Severity::kError);
inline constexpr std::string_view kDatabaseYml =
    "default: &default\n"
    "  adapter: postgresql\n"
    "  pool: 5\n"
    "\n"
    "development:\n"
    "  <<: *default\n"
    "\n"
    "production:\n"
    "  <<: *default\n"
    "  url: <%= ENV[\"DATABASE_URL\"] %>\n"
    "  sslmode: require\n"
    "  sslrootcert: <%= ENV[\"RDS_CA_BUNDLE\"] %>\n"
    "  password: hunter2\n";

inline constexpr std::string_view kDotenv =
    "RAILS_ENV=production\n"
    "SECRET_KEY_BASE=0123456789abcdef\n"
    "# the primary\n"
    "DATABASE_URL=postgres://app:hunter2@db.example.com/app\n";

inline constexpr std::string_view kDockerfile =
    "FROM ruby:3.3\n"
    "ENV RDS_CA_BUNDLE=/usr/local/share/ca-certificates/rds-global-bundle.pem\n";

struct Sample {
  engine::Analysis analysis;
  base::FileId yml = base::kNoFile;
  base::FileId env = base::kNoFile;
  base::FileId docker = base::kNoFile;

  base::Span in_yml(std::string_view text, std::size_t nth = 1) const {
    return span_of(analysis.sources, yml, text, nth);
  }
  base::Span in_env(std::string_view text) const { return span_of(analysis.sources, env, text); }
  base::Span in_docker(std::string_view text) const {
    return span_of(analysis.sources, docker, text);
  }
};

inline resolve::Connection sample_connection(const Sample& sample) {
  using resolve::OriginKind;
  using resolve::ShownText;
  resolve::Connection connection;
  connection.environment = "production";
  connection.name = "primary";
  connection.adapter = "postgresql";
  connection.verdict = resolve::Verdict::kCaOnly;
  connection.conditions = {"RDS_CA_BUNDLE names a file that exists"};
  resolve::Origin url{OriginKind::kDotenv,
                      sample.in_env("postgres://app:hunter2@db.example.com/app"), "DATABASE_URL"};
  resolve::Origin read{OriginKind::kYaml, sample.in_yml("<%= ENV[\"DATABASE_URL\"] %>"), "url"};
  connection.settings.push_back(
      {"adapter",
       ShownText::open("postgresql"),
       true,
       {{OriginKind::kYaml, sample.in_yml("postgresql"), "adapter"},
        {OriginKind::kMerge, sample.in_yml("<<: *default", 2), "default"}},
       {}});
  connection.settings.push_back({"host", ShownText::open("db.example.com"), true, {url, read}, {}});
  connection.settings.push_back({"password",
                                 ShownText::secret("hunter2"),
                                 true,
                                 {url, read},
                                 {{ShownText::secret("hunter2"),
                                   true,
                                   {{OriginKind::kYaml, sample.in_yml("hunter2"), "password"}}}}});
  connection.settings.push_back(
      {"sslmode",
       ShownText::open("require"),
       true,
       {{OriginKind::kYaml, sample.in_yml("sslmode: require"), "sslmode"}},
       {}});
  connection.settings.push_back(
      {"sslrootcert",
       ShownText::open("/usr/local/share/ca-certificates/rds-global-bundle.pem"),
       true,
       {{OriginKind::kDockerfile, sample.in_docker("RDS_CA_BUNDLE"), "RDS_CA_BUNDLE"},
        {OriginKind::kYaml, sample.in_yml("<%= ENV[\"RDS_CA_BUNDLE\"] %>"), "sslrootcert"}},
       {}});
  connection.settings.push_back(
      {"port", ShownText::open("${DB_PORT}"), false, {{OriginKind::kUrl, {}, "port"}}, {}});
  connection.libpq = {
      {"host", ShownText::open("db.example.com"), true},
      {"port", ShownText::open("${DB_PORT}"), false},
      {"password", ShownText::secret("hunter2"), true},
      {"sslmode", ShownText::open("require"), true},
      {"sslrootcert", ShownText::open("/usr/local/share/ca-certificates/rds-global-bundle.pem"),
       true}};
  connection.ignored = {"pool", "ssl_mode"};
  return connection;
}

inline check::Finding sample_finding(const Sample& sample) {
  check::Finding finding;
  finding.rule = &kWeak;
  finding.message =
      "production connects with sslmode `require`, which does not check who the server is";
  finding.help = "set `sslmode: verify-full`";
  finding.primary = sample.in_yml("require");
  finding.primary_text = "expected `verify-full`";
  finding.labels = {{sample.in_yml("production:"), "environment `production`, database `primary`"},
                    {sample.in_yml("DATABASE_URL"), "takes host and user from here"},
                    {sample.in_env("db.example.com"), "host `db.example.com`"}};
  finding.environments = {"production"};
  finding.connection = "primary";
  finding.conditions = {"RDS_CA_BUNDLE names a file that exists"};
  finding.resolved = "host db.example.com, sslmode require (config/database.yml:11)";
  finding.fingerprint = "00112233";
  return finding;
}

inline Sample sample(bool with_finding = true) {
  Sample sample;
  source::SourceSet& sources = sample.analysis.sources;
  sample.yml = sources.add("config/database.yml", source::FileKind::kDatabaseConfig,
                           std::string(kDatabaseYml));
  sample.env = sources.add(".env.production", source::FileKind::kDotenv, std::string(kDotenv));
  sample.docker =
      sources.add("Dockerfile", source::FileKind::kDockerfile, std::string(kDockerfile));
  engine::ProjectResult project;
  project.project.root = ".";
  project.project.database_config = sample.yml;
  project.rails_version = "7.1";
  project.rails_from = "Gemfile.lock";
  project.connections.push_back(sample_connection(sample));
  project.skipped = {{"development", "development"}, {"test", "test"}};
  project.assumptions = {"dotenv is loaded in production, because Gemfile.lock names dotenv-rails"};
  sample.analysis.projects.push_back(std::move(project));
  if (with_finding) sample.analysis.findings.push_back(sample_finding(sample));
  sample.analysis.files_read = 3;
  return sample;
}

}  // namespace verifull::report::testing
