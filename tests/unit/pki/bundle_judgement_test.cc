#include "pki/bundle_judgement.h"

#include <initializer_list>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "pki/time.h"

namespace {

using namespace verifull;

const std::int64_t kToday = pki::seconds_of(2026, 1, 15);

pki::Certificate root(std::string name, int last_year) {
  pki::Certificate certificate;
  certificate.subject = "CN=" + name;
  certificate.common_name = std::move(name);
  certificate.not_before = pki::seconds_of(2015, 1, 1);
  certificate.not_after = pki::seconds_of(last_year, 3, 1);
  certificate.authority = true;
  certificate.self_signed = true;
  return certificate;
}

const std::string kIreland = "Amazon RDS eu-west-1 Root CA RSA2048 G1";
const std::string kVirginia = "Amazon RDS us-east-1 Root CA RSA2048 G1";

pki::PemBundle bundle_of(const std::vector<pki::Certificate>& certificates) {
  pki::PemBundle bundle;
  bundle.certificates = certificates;
  return bundle;
}

std::vector<pki::Certificate> public_bundle() {
  std::vector<pki::Certificate> certificates;
  for (int i = 0; i < 120; ++i) certificates.push_back(root("Public " + std::to_string(i), 2040));
  certificates.push_back(root("ISRG Root X1", 2035));
  return certificates;
}

std::string told(const pki::BundleJudgement& judgement) {
  static constexpr std::string_view kWords[] = {"yes", "no", "unknown"};
  std::string text(pki::fault_name(judgement.fault));
  text += " " + std::string(kWords[static_cast<int>(judgement.verifies)]);
  if (judgement.ends != 0) text += " " + pki::day_text(judgement.ends);
  return judgement.why.empty() ? text : text + ": " + judgement.why;
}

TEST(BundleJudgement, OfABundleForAHost) {
  struct Row {
    std::vector<pki::Certificate> certificates;
    std::string_view host;
    std::string_view told;
  };
  pki::Certificate own = root("db.example.com", 2040);
  own.authority = false;
  own.names = {"db.example.com"};
  constexpr std::string_view kHost = "app.abc.eu-west-1.rds.amazonaws.com";
  const Row rows[] = {
      {{root(kIreland, 2061), root(kVirginia, 2061)}, kHost, "none yes 2061-03-01"},
      {{root(kIreland, 2061), root("Amazon RDS Root 2019 CA", 2024)}, kHost, "none yes 2061-03-01"},
      {{root("Amazon RDS Root 2019 CA", 2024), root("Amazon RDS Root CA", 2020)}, kHost,
       "stale no: holds only the Amazon RDS authorities of 2015 and 2019, which have ended"},
      {{root("Amazon RDS Root 2019 CA", 2024)}, "",
       "stale no: holds only the Amazon RDS authorities of 2019, which have ended"},
      {{root(kVirginia, 2061)}, kHost,
       "wrong-authority no: holds authorities of Amazon RDS for other regions, not for eu-west-1"},
      {{root(kVirginia, 2061)}, "app.abc.us-gov-west-1.rds.amazonaws.com",
       "wrong-authority no: holds the authorities of Amazon RDS for another partition, not those "
       "of GovCloud"},
      {{root(kIreland, 2025), root(kVirginia, 2061)}, kHost,
       "expired no: holds no authority of the region eu-west-1 that is still valid"},
      {{root(kIreland, 2025)}, kHost, "expired no: holds no root certificate that is still valid"},
      {{root("Private", 2061)}, kHost,
       "wrong-authority no: holds no authority of Amazon RDS, which signs the certificates of its "
       "servers itself"},
      {public_bundle(), kHost,
       "wrong-authority no: holds no authority of Amazon RDS, which signs the certificates of its "
       "servers itself"},
      {public_bundle(), "ep-x.eu-central-1.aws.neon.tech", "none yes 2035-03-01"},
      {{root("Private", 2061)}, "ep-x.eu-central-1.aws.neon.tech", "none unknown 2061-03-01"},
      {{root(kIreland, 2061)}, "ep-x.eu-central-1.aws.neon.tech",
       "wrong-authority no: holds the authorities of Amazon RDS only, and the certificates of Neon "
       "are signed by Let's Encrypt"},
      {{root(kIreland, 2061)}, "app.proxy-abc.eu-west-1.rds.amazonaws.com",
       "wrong-authority no: holds the authorities of Amazon RDS only, and the certificates of "
       "Amazon RDS Proxy are signed by Amazon's public authority, and not that of RDS"},
      {public_bundle(), "app.horizon.psdb.cloud", "none yes 2040-03-01"},
      {public_bundle(), "x.aivencloud.com",
       "wrong-authority no: holds public authorities, and the certificates of Aiven are signed by "
       "an authority of the project's own"},
      {{root("Supabase Root 2021 CA", 2031)}, "db.x.supabase.co", "none yes 2031-03-01"},
      {{root("Private", 2061)}, "x.aivencloud.com", "none unknown 2061-03-01"},
      {{root("Private", 2061)}, "x.proxy.rlwy.net", "none no 2061-03-01"},
      {{own}, "db.example.com", "none yes 2040-03-01"},
      {{own}, "other.example.com", "none unknown 2040-03-01"},
      {{root("Private", 2061)}, "db.example.com", "none unknown 2061-03-01"},
      {{root("Private", 2026)}, "db.example.com",
       "expires-soon unknown 2026-03-01: holds no root certificate that is valid after 2026-03-01"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(told(pki::judge_bundle(bundle_of(row.certificates), row.host, kToday)), row.told)
        << row.certificates[0].subject << " for " << row.host;
  }
}

TEST(BundleJudgement, OfAFileThatIsNone) {
  EXPECT_EQ(told(pki::judge_bundle(pki::read_pem_bundle("<html>404"), "", kToday)),
            "not-a-bundle no: is an HTML page, not PEM: the download failed and its error page was "
            "saved");
}

TEST(BundleJudgement, WithoutADayNothingHasExpired) {
  pki::PemBundle bundle = bundle_of({root("Private", 2020)});
  EXPECT_EQ(told(pki::judge_bundle(bundle, "", 0)), "none unknown 2020-03-01");
}

TEST(BundleJudgement, OfAName) {
  struct Row {
    std::string_view name;
    std::string_view host;
    std::string_view told;
  };
  constexpr std::string_view kHost = "app.abc.eu-west-1.rds.amazonaws.com";
  constexpr std::string_view kGlobal =
      "https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem";
  const Row rows[] = {
      {"https://s3.amazonaws.com/rds-downloads/rds-combined-ca-bundle.pem", "",
       "stale no: is Amazon's RDS bundle of 2019 or before, whose authorities have all ended"},
      {kGlobal, kHost, "none yes"},
      {kGlobal, "", "none unknown"},
      {kGlobal, "app.abc.rds.cn-north-1.amazonaws.com.cn",
       "wrong-authority no: holds the authorities of Amazon RDS for another partition, not those "
       "of China"},
      {"https://truststore.pki.rds.amazonaws.com/us-east-1/us-east-1-bundle.pem", kHost,
       "wrong-authority no: holds the authorities of Amazon RDS for us-east-1, not for eu-west-1"},
      {kGlobal, "x.neon.tech",
       "wrong-authority no: holds the authorities of Amazon RDS only, and the certificates of Neon "
       "are signed by Let's Encrypt"},
      {kGlobal, "x.proxy.rlwy.net", "none unknown"},
      {"/app/ca.pem", kHost, "none unknown"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(told(pki::judge_bundle_name(row.name, row.host)), row.told) << row.name;
  }
}

}  // namespace
