#include "probe/address_policy.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>

namespace verifull::probe {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

struct Range4 {
  std::uint32_t network;
  int bits;
  AddressClass means;
};

constexpr std::uint32_t ip(unsigned a, unsigned b, unsigned c, unsigned d) {
  return a << 24U | b << 16U | c << 8U | d;
}

constexpr AddressClass kForbidden = AddressClass::kForbidden;
constexpr AddressClass kPrivate = AddressClass::kPrivate;

// The first that fits counts.
constexpr Range4 kRanges4[] = {
    {ip(100, 100, 100, 200), 32, kForbidden},  // metadata of Alibaba Cloud
    {ip(168, 63, 129, 16), 32, kForbidden},    // wire server of Azure
    {ip(192, 0, 0, 192), 32, kForbidden},      // metadata of Oracle Cloud, old
    {ip(169, 254, 0, 0), 16, kForbidden},      // link-local: metadata of all the others
    {ip(0, 0, 0, 0), 8, kForbidden},           // Linux takes 0.0.0.0 for loopback
    {ip(224, 0, 0, 0), 3, kForbidden},         // multicast, reserved, broadcast
    {ip(127, 0, 0, 0), 8, kPrivate},
    {ip(10, 0, 0, 0), 8, kPrivate},
    {ip(172, 16, 0, 0), 12, kPrivate},
    {ip(192, 168, 0, 0), 16, kPrivate},
    {ip(100, 64, 0, 0), 10, kPrivate},  // carriers' and clouds' inside, RFC 6598
    {ip(198, 18, 0, 0), 15, kPrivate},  // benchmarks, RFC 2544
    {ip(192, 0, 0, 0), 24, kPrivate},   // protocol assignments, RFC 6890
};

AddressClass classify(std::uint32_t address) {
  for (const Range4& range : kRanges4) {
    std::uint32_t mask = ~std::uint32_t{0} << (32 - range.bits);
    if ((address & mask) == range.network) return range.means;
  }
  return AddressClass::kPublic;
}

std::uint32_t embedded(const Bytes& bytes, std::size_t at) {
  return ip(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
}

bool begins(const Bytes& bytes, std::initializer_list<std::uint8_t> with) {
  return std::equal(with.begin(), with.end(), bytes.begin());
}

AddressClass classify(const Bytes& bytes) {
  bool zeros = std::all_of(bytes.begin(), bytes.begin() + 10, [](auto b) { return b == 0; });
  if (zeros && bytes[10] == 0xFF && bytes[11] == 0xFF) return classify(embedded(bytes, 12));
  if (zeros && bytes[10] == 0 && bytes[11] == 0) {
    std::uint32_t low = embedded(bytes, 12);
    if (low == 1) return kPrivate;  // ::1
    return low == 0 ? kForbidden : classify(low);
  }
  if (begins(bytes, {0x00, 0x64, 0xFF, 0x9B})) return classify(embedded(bytes, 12));  // NAT64
  if (begins(bytes, {0x20, 0x02})) return classify(embedded(bytes, 2));               // 6to4
  // fd00:ec2::/32 is where EC2 answers metadata, DNS and time.
  if (begins(bytes, {0xFD, 0x00, 0x0E, 0xC2})) return kForbidden;
  if (bytes[0] == 0xFF) return kForbidden;
  if (bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80) return kForbidden;  // fe80::/10
  if (bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0xC0) return kPrivate;    // fec0::/10, site-local
  if ((bytes[0] & 0xFE) == 0xFC) return kPrivate;                        // fc00::/7
  return AddressClass::kPublic;
}

}  // namespace

AddressClass classify_address(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in inet{};
    std::memcpy(&inet, address, sizeof inet);
    return classify(ntohl(inet.sin_addr.s_addr));
  }
  if (address->sa_family != AF_INET6) return kForbidden;
  sockaddr_in6 inet{};
  std::memcpy(&inet, address, sizeof inet);
  Bytes bytes{};
  std::memcpy(bytes.data(), &inet.sin6_addr, bytes.size());
  return classify(bytes);
}

std::string address_text(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address->sa_family == AF_INET) {
    sockaddr_in inet{};
    std::memcpy(&inet, address, sizeof inet);
    inet_ntop(AF_INET, &inet.sin_addr, text, sizeof text);
  } else if (address->sa_family == AF_INET6) {
    sockaddr_in6 inet{};
    std::memcpy(&inet, address, sizeof inet);
    inet_ntop(AF_INET6, &inet.sin6_addr, text, sizeof text);
  }
  return text;
}

}  // namespace verifull::probe
