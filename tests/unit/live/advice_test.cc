// Where a root certificate is to be had from, and what is to be changed.
#include "live/advice.h"

#include <string>

#include <gtest/gtest.h>

namespace {

using namespace verifull;

TEST(Advice, FindsTheDownloadInADockerfile) {
  const struct {
    const char* dockerfile;
    const char* url;
  } kCases[] = {
      {"ADD https://ca.example.com/lab.pem /etc/ssl/", "https://ca.example.com/lab.pem"},
      {"RUN curl -o /etc/lab.pem \\\n  'https://ca.example.com/x?y=1' \\\n  && true\n",
       "https://ca.example.com/x?y=1"},
      {"RUN curl https://ca.example.com/lab.pem>/etc/lab.pem", "https://ca.example.com/lab.pem"},
      {"ADD https://ca.example.com/other.pem /etc/ssl/\nCOPY lab.pem /etc/", ""},
      {"COPY lab.pem /etc/", ""},
      {"", ""},
  };
  for (const auto& each : kCases) {
    EXPECT_EQ(live::download_url(each.dockerfile, "/etc/ssl/lab.pem"), each.url) << each.dockerfile;
  }
  EXPECT_EQ(live::download_url("ADD https://a.example.com/ /x/", "/x/"), "");
}

class Bench {
 public:
  std::string about_root() {
    result.verify_full.outcome = "root-missing";
    root.state = live::RootState::kMissing;
    live::add_advice({connection, sources, project, root, chain}, result);
    return result.verify_full.advice;
  }

  resolve::Connection connection;
  source::SourceSet sources;
  source::Project project;
  live::RootChoice root;
  live::ChainView chain;
  facts::LiveResult result;
};

TEST(Advice, SaysHowToGetTheRootCertificate) {
  Bench bench;
  EXPECT_EQ(bench.about_root(), "name the authority's certificate as sslrootcert");
  bench.root.configured = "/rails/lab.pem";
  const std::string kPut = "put the file there, or say which one to use with --sslrootcert";
  EXPECT_EQ(bench.about_root(), kPut);
  bench.chain.issuer = "CN=Lab";
  EXPECT_EQ(bench.about_root(), kPut + "; the server's certificate is signed by \"CN=Lab\"");
  bench.chain.issuer = "";
  bench.root.url = "https://ca.example.com/lab.pem";
  EXPECT_EQ(bench.about_root(),
            kPut + "; it is only at a URL: curl -fsSo lab.pem https://ca.example.com/lab.pem, then "
                   "--sslrootcert lab.pem");
  bench.root.url = "http://ca.example.com/lab.pem";
  EXPECT_EQ(bench.about_root(),
            kPut + "; it is only at a URL: curl -fsSo lab.pem http://ca.example.com/lab.pem, then "
                   "--sslrootcert lab.pem; nothing protects it on its way, so compare its "
                   "fingerprint");
}

// The command is there to be copied.
TEST(Advice, QuotesForTheShell) {
  const struct {
    const char* url;
    const char* command;
  } kCases[] = {
      {"https://x/$(boo).pem", "curl -fsSo '$(boo).pem' 'https://x/$(boo).pem', then"},
      {"https://x/a'b;c", "curl -fsSo 'a'\\''b;c' 'https://x/a'\\''b;c', then"},
      {"https://x/-K", "curl -fsSo './-K' https://x/-K, then"},
      {"https://x/", "curl -fsSo root.pem https://x/, then"},
      {"https://x/a\x1b[2Jb", "curl -fsSo 'a\\x1B[2Jb' 'https://x/a\\x1B[2Jb', then"},
  };
  for (const auto& each : kCases) {
    Bench bench;
    bench.root.configured = "/rails/lab.pem";
    bench.root.url = each.url;
    EXPECT_NE(bench.about_root().find(each.command), std::string::npos) << bench.about_root();
  }
}

TEST(Advice, AmazonsAuthorities) {
  Bench bench;
  bench.result.host = "x.eu-west-2.rds.amazonaws.com";
  bench.chain.issuer = "CN=Amazon RDS eu-west-2 Root CA RSA2048 G1";
  EXPECT_EQ(bench.about_root(),
            "name the authority's certificate as sslrootcert; the server's certificate is signed by "
            "\"CN=Amazon RDS eu-west-2 Root CA RSA2048 G1\"; Amazon has all its authorities at one "
            "URL: curl -fsSo global-bundle.pem https://truststore.pki.rds.amazonaws.com/global/"
            "global-bundle.pem, then --sslrootcert global-bundle.pem");
  bench.result.host = "x.abc.us-gov-west-1.rds.amazonaws.com";
  EXPECT_NE(bench.about_root().find("https://truststore.pki.us-gov-west-1.rds.amazonaws.com/"),
            std::string::npos)
      << bench.about_root();
  bench.result.host = "x.abc.rds.cn-north-1.amazonaws.com.cn";
  EXPECT_NE(bench.about_root().find("https://rds-truststore.s3.cn-north-1.amazonaws.com.cn/"),
            std::string::npos)
      << bench.about_root();
}

TEST(Advice, EveryFailureThatAPersonCanMendHasSome) {
  for (const char* outcome :
       {"server-has-no-tls", "protocol-too-old", "not-postgres", "client-certificate-needed",
        "authentication-failed", "unknown-database", "access-rule-refused", "config-invalid",
        "name-mismatch", "no-host-name", "root-not-pem", "root-unreadable", "root-missing",
        "chain-invalid"}) {
    Bench bench;
    bench.result.verify_full.outcome = outcome;
    live::add_advice({bench.connection, bench.sources, bench.project, bench.root, bench.chain},
                     bench.result);
    EXPECT_NE(bench.result.verify_full.advice, "") << outcome;
  }
  for (const char* outcome : {"connected", "authentication-needed", "unreachable", "closed"}) {
    Bench bench;
    bench.result.verify_full.outcome = outcome;
    live::add_advice({bench.connection, bench.sources, bench.project, bench.root, bench.chain},
                     bench.result);
    EXPECT_EQ(bench.result.verify_full.advice, "") << outcome;
  }
}

}  // namespace
