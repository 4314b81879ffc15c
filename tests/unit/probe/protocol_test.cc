#include "probe/protocol.h"

#include <string>

#include <gtest/gtest.h>

namespace {

using namespace verifull;

TEST(Protocol, ARequestComesBackAsItWas) {
  probe::Request request;
  request.tool_version = "1.2.3";
  request.timeout_ms = 2500;
  request.allow_private = true;
  request.targets = {{{{"db.example.com", "192.0.2.7", 5433}, {"", "2001:db8::1", 5432}},
                      {{probe::AttemptKind::kSession, {{"user", "a\"b\n"}, {"sslmode", "verify-full"}}, ""},
                       {probe::AttemptKind::kHandshake, {}, "/ca.pem"}}}};
  std::string text = probe::write_request(request);
  auto read = probe::read_request(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(probe::write_request(*read), text);
  EXPECT_EQ(read->targets[0].endpoints, request.targets[0].endpoints);
  EXPECT_EQ(read->targets[0].attempts[0].parameters, request.targets[0].attempts[0].parameters);
  EXPECT_EQ(read->targets[0].attempts[1].kind, probe::AttemptKind::kHandshake);
}

TEST(Protocol, AnAnswerComesBackAsItWas) {
  probe::Response response;
  response.tool_version = "1.2.3";
  response.libpq = 150020;
  probe::Answer answer;
  answer.end = probe::End::kTimeout;
  answer.message = "FATAL:  28000: no\n";
  answer.needs_password = answer.tls = true;
  answer.protocol = "TLSv1.3";
  answer.key_bits = 256;
  answer.left_out = {"sslnegotiation"};
  answer.verify_error = 10;
  answer.chain = "-----BEGIN CERTIFICATE-----\n";
  response.targets = {{probe::Reach::kReached, "", {"h", "192.0.2.7", 1}, {answer}},
                      {probe::Reach::kBlocked, "why", {}, {}}};
  std::string text = probe::write_response(response);
  auto read = probe::read_response(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(probe::write_response(*read), text);
  EXPECT_EQ(read->targets[0].attempts[0].end, probe::End::kTimeout);
  EXPECT_EQ(read->targets[1].reach, probe::Reach::kBlocked);
}

// A server may send what is no UTF-8; that must not cost the whole answer.
TEST(Protocol, BytesThatAreNoTextAreReplaced) {
  probe::Response response;
  response.error = "\xFF\xFE";
  auto read = probe::read_response(probe::write_response(response));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->error, "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Protocol, AnotherVersionIsReadAsFarAsItsNumber) {
  auto read = probe::read_response(R"({"version": 9, "tool_version": "9.9", "new": []})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->version, 9);
  EXPECT_EQ(read->tool_version, "9.9");
}

TEST(Protocol, WhatIsNoDocumentIsRefused) {
  for (const char* text : {"", "{", "[]", "null", "{}", R"({"version": "1", "tool_version": ""})",
                           R"({"version": 1, "tool_version": "x"})"}) {
    EXPECT_FALSE(probe::read_request(text)) << text;
    EXPECT_FALSE(probe::read_response(text)) << text;
  }
}

}  // namespace
