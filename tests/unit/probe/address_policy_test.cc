#include "probe/address_policy.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>
#include <string>

#include <gtest/gtest.h>

namespace {

using namespace verifull;

std::string class_of(const std::string& text) {
  sockaddr_storage storage{};
  auto* four = reinterpret_cast<sockaddr_in*>(&storage);
  auto* six = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET, text.c_str(), &four->sin_addr) == 1) {
    storage.ss_family = AF_INET;
  } else if (inet_pton(AF_INET6, text.c_str(), &six->sin6_addr) == 1) {
    storage.ss_family = AF_INET6;
  } else {
    return "no address";
  }
  const auto* address = reinterpret_cast<const sockaddr*>(&storage);
  EXPECT_EQ(probe::address_text(address), text);
  switch (probe::classify_address(address)) {
    case probe::AddressClass::kPublic: return "public";
    case probe::AddressClass::kPrivate: return "private";
    case probe::AddressClass::kForbidden: return "forbidden";
  }
  return "";
}

struct Example {
  const char* address;
  const char* means;
};

constexpr Example kExamples[] = {
    {"93.184.216.34", "public"},
    {"100.128.0.1", "public"},
    {"172.32.0.1", "public"},
    {"168.63.129.17", "public"},
    {"2606:2800:220:1::1", "public"},
    {"127.0.0.1", "private"},
    {"127.255.255.255", "private"},
    {"10.0.0.1", "private"},
    {"172.16.0.1", "private"},
    {"172.31.255.255", "private"},
    {"192.168.1.1", "private"},
    {"100.64.0.1", "private"},
    {"198.18.0.1", "private"},
    {"::1", "private"},
    {"fc00::1", "private"},
    {"fd12:3456::1", "private"},
    {"::ffff:10.0.0.1", "private"},
    {"64:ff9b::a00:1", "private"},
    {"169.254.169.254", "forbidden"},
    {"169.254.0.1", "forbidden"},
    {"100.100.100.200", "forbidden"},
    {"168.63.129.16", "forbidden"},
    {"0.0.0.0", "forbidden"},
    {"224.0.0.1", "forbidden"},
    {"255.255.255.255", "forbidden"},
    {"fe80::1", "forbidden"},
    {"ff02::1", "forbidden"},
    {"fd00:ec2::254", "forbidden"},
    {"::", "forbidden"},
    {"::ffff:169.254.169.254", "forbidden"},
    {"64:ff9b::a9fe:a9fe", "forbidden"},
    {"2002:a9fe:a9fe::1", "forbidden"},
};

TEST(AddressPolicy, KnowsWhatMayBeConnectedTo) {
  for (const Example& each : kExamples) EXPECT_EQ(class_of(each.address), each.means) << each.address;
}

TEST(AddressPolicy, ForbidsOtherFamilies) {
  sockaddr local{};
  local.sa_family = AF_UNIX;
  EXPECT_EQ(probe::classify_address(&local), probe::AddressClass::kForbidden);
  EXPECT_EQ(probe::address_text(&local), "");
}

}  // namespace
