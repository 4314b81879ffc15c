// From the resolved connection to the request, and from the answer to the result.
// Nothing is sent: what would answer is a function.
#include "live/live.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "source/memory_reader.h"
#include "support/read_text.h"
#include "support/temp_dir.h"

namespace {

using namespace verifull;
using Parameters = std::vector<std::pair<std::string, std::string>>;

std::string certificate(const std::string& name) {
  return support::read_text(VERIFULL_SOURCE_DIR "/tests/unit/pki/certificates/" + name + ".pem");
}

std::string value_of(const Parameters& parameters, std::string_view keyword) {
  for (const auto& [name, value] : parameters) {
    if (name == keyword) return value;
  }
  return "-";
}

class Bench {
 public:
  Bench() { folder_.write("root.pem", certificate("root")); }

  std::vector<engine::LiveAnswer> run(const std::string& settings) {
    source::MemoryReader reader;
    reader.add("config/database.yml", "production:\n  adapter: postgresql\n" + settings);
    reader.add("config/environments/production.rb", "");
    engine::Options wanted;
    wanted.working_directory = folder_.path();
    wanted.environments = {"production"};
    wanted.closed_world = true;
    wanted.defines = defines;
    wanted.check = false;
    analysis_ = engine::analyze(wanted, {}, reader);
    auto answers = live::test_connections(
        analysis_, folder_.path(), "", options,
        [this](const probe::Request& asked) -> base::Result<probe::Response> {
          request = asked;
          probe::Response response;
          for (const probe::Target& target : asked.targets) {
            response.targets.push_back(reply);
            response.targets.back().server = target.endpoints.front();
            response.targets.back().attempts.resize(
                reply.reach == probe::Reach::kReached ? target.attempts.size() : 0, answer);
          }
          return response;
        });
    EXPECT_TRUE(answers.ok());
    return answers.ok() ? *answers : std::vector<engine::LiveAnswer>();
  }

  // Parameters of the sessions that were asked for, in order.
  std::vector<Parameters> sessions() const {
    std::vector<Parameters> all;
    for (const probe::Target& target : request.targets) {
      for (const probe::Attempt& attempt : target.attempts) {
        if (attempt.kind == probe::AttemptKind::kSession) all.push_back(attempt.parameters);
      }
    }
    return all;
  }

  std::string path(const std::string& name) const { return folder_.path(name); }

  live::Options options;
  std::vector<std::pair<std::string, std::string>> defines;
  probe::TargetAnswer reply{probe::Reach::kReached, "", {}, {}};
  probe::Answer answer;
  probe::Request request;

 private:
  support::TempDir folder_;
  engine::Analysis analysis_;
};

constexpr const char* kHost = "  host: db.example.com\n  username: app\n  password: hush\n";
constexpr const char* kStrict = "  sslmode: verify-full\n  sslrootcert: root.pem\n";

TEST(Live, ThePasswordGoesIntoVerifiedSessionsOnly) {
  for (const char* mode : {"disable", "allow", "prefer", "require", "verify-ca"}) {
    Bench bench;
    bench.run(std::string(kHost) + "  sslrootcert: root.pem\n  sslmode: " + mode + "\n");
    ASSERT_EQ(bench.sessions().size(), 3U) << mode;
    for (const Parameters& session : bench.sessions()) {
      bool strict = value_of(session, "sslmode") == "verify-full";
      EXPECT_EQ(value_of(session, "password"), strict ? "hush" : "-") << mode;
    }
  }
}

TEST(Live, TheStrictSessionsAreAlike) {
  Bench bench;
  bench.run(std::string(kHost) + kStrict);
  ASSERT_EQ(bench.sessions().size(), 3U);
  EXPECT_EQ(bench.sessions()[0], bench.sessions()[1]);
  EXPECT_EQ(value_of(bench.sessions()[0], "sslrootcert"), bench.path("root.pem"));
  EXPECT_EQ(value_of(bench.sessions()[2], "sslmode"), "disable");
  EXPECT_EQ(value_of(bench.sessions()[2], "user"), live::kProbeName);
}

TEST(Live, RealNamesAndNoLogin) {
  Bench bench;
  bench.options.real_names = true;
  bench.options.login = false;
  bench.run(std::string(kHost) + kStrict);
  for (const Parameters& session : bench.sessions()) {
    EXPECT_EQ(value_of(session, "user"), "app");
    EXPECT_EQ(value_of(session, "password"), "-");
  }
}

// A pull request may not send the runner's password where it likes.
TEST(Live, AnUntrustedProjectGetsNoSecretFromOutside) {
  std::string settings = "  host: db.example.com\n  password: <%= ENV[\"PW\"] %>\n";
  Bench bench;
  bench.defines = {{"PW", "hush"}};
  bench.options.untrusted_project = true;
  bench.run(settings + kStrict);
  EXPECT_EQ(value_of(bench.sessions()[0], "password"), "-");
  bench.options.allow_hosts = {"*.example.com"};
  bench.run(settings + kStrict);
  EXPECT_EQ(value_of(bench.sessions()[0], "password"), "hush");
  bench.options.allow_hosts.clear();
  bench.defines = {{"DATABASE_URL", "postgres://u:hush@db.example.com/x"}};
  bench.run(kStrict);
  EXPECT_EQ(value_of(bench.sessions()[0], "password"), "hush");
}

struct Outcomes {
  const char* settings;
  const char* as_configured;
  const char* verify_full;
};

// What is known before anybody is asked.
TEST(Live, WhatNeedsNoServer) {
  const Outcomes kCases[] = {
      {"  sslmode: verify-full\n", "root-missing", "root-missing"},
      {"  sslmode: verify-full\n  sslrootcert: gone.pem\n", "root-missing", "root-missing"},
      {"  sslmode: ''\n  sslrootcert: gone.pem\n", "config-invalid", "root-missing"},
      {"  sslmode: require\n  sslrootcert: system\n", "config-invalid", "unknown"},
      {"  sslmode: require\n  sslrootcert: config\n", "unknown", "root-missing"},
  };
  for (const Outcomes& each : kCases) {
    Bench bench;
    auto answers = bench.run(std::string(kHost) + each.settings);
    ASSERT_EQ(answers.size(), 1U) << each.settings;
    EXPECT_EQ(answers[0].result.as_configured.outcome, each.as_configured) << each.settings;
    EXPECT_EQ(answers[0].result.verify_full.outcome, each.verify_full) << each.settings;
  }
}

TEST(Live, ASocketIsNotTested) {
  Bench bench;
  EXPECT_TRUE(bench.run("  database: x\n  host: /var/run/postgresql\n").empty());
  EXPECT_TRUE(bench.run("  database: x\n").empty());
  EXPECT_TRUE(bench.request.targets.empty());
}

TEST(Live, HostsThatNoGlobAllowsAreNotAsked) {
  Bench bench;
  bench.options.allow_hosts = {"*.internal"};
  auto answers = bench.run(std::string(kHost) + kStrict);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].result.plaintext.outcome, "blocked");
  EXPECT_TRUE(bench.request.targets.empty());
}

TEST(Live, ListsOfHosts) {
  Bench bench;
  bench.run("  host: a.example.com,b.example.com\n  port: '5433,'\n" + std::string(kStrict));
  ASSERT_EQ(bench.request.targets.size(), 1U);
  std::vector<probe::Endpoint> expected = {{"a.example.com", "", 5433}, {"b.example.com", "", 5432}};
  EXPECT_EQ(bench.request.targets[0].endpoints, expected);
  auto answers = bench.run("  host: a.example.com\n  port: 70000\n" + std::string(kStrict));
  EXPECT_EQ(answers[0].result.verify_full.outcome, "config-invalid");
}

TEST(Live, WhatCouldNotBeReached) {
  struct {
    probe::Reach reach;
    const char* outcome;
    const char* plaintext;
  } const kCases[] = {{probe::Reach::kBlocked, "blocked", "blocked"},
                      {probe::Reach::kUnreachable, "unreachable", "unreachable"},
                      {probe::Reach::kTimeout, "timeout", "unreachable"}};
  for (const auto& each : kCases) {
    Bench bench;
    bench.reply.reach = each.reach;
    bench.reply.detail = "127.0.0.1 is a loopback or private address";
    facts::LiveResult result = bench.run(std::string(kHost) + kStrict)[0].result;
    EXPECT_EQ(result.as_configured.outcome, each.outcome);
    EXPECT_EQ(result.verify_full.outcome, each.outcome);
    EXPECT_EQ(result.plaintext.outcome, each.plaintext);
    EXPECT_EQ(result.session, "");
    EXPECT_TRUE(facts::is_undecided(result));
  }
}

TEST(Live, SaysWhatIsWrongWithTheChain) {
  Bench bench;
  bench.answer.message = "SSL error: certificate verify failed\n";
  bench.answer.chain = certificate("leaf");
  bench.answer.verify_error = 20;
  facts::LiveResult result = bench.run(std::string(kHost) + kStrict)[0].result;
  EXPECT_EQ(result.verify_full.outcome, "chain-invalid");
  EXPECT_EQ(result.verify_full.chain.at(0).subject.substr(0, 3), "CN=");
  bench.answer.verify_error = 10;
  result = bench.run(std::string(kHost) + kStrict)[0].result;
  EXPECT_EQ(result.verify_full.reason, "expired");
  EXPECT_EQ(result.verify_full.advice, "renew the certificate that has expired");
}

TEST(Live, SaysWhatToChange) {
  Bench bench;
  bench.answer.end = probe::End::kConnected;
  bench.answer.tls = true;
  facts::LiveResult result =
      bench.run(std::string(kHost) + "  sslrootcert: root.pem\n  sslmode: require\n")[0].result;
  EXPECT_EQ(result.session, "ca-only");
  EXPECT_EQ(result.as_configured.advice,
            "verify-full would work today with this root certificate: change sslmode to verify-full "
            "(config/database.yml:7)");
  EXPECT_EQ(result.plaintext.advice,
            "the server takes connections without TLS: write `hostssl` instead of `host` in its "
            "pg_hba.conf");
  result = bench.run("  host: x.rds.amazonaws.com\n" + std::string(kStrict))[0].result;
  EXPECT_NE(result.plaintext.advice.find("rds.force_ssl"), std::string::npos);
}

// What a server says can be anything.
TEST(Live, TextsOfServersAreMadeSafe) {
  Bench bench;
  bench.answer.message = "FATAL:  XX000: \x1b[2J::error::boo\n";
  bench.answer.server_version = "15\x1b[31m";
  facts::LiveResult result = bench.run(std::string(kHost) + kStrict)[0].result;
  EXPECT_EQ(result.verify_full.detail.find('\x1b'), std::string::npos);
  EXPECT_EQ(result.version, "15\\x1B[31m");
}

}  // namespace
