#include "pki/host_name.h"

#include <arpa/inet.h>
#include <openssl/x509v3.h>

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "pki/openssl.h"

namespace {

using namespace verifull;

TEST(HostName, KnowsAddresses) {
  struct Row {
    std::string_view text;
    std::size_t size;
  };
  constexpr Row kRows[] = {
      {"192.0.2.7", 4},     {"0.0.0.0", 4},     {"256.0.0.1", 0},  {"1.2.3", 4}, {"5432", 4}, {"0x7f.1", 4},
      {"1.2.3.4.", 0},      {"1.2.3.0004", 4}, {"1.2.3.0009", 0},  {"::", 16},        {"::1", 16},
      {"2001:db8::7", 16},  {"2001:DB8:0:0:0:0:0:7", 16},          {"::ffff:192.0.2.7", 16},
      {"1:2:3:4:5:6:7:8:9", 0}, {"1:2:3:4:5:6:7", 0}, {"1::2::3", 0}, {"fe80::1%eth0", 0},
      {":::", 0},           {"12345::", 0},     {"db.example.com", 0}, {"", 0},  {"1.2.3.x", 0},
  };
  for (const Row& row : kRows) {
    auto bytes = pki::address_bytes(row.text);
    EXPECT_EQ(bytes ? bytes->size() : 0, row.size) << row.text;
  }
  EXPECT_EQ(pki::address_bytes("2001:db8::7"), pki::address_bytes("2001:0db8:0:0::0007"));
  EXPECT_EQ(pki::address_bytes("10.1"), pki::address_bytes("10.0.0.1"));
  EXPECT_EQ(pki::address_bytes(std::string_view("10.1\0.example", 13)), std::nullopt);
}

// What libpq asks.
std::optional<std::string> read_by_libc(const std::string& text) {
  char bytes[16];
  if (::inet_aton(text.c_str(), reinterpret_cast<in_addr*>(bytes)) != 0) {
    return std::string(bytes, 4);
  }
  if (::inet_pton(AF_INET6, text.c_str(), bytes) != 1) return std::nullopt;
  return std::string(bytes, 16);
}

TEST(HostName, ReadsAddressesAsTheCLibraryDoes) {
  std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  constexpr std::string_view kPieces[] = {"0", "1", "255", "256", "65535", "4294967295", "08",
                                          "010", "0x", "0xff", "x", "a", "ffff", "12345", "-1",
                                          "+1", ".", ".", ".", ":", ":", ":", "::", "::", ""};
  int addresses = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto left = random() % 9; left > 0; --left) {
      text += kPieces[random() % std::size(kPieces)];
    }
    auto expected = read_by_libc(text);
    addresses += expected ? 1 : 0;
    ASSERT_EQ(pki::address_bytes(text), expected) << text;
  }
  EXPECT_GT(addresses, 1000);
}

// A certificate with one dNSName and nothing else.
pki::X509Ptr certificate_for(const std::string& name) {
  pki::start_openssl();
  pki::X509Ptr certificate(X509_new());
  pki::Names names(sk_GENERAL_NAME_new_null());
  GENERAL_NAME* entry = GENERAL_NAME_new();
  ASN1_IA5STRING* text = ASN1_IA5STRING_new();
  ASN1_STRING_set(text, name.data(), static_cast<int>(name.size()));
  GENERAL_NAME_set0_value(entry, GEN_DNS, text);
  sk_GENERAL_NAME_push(names.get(), entry);
  X509_add1_ext_i2d(certificate.get(), NID_subject_alt_name, names.get(), 0, 0);
  return certificate;
}

// libpq by hand, OpenSSL by asking it: where they differ is known.
TEST(HostName, FollowsLibpqAndNotOpenssl) {
  struct Row {
    std::string_view name;
    std::string_view host;
    bool libpq;
    bool openssl;
  };
  constexpr Row kRows[] = {
      {"db.example.com", "db.example.com", true, true},
      {"db.example.com", "DB.Example.COM", true, true},
      {"db.example.com", "db.example.com.", false, false},
      {"db.example.com", "example.com", false, false},
      {"*.example.com", "db.example.com", true, true},
      {"*.EXAMPLE.com", "db.example.COM", true, true},
      {"*.example.com", "a.b.example.com", false, false},
      {"*.example.com", "example.com", false, false},
      // To OpenSSL a host that begins with a dot is any name below it.
      {"*.example.com", ".example.com", false, true},
      {"*.example.com", "*.example.com", true, true},
      {"db.*.com", "db.example.com", false, false},
      {"d*.example.com", "db.example.com", false, true},
      // OpenSSL wants two labels behind the star, libpq does not.
      {"*.com", "example.com", true, false},
      {"*.", "x.", false, false},
      {"*", "localhost", false, false},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(std::string(row.name) + " " + std::string(row.host));
    EXPECT_EQ(pki::name_fits(row.name, row.host), row.libpq);
    pki::X509Ptr certificate = certificate_for(std::string(row.name));
    int found = X509_check_host(certificate.get(), row.host.data(), row.host.size(), 0, nullptr);
    EXPECT_EQ(found == 1, row.openssl);
  }
}

TEST(HostName, TakesNamesInLibpqsOrder) {
  struct Row {
    std::string_view common_name;
    std::vector<std::string> names;
    std::string_view host;
    bool before_15;
    bool since_15;
  };
  const Row rows[] = {
      {"db.example.com", {}, "db.example.com", true, true},
      {"db.example.com", {"other.example.com"}, "db.example.com", false, false},
      // An address beside it does not make the common name useless.
      {"db.example.com", {"192.0.2.7"}, "db.example.com", true, true},
      {"", {"192.0.2.7"}, "192.0.2.7", false, true},
      {"", {"2001:0db8:0000:0000:0000:0000:0000:0007"}, "2001:db8::7", false, true},
      {"192.0.2.7", {}, "192.0.2.7", true, true},
      {"192.0.2.7", {"192.0.2.8"}, "192.0.2.7", true, false},
      {"192.0.2.7", {"db.example.com"}, "192.0.2.7", false, true},
      {"", {}, "db.example.com", false, false},
  };
  for (const Row& row : rows) {
    pki::Certificate certificate;
    certificate.common_name = row.common_name;
    certificate.names = row.names;
    EXPECT_EQ(pki::is_for_host(certificate, row.host, 14), row.before_15) << row.host;
    EXPECT_EQ(pki::is_for_host(certificate, row.host, 15), row.since_15) << row.host;
  }
}

}  // namespace
