#include "pki/pem_bundle.h"

#include <gtest/gtest.h>

#include "support/read_text.h"

namespace {

using namespace verifull;

std::string certificate(const std::string& name) {
  return support::read_text(VERIFULL_SOURCE_DIR "/tests/unit/pki/certificates/" + name + ".pem");
}

TEST(PemBundle, TellsWhatIsInARoot) {
  pki::PemBundle bundle = pki::read_pem_bundle("a comment\n" + certificate("root"));
  EXPECT_EQ(pki::problem_text(bundle), "");
  ASSERT_EQ(bundle.certificates.size(), 1U);
  const pki::Certificate& root = bundle.certificates[0];
  EXPECT_EQ(root.subject, "CN=Example Root, O=Example");
  EXPECT_EQ(root.issuer, root.subject);
  EXPECT_EQ(root.common_name, "Example Root");
  EXPECT_EQ(root.key, "EC 256");
  EXPECT_EQ(root.fingerprint.size(), 64U);
  EXPECT_EQ(root.line, 2U);
  EXPECT_TRUE(root.authority);
  EXPECT_TRUE(root.self_signed);
  EXPECT_FALSE(root.valid_at(root.not_before - 1));
  EXPECT_TRUE(root.valid_at(root.not_after));
}

TEST(PemBundle, ReadsAllCertificates) {
  pki::PemBundle bundle = pki::read_pem_bundle(certificate("leaf") + certificate("root"));
  EXPECT_EQ(pki::problem_text(bundle), "");
  ASSERT_EQ(bundle.certificates.size(), 2U);
  EXPECT_FALSE(bundle.certificates[0].authority);
  EXPECT_EQ(bundle.certificates[0].issuer, "CN=Example Root, O=Example");
  EXPECT_EQ(bundle.certificates[0].names,
            (std::vector<std::string>{"db.example.com", "192.0.2.7"}));
  EXPECT_GT(bundle.certificates[1].line, 5U);
}

TEST(PemBundle, SaysWhatAFileIsInstead) {
  const std::string root = certificate("root");
  struct Row {
    std::string text;
    std::string_view name;
    bool refused;
  };
  const Row rows[] = {
      {"", "empty", true},
      {" \n\n", "empty", true},
      {"<!DOCTYPE html><p>404", "html", true},
      {"\n<HTML><body>", "html", true},
      {"<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>", "xml", true},
      {"version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "git-lfs-pointer", true},
      {std::string("\x30\x82\x03\x07\x30\x82", 6), "der", true},
      {"-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----\n", "pkcs7", true},
      {"-----BEGIN " "PRIVATE KEY-----\nMAA=\n-----END " "PRIVATE KEY-----\n", "private-key", true},
      {"not a certificate", "not-pem", true},
      {certificate("leaf"), "leaf-only", false},
      {root.substr(0, root.size() / 2), "truncated", true},
      // One damaged block spoils the good one in front of it.
      {root + "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n", "corrupt", true},
      {root + "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", "corrupt", true},
      {std::string(pki::kMaxBundleBytes + 1, 'x'), "too-large", true},
  };
  for (const Row& row : rows) {
    pki::PemBundle bundle = pki::read_pem_bundle(row.text);
    EXPECT_EQ(pki::problem_name(bundle.problem), row.name) << row.text.substr(0, 60);
    EXPECT_EQ(bundle.refused(), row.refused) << row.text.substr(0, 60);
    EXPECT_FALSE(pki::problem_text(bundle).empty()) << row.name;
  }
}

TEST(PemBundle, NamesTheLineOfADamagedBlock) {
  pki::PemBundle bundle =
      pki::read_pem_bundle("one\ntwo\n-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
  EXPECT_EQ(pki::problem_text(bundle), "has a damaged certificate that begins at line 3");
}

}  // namespace
