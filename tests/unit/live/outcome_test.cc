// The catalogue of what libpq and servers say, versions 12 to 18.
#include "live/outcome.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace {

using namespace verifull;

probe::Answer failed(std::string message) {
  probe::Answer answer;
  answer.message = std::move(message);
  return answer;
}

struct Example {
  int row;  // of the catalogue; 0 for what is not in it
  const char* message;
  const char* session;
  const char* plaintext;
};

#define SERVER "connection to server at \"db.example.com\" (192.0.2.7), port 5432 failed: "

constexpr Example kExamples[] = {
    {1, SERVER "root certificate file \"/x/root.crt\" does not exist\nEither provide the file or change "
            "sslmode to disable server certificate verification.\n",
     "root-missing", "unknown"},
    {1, "root certificate file \"system\" does not exist\n", "root-missing", "unknown"},
    {2, "could not get home directory to locate root certificate file\nEither provide the file or …",
     "no-home", "unknown"},
    {3, SERVER "could not read root certificate file \"/x\": Permission denied\n", "root-unreadable",
     "unknown"},
    {3, SERVER "could not read root certificate file \"/x\": \n", "root-not-pem", "unknown"},
    {4, SERVER "could not read root certificate file \"/x\": no certificate or crl found\n",
     "root-not-pem", "unknown"},
    {4, SERVER "could not read root certificate file \"/x\": bad base64 decode\n", "root-not-pem",
     "unknown"},
    {5, SERVER "SSL error: certificate verify failed\n", "chain-invalid", "unknown"},
    {5, SERVER "SSL error: certificate verify failed: unable to get local issuer certificate\n",
     "chain-invalid", "unknown"},
    {6, SERVER "server certificate for \"a\" does not match host name \"b\"\n", "name-mismatch",
     "unknown"},
    {6, SERVER "server certificate for \"a\" (and 2 other names) does not match host name \"b\"\n",
     "name-mismatch", "unknown"},
    {7, SERVER "host name must be specified for a verified SSL connection\n", "no-host-name",
     "unknown"},
    {8, SERVER "server does not support SSL, but SSL was required\n", "server-has-no-tls", "unknown"},
    {10, SERVER "received invalid response to SSL negotiation: H\n", "not-postgres", "unknown"},
    {10, SERVER "expected authentication request from server, but received H\n", "not-postgres",
     "unknown"},
    {9, SERVER "server sent an error response during SSL exchange\n", "unknown", "unknown"},
    {11, SERVER "SSL SYSCALL error: EOF detected\n", "closed", "unknown"},
    {11, SERVER "SSL SYSCALL error: Connection reset by peer\n", "closed", "unknown"},
    {12, SERVER "SSL error: tlsv1 alert protocol version\nThis may indicate that the server does not "
            "support any SSL protocol version between TLSv1.2 and TLSv1.3.\n",
     "protocol-too-old", "unknown"},
    {12, SERVER "SSL error: unsupported protocol\n", "protocol-too-old", "unknown"},
    {12, SERVER "SSL error: wrong version number\n", "protocol-too-old", "unknown"},
    {13, SERVER "SSL error: sslv3 alert handshake failure\n", "unknown", "unknown"},
    {0, SERVER "SSL error: tlsv13 alert certificate required\n", "client-certificate-needed",
     "unknown"},
    {14, SERVER "received unencrypted data after SSL response\n", "unknown", "unknown"},
    {15, "invalid sslmode value: \"verify_full\"\n", "config-invalid", "unknown"},
    {15, "weak sslmode \"require\" may not be used with sslrootcert=system (use \"verify-full\")\n",
     "config-invalid", "unknown"},
    {15, "invalid connection option \"sslnegotiation\"\n", "config-invalid", "unknown"},
    {15, "invalid SSL protocol version range\n", "config-invalid", "unknown"},
    {15, "invalid \"ssl_min_protocol_version\" value: \"x\"\n", "config-invalid", "unknown"},
    {15, "invalid ssl_min_protocol_version value: \"x\"\n", "config-invalid", "unknown"},
    {16, SERVER "certificate present, but not private key file \"/k\"\n", "config-invalid", "unknown"},
    {16, SERVER "private key file \"/k\" has group or world access\n", "config-invalid", "unknown"},
    {16, SERVER "could not open certificate file \"/c\": Permission denied\n", "config-invalid",
     "unknown"},
    {17, SERVER "server did not request an SSL certificate\n", "config-invalid", "unknown"},
    {18, "sslmode value \"require\" invalid when SSL support is not compiled in\n", "config-invalid",
     "unknown"},
    {19, SERVER "channel binding required, but SSL not in use\n", "authentication-failed", "unknown"},
    {20, SERVER "authentication method requirement \"scram-sha-256\" failed: server requested a "
            "cleartext password\n",
     "authentication-failed", "unknown"},
    {22, "could not translate host name \"h\" to address: Name or service not known\n", "unreachable",
     "unreachable"},
    {22, SERVER "Connection refused\n\tIs the server running on that host and accepting TCP/IP "
            "connections?\n",
     "unreachable", "unreachable"},
    {22, SERVER "server closed the connection unexpectedly\n", "closed", "unknown"},
    {23, SERVER "FATAL:  28P01: password authentication failed for user \"u\"\nLOCATION:  auth_failed, "
            "auth.c:326\n",
     "authentication-failed", "accepted"},
    {23, SERVER "FATAL:  3D000: database \"d\" does not exist\nLOCATION:  InitPostgres, "
            "postinit.c:885\n",
     "unknown-database", "accepted"},
    {23, SERVER "FATAL:  28000: role \"u\" does not exist\nLOCATION:  InitializeSessionUserId, "
            "miscinit.c:716\n",
     "authentication-failed", "accepted"},
    {24, SERVER "FATAL:  28000: no pg_hba.conf entry for host \"1\", user \"u\", database \"d\", SSL "
            "off\nLOCATION:  ClientAuthentication, auth.c:508\n",
     "access-rule-refused", "refused"},
    {25, SERVER "FATAL:  28000: pg_hba.conf rejects connection for host \"1\", user \"u\", database "
            "\"d\", no encryption\nLOCATION:  ClientAuthentication, auth.c:508\n",
     "access-rule-refused", "refused"},
    {24, SERVER "SCHWERWIEGEND:  28000: kein pg_hba.conf-Eintrag für Host »1«, Benutzer »u«, Datenbank "
            "»d«, keine Verschlüsselung\nLOCATION:  ClientAuthentication, auth.c:551\n",
     "access-rule-refused", "refused"},
    {31, SERVER "FATAL:  28000: connection requires a valid client certificate\nLOCATION:  "
            "ClientAuthentication, auth.c:406\n",
     "client-certificate-needed", "refused"},
    {31, SERVER "FATAL:  28000: Verbindung erfordert ein gültiges Client-Zertifikat\nLOCATION:  "
            "ClientAuthentication, auth.c:406\n",
     "client-certificate-needed", "refused"},
    {27, SERVER "FATAL:  28000: This RDS Proxy requires TLS connections\n", "access-rule-refused",
     "refused"},
    {28, SERVER "ERROR:  connection is insecure (try using `sslmode=require`)\n", "access-rule-refused", "refused"},
    {29, SERVER "FATAL:  08P01: SSL required\n", "access-rule-refused", "refused"},
    {30, SERVER "FATAL:  28000: SSL connection is required. Please specify SSL options and retry.\n",
     "access-rule-refused", "refused"},
    {0, SERVER "FATAL:  53300: sorry, too many clients already\nLOCATION:  InitProcess, proc.c:349\n",
     "unknown", "unknown"},
    {0, SERVER "FATAL:  57P03: the database system is starting up\nLOCATION:  ProcessStartupPacket, "
            "postmaster.c:2341\n",
     "unknown", "unknown"},
    {0, SERVER "FATAL:  42501: permission denied for database \"d\"\nLOCATION:  CheckMyDatabase, "
            "postinit.c:379\n",
     "access-rule-refused", "accepted"},
    {0, "", "unknown", "unknown"},
    {1, "root certificate file \"/x\" does not exist\nEither provide the file, use the system's "
        "trusted roots with sslrootcert=system, or change sslmode to disable server certificate "
        "verification.\n",
     "root-missing", "unknown"},
    {4, SERVER "could not read root certificate file \"/x\": short header\n", "root-not-pem",
     "unknown"},
    {4, SERVER "could not read root certificate file \"/x\": bad end line\n", "root-not-pem",
     "unknown"},
    {12, SERVER "SSL error: no protocols available\n", "protocol-too-old", "unknown"},
    {15, "weak sslmode \"prefer\" may not be used with sslnegotiation=direct (use \"require\", "
         "\"verify-ca\", or \"verify-full\")\n",
     "config-invalid", "unknown"},
    {16, SERVER "could not load private key file \"/k\": key values mismatch\n", "config-invalid",
     "unknown"},
    {16, SERVER "could not read certificate file \"/c\": no start line\n", "config-invalid",
     "unknown"},
    {19, SERVER "channel binding is required, but server did not offer an authentication method that "
         "supports channel binding\n",
     "authentication-failed", "unknown"},
    {22, SERVER "timeout expired\n", "timeout", "unknown"},
    {24, SERVER "FATAL:  28000: no pg_hba.conf entry for host \"1\", user \"u\", database \"d\", no "
         "encryption\nLOCATION:  ClientAuthentication, auth.c:551\n",
     "access-rule-refused", "refused"},
    {25, SERVER "FATAL:  28000: pg_hba.conf rejects connection for host \"1\", user \"u\", database "
         "\"d\", SSL off\nLOCATION:  ClientAuthentication, auth.c:455\n",
     "access-rule-refused", "refused"},
    {31, SERVER "FATAL:  F0000: client certificates can only be checked if a root certificate store "
         "is available\nLOCATION:  ClientAuthentication, auth.c:388\n",
     "client-certificate-needed", "unknown"},
    {0, SERVER "SSL error: tlsv1 alert unknown ca\n", "client-certificate-needed", "unknown"},
    {0, SERVER "SSL error: sslv3 alert bad certificate\n", "client-certificate-needed", "unknown"},
};

TEST(Outcome, KnowsTheCatalogue) {
  for (const Example& each : kExamples) {
    EXPECT_EQ(live::session_outcome(failed(each.message)), each.session) << each.message;
    EXPECT_EQ(live::plaintext_outcome(failed(each.message)), each.plaintext) << each.message;
  }
}

// With TLS the same sentences say that the user, not the session, is not wanted.
TEST(Outcome, AccessRulesThatRefuseEvenWithTls) {
  for (const char* end : {"SSL on", "SSL encryption", "GSS encryption"}) {
    for (const char* begin : {"no pg_hba.conf entry", "pg_hba.conf rejects connection"}) {
      std::string text = SERVER "FATAL:  28000: " + std::string(begin) +
                         " for host \"1\", user \"u\", database \"d\", " + end +
                         "\nLOCATION:  ClientAuthentication, auth.c:551\n";
      EXPECT_EQ(live::session_outcome(failed(text)), "access-rule-refused") << text;
    }
  }
}

// 21 and 26 have tests of their own.
TEST(Outcome, NoRowOfTheCatalogueIsLeftOut) {
  std::set<int> rows = {21, 26};
  for (const Example& each : kExamples) rows.insert(each.row);
  for (int row = 1; row <= 31; ++row) EXPECT_EQ(rows.count(row), 1U) << row;
}

TEST(Outcome, OfPreferTheLastAttemptCounts) {
  std::string both =
      SERVER "SSL error: certificate verify failed\n" SERVER
             "FATAL:  28000: no pg_hba.conf entry for host \"1\", user \"u\", database \"d\", no "
             "encryption\nLOCATION:  ClientAuthentication, auth.c:551\n";
  EXPECT_EQ(live::session_outcome(failed(both)), "access-rule-refused");
}

TEST(Outcome, WhatIsNoMessage) {
  probe::Answer answer;
  answer.end = probe::End::kConnected;
  EXPECT_EQ(live::session_outcome(answer), "connected");
  EXPECT_EQ(live::plaintext_outcome(answer), "accepted");
  answer.end = probe::End::kTimeout;
  EXPECT_EQ(live::session_outcome(answer), "timeout");
  EXPECT_EQ(live::plaintext_outcome(answer), "unknown");
  answer.end = probe::End::kFailed;
  answer.needs_password = true;
  answer.message = "fe_sendauth: no password supplied\n";
  EXPECT_EQ(live::session_outcome(answer), "authentication-needed");
  EXPECT_EQ(live::plaintext_outcome(answer), "accepted");
}

TEST(Outcome, MessagesForPeople) {
  EXPECT_EQ(live::message_text(SERVER "FATAL:  28000: no pg_hba.conf entry\nLOCATION:  X, a.c:1\n"),
            "no pg_hba.conf entry");
  EXPECT_EQ(live::message_text(SERVER "SSL error: \x1b[31mred\n" SERVER "SSL error: \x1b[31mred\n"),
            "SSL error: \\x1B[31mred");
  EXPECT_EQ(live::message_text(""), "");
  EXPECT_LT(live::message_text(std::string(5000, 'x')).size(), 700U);
}

TEST(Outcome, ServerErrors) {
  live::ServerError error = live::server_error("FATAL:  28000: x\nLOCATION:  ClientAuthentication, a.c:1\n");
  EXPECT_EQ(error.sqlstate, "28000");
  EXPECT_EQ(error.routine, "ClientAuthentication");
  EXPECT_EQ(live::server_error("FATAL:  abcde: x").sqlstate, "");
  EXPECT_EQ(live::server_error("").routine, "");
}

}  // namespace
