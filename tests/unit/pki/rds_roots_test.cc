#include "pki/rds_roots.h"

#include <set>

#include <gtest/gtest.h>

#include "pki/time.h"

namespace {

using namespace verifull;

std::string told(std::string_view name) {
  pki::Certificate certificate;
  certificate.common_name = name;
  auto authority = pki::rds_authority(certificate);
  if (!authority) return "";
  return authority->partition + " " + authority->region + " " + authority->generation +
         (authority->ended() ? " ended" : "") + (authority->genuine ? "" : " forged");
}

TEST(RdsRoots, AreToldByTheName) {
  struct Row {
    std::string_view name;
    std::string_view told;
  };
  constexpr Row kRows[] = {
      {"aws.amazon.com/rds/", "aws  2010 ended"},
      {"Amazon RDS Root CA", "aws  2015 ended"},
      {"Amazon RDS Root 2019 CA", "aws  2019 ended forged"},
      {"Amazon RDS eu-west-2 2019 CA", "aws eu-west-2 2019 ended forged"},
      {"Amazon RDS eu-south-1 Root CA", "aws eu-south-1 2019 ended forged"},
      {"Amazon RDS eu-west-2 Root CA RSA2048 G1", "aws eu-west-2 g1 forged"},
      {"Amazon RDS mx-central-1 Root CA RSA2048 G1", "aws mx-central-1 g1"},
      {"Amazon RDS us-gov-west-1 Root CA ECC384 G1", "aws-us-gov us-gov-west-1 g1"},
      {"Amazon RDS cn-north-1 Root CA RSA4096 G2", "aws-cn cn-north-1 g2"},
      {"Amazon RDS Preview us-east-2 Root CA RSA2048 G1", ""},
      {"Amazon Root CA 1", ""},
      {"Amazon RDS ", ""},
      {"", ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(told(row.name), row.told) << row.name;
}

TEST(RdsRoots, AgreeWithTheirNames) {
  std::set<std::string_view> regions;
  for (const pki::RdsRoot& root : pki::rds_roots()) {
    pki::Certificate certificate;
    certificate.common_name = root.name;
    certificate.fingerprint = root.sha256;
    auto authority = pki::rds_authority(certificate);
    ASSERT_TRUE(authority) << root.name;
    EXPECT_TRUE(authority->genuine) << root.name;
    EXPECT_EQ(authority->generation, root.generation) << root.name;
    EXPECT_EQ(authority->region, root.region) << root.name;
    EXPECT_TRUE(pki::parse_day(root.expires)) << root.name;
    EXPECT_EQ(root.expires < "2026", root.generation != "g1") << root.name;
    EXPECT_TRUE(root.sha256.size() == 64 || root.sha256.empty()) << root.name;
    if (root.generation == "g1") regions.insert(root.region);
  }
  EXPECT_EQ(regions.size(), 27U);
}

TEST(RdsRoots, BundlesAreToldByUrlOrFileName) {
  struct Row {
    std::string_view name;
    std::string_view told;
  };
  constexpr Row kRows[] = {
      {"https://s3.amazonaws.com/rds-downloads/rds-combined-ca-bundle.pem", "2019  "},
      {"http://s3-us-gov-west-1.amazonaws.com/rds-downloads/rds-combined-ca-us-gov-bundle.pem",
       "2019  "},
      {"config/rds-combined-ca-bundle.pem", "2019  "},
      {"rds-ca-2019-root.pem", "2019  "},
      {"/app/rds-ca-2015-root.pem", "2015  "},
      {"/app/RDS-CA-2019-eu-west-2.pem", "2019  "},
      {"https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem", "g1 aws "},
      {"https://truststore.pki.rds.amazonaws.com/eu-west-2/eu-west-2-bundle.pem?x=1",
       "g1 aws eu-west-2"},
      {"https://truststore.pki.us-gov-west-1.rds.amazonaws.com/global/global-bundle.pem",
       "g1 aws-us-gov "},
      {"https://truststore.pki.us-gov-west-1.rds.amazonaws.com/us-gov-east-1/"
       "us-gov-east-1-bundle.pem",
       "g1 aws-us-gov us-gov-east-1"},
      {"/app/global-bundle.pem", ""},
      {"/etc/ssl/certs/ca-certificates.crt", ""},
      {"", ""},
  };
  for (const Row& row : kRows) {
    auto bundle = pki::rds_bundle_name(row.name);
    std::string told;
    if (bundle) told = bundle->generation + " " + bundle->partition + " " + bundle->region;
    EXPECT_EQ(told, row.told) << row.name;
  }
}

TEST(RdsRoots, OldBundlesHaveASuccessor) {
  struct Row {
    std::string_view url;
    std::string_view host;
    std::string_view now;
  };
  constexpr std::string_view kOld = "https://s3.amazonaws.com/rds-downloads/";
  constexpr std::string_view kNow = "https://truststore.pki.rds.amazonaws.com/";
  constexpr Row kRows[] = {
      {"rds-combined-ca-bundle.pem", "", "global/global-bundle.pem"},
      {"rds-ca-2019-eu-west-1.pem", "", "eu-west-1/eu-west-1-bundle.pem"},
      {"rds-ca-2019-eu-west-1.pem", "a.b.eu-west-1.rds.amazonaws.com",
       "eu-west-1/eu-west-1-bundle.pem"},
      {"rds-ca-2019-eu-west-1.pem", "a.b.eu-west-2.rds.amazonaws.com", "global/global-bundle.pem"},
      {"rds-ca-2019-root.pem", "db.example.com", "global/global-bundle.pem"},
      {"rds-combined-ca-bundle.p7b", "", ""},
      {"rds-combined-ca-bundle.pem", "ep-a.neon.tech", ""},
  };
  for (const Row& row : kRows) {
    std::string now = pki::current_rds_bundle(std::string(kOld) + std::string(row.url), row.host);
    EXPECT_EQ(now, row.now.empty() ? "" : std::string(kNow) + std::string(row.now)) << row.url;
  }
  EXPECT_EQ(pki::current_rds_bundle(std::string(kOld) + "rds-combined-ca-bundle.pem",
                                    "a.b.us-gov-west-1.rds.amazonaws.com"),
            "https://truststore.pki.us-gov-west-1.rds.amazonaws.com/global/global-bundle.pem");
  EXPECT_EQ(pki::current_rds_bundle("https://example.com/ca.pem", ""), "");
}

TEST(RdsRoots, HostsNameTheirRegion) {
  struct Row {
    std::string_view host;
    std::string_view told;
  };
  constexpr Row kRows[] = {
      {"app.abc.eu-west-2.rds.amazonaws.com", "eu-west-2 aws"},
      {"app.cluster-abc.us-gov-west-1.rds.amazonaws.com.", "us-gov-west-1 aws-us-gov"},
      {"app.abc.rds.cn-north-1.amazonaws.com.cn", "cn-north-1 aws-cn"},
      {"rds.amazonaws.com", ""},
      {"app.rds.amazonaws.com", ""},
      {"app.eu-west-2.rds.example.com", ""},
  };
  for (const Row& row : kRows) {
    auto host = pki::rds_host(row.host);
    EXPECT_EQ(host ? host->region + " " + host->partition : "", row.told) << row.host;
  }
}

}  // namespace
