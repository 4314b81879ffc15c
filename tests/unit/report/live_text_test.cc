#include "report/live_text.h"

#include <string>

#include <gtest/gtest.h>

#include "report/report.h"

namespace verifull::report {
namespace {

engine::Analysis tested() {
  engine::Analysis analysis;
  engine::ProjectResult project;
  resolve::Connection connection;
  connection.environment = "production";
  connection.name = "primary";
  project.connections.push_back(connection);
  facts::LiveResult live;
  live.host = "db.example.com";
  live.hostaddr = "192.0.2.7";
  live.port = 5432;
  live.version = "15.20";
  live.session = "unverified";
  live.as_configured.outcome = "authentication-needed";
  live.as_configured.spoke = live.as_configured.tls = true;
  live.as_configured.protocol = "TLSv1.3";
  live.as_configured.cipher = "TLS_AES_256_GCM_SHA384";
  live.as_configured.key_bits = 256;
  live.verify_full.outcome = "chain-invalid";
  live.verify_full.reason = "unknown-issuer";
  live.verify_full.detail =
      "the server's certificate is signed by \"A\"; the root certificate file has only \"B\"";
  live.verify_full.advice = "name a file with the authority that signed it as sslrootcert";
  live.plaintext.outcome = "refused";
  project.live.emplace_back(live);
  analysis.projects.push_back(project);
  return analysis;
}

std::string table(const engine::Analysis& analysis, const Terminal& terminal) {
  Report report(analysis, check::Severity::kInfo, terminal);
  report.quiet = true;
  return write_live_text(report);
}

TEST(LiveText, ATableForEachConnection) {
  EXPECT_EQ(table(tested(), {false, true, 200}),
            "production / primary  db.example.com:5432 (192.0.2.7), PostgreSQL 15.20\n"
            "  as configured  authentication-needed, not verified\n"
            "                 SSL connection (protocol: TLSv1.3, cipher: TLS_AES_256_GCM_SHA384, "
            "bits: 256, compression: off)\n"
            "  verify-full    chain-invalid (unknown-issuer)\n"
            "                 the server's certificate is signed by \"A\"; the root certificate file "
            "has only \"B\"\n"
            "  plaintext      refused\n"
            "  → name a file with the authority that signed it as sslrootcert\n\n");
}

TEST(LiveText, FitsTheTerminal) {
  Terminal narrow{false, false, 60, true};
  std::string text = table(tested(), narrow);
  EXPECT_NE(text.find("                 the server's certificate is signed by \"A\";\n"
                      "                 the root certificate file has only \"B\"\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("  -> name a file with the authority that signed it as\n     sslrootcert\n"),
            std::string::npos)
      << text;
}

TEST(LiveText, TheSameAdviceIsGivenOnce) {
  engine::Analysis analysis = tested();
  facts::LiveResult& live = *analysis.projects[0].live[0];
  live.as_configured.advice = live.verify_full.advice;
  std::string text = table(analysis, {false, true, 200});
  EXPECT_EQ(text.find("name a file"), text.rfind("name a file")) << text;
}

TEST(LiveText, NothingGetsThroughToTheTerminal) {
  engine::Analysis analysis = tested();
  facts::LiveResult& live = *analysis.projects[0].live[0];
  live.version = "15\x1b[31m";
  live.plaintext.detail = "##[error]boo";
  std::string text = table(analysis, {false, true, 200});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find("##["), std::string::npos) << text;
}

TEST(LiveText, SessionLine) {
  facts::LiveProbe probe;
  EXPECT_EQ(session_line(probe), "");
  probe.spoke = probe.tls = true;
  probe.protocol = "TLSv1.2";
  probe.cipher = "X";
  probe.key_bits = 128;
  probe.compression = "zlib";
  EXPECT_EQ(session_line(probe),
            "SSL connection (protocol: TLSv1.2, cipher: X, bits: 128, compression: on)");
}

}  // namespace
}  // namespace verifull::report
