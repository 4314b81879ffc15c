// What the rules get to know of a live test.
#include "facts/live_facts.h"

#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "pki/time.h"

namespace verifull::facts {
namespace {

LiveResult sample() {
  LiveResult result;
  result.host = "db.example.com";
  result.port = 5432;
  result.as_configured.outcome = "connected";
  result.as_configured.protocol = "TLSv1.3";
  result.verify_full.outcome = "connected";
  result.plaintext.outcome = "refused";
  result.session = "verified";
  return result;
}

// "KEY=VALUE" of one fact; "KEY" when it is absent.
std::string fact(const LiveResult& result, const std::string& key, std::int64_t today = 0) {
  Subject subject;
  add_live_facts(result, today, subject);
  const FactValue* value = subject.find(key);
  if (value == nullptr) return key;
  if (const bool* truth = std::get_if<bool>(value)) return key + (*truth ? "=true" : "=false");
  return key + "=" + std::get<std::string>(*value);
}

TEST(LiveFacts, OfAGoodServer) {
  LiveResult result = sample();
  EXPECT_EQ(fact(result, "live.server"), "live.server=db.example.com:5432");
  EXPECT_EQ(fact(result, "live.session"), "live.session=verified");
  EXPECT_EQ(fact(result, "live.session.risk"), "live.session.risk");
  EXPECT_EQ(fact(result, "live.as_configured.problem"), "live.as_configured.problem");
  EXPECT_EQ(fact(result, "live.plaintext"), "live.plaintext=refused");
  EXPECT_EQ(fact(result, "live.protocol.old"), "live.protocol.old=false");
  result.as_configured.protocol = "TLSv1.1";
  EXPECT_EQ(fact(result, "live.protocol.old"), "live.protocol.old=true");
}

TEST(LiveFacts, WordsForWhatIsWrong) {
  LiveResult result = sample();
  result.session = "ca-only";
  EXPECT_EQ(fact(result, "live.session.risk"),
            "live.session.risk=takes every server that has a certificate of the same authority");
  for (const char* outcome :
       {"authentication-failed", "unknown-database", "root-missing", "root-unreadable",
        "root-not-pem", "no-home", "chain-invalid", "name-mismatch", "no-host-name",
        "server-has-no-tls", "not-postgres", "protocol-too-old", "client-certificate-needed",
        "config-invalid", "access-rule-refused"}) {
    result.verify_full.outcome = outcome;
    EXPECT_NE(fact(result, "live.verify_full.problem"), "live.verify_full.problem") << outcome;
    EXPECT_FALSE(is_undecided(outcome)) << outcome;
    EXPECT_FALSE(works(outcome)) << outcome;
  }
}

TEST(LiveFacts, WhatIsUndecided) {
  for (const char* outcome : {"unreachable", "timeout", "closed", "blocked", "unknown"}) {
    LiveResult result = sample();
    EXPECT_FALSE(is_undecided(result));
    result.plaintext.outcome = outcome;
    EXPECT_TRUE(is_undecided(result)) << outcome;
  }
  EXPECT_TRUE(works("connected"));
  EXPECT_TRUE(works("authentication-needed"));
}

TEST(LiveFacts, TheCertificateThatEndsFirst) {
  constexpr std::int64_t kToday = 1'800'000'000;
  LiveResult result = sample();
  result.verify_full.chain = {{"CN=leaf", "CN=middle", {}, 0, kToday + 90 * pki::kSecondsPerDay},
                              {"CN=middle", "CN=root", {}, 0, kToday + 11 * pki::kSecondsPerDay}};
  EXPECT_EQ(fact(result, "live.days_left", kToday), "live.days_left=11");
  EXPECT_EQ(fact(result, "live.expiring", kToday), "live.expiring=CN=middle");
  EXPECT_EQ(fact(result, "live.days_left", 0), "live.days_left");
  result.verify_full.outcome = "chain-invalid";
  EXPECT_EQ(fact(result, "live.days_left", kToday), "live.days_left");
}

}  // namespace
}  // namespace verifull::facts
