#include "pki/host_name.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

#include "base/text.h"

namespace verifull::pki {
namespace {

// As inet_aton() reads one: decimal, octal behind a 0, hexadecimal behind 0x.
std::optional<std::uint64_t> number_of(std::string_view part) {
  int radix = 10;
  if (part.size() > 1 && part[0] == '0') radix = part[1] == 'x' || part[1] == 'X' ? 16 : 8;
  if (radix == 16) part.remove_prefix(2);
  std::uint64_t value = 0;
  auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value, radix);
  bool whole = error == std::errc() && end == part.data() + part.size();
  return whole && !part.empty() ? std::optional(value) : std::nullopt;
}

// One byte for each part, and all the rest for the last.
std::optional<std::string> ipv4_bytes(std::string_view text) {
  auto parts = base::split(text, '.');
  if (parts.empty() || parts.size() > 4) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::optional<std::uint64_t> value = number_of(parts[i]);
    std::size_t size = i + 1 < parts.size() ? 1 : 4 - i;
    if (!value || *value >> (8 * size) != 0) return std::nullopt;
    while (size-- > 0) bytes += static_cast<char>(*value >> (8 * size) & 255);
  }
  return bytes;
}

// The four decimal numbers that an IPv6 address may end with.
std::optional<std::string> quad_bytes(std::string_view text) {
  auto parts = base::split(text, '.');
  bool plain = parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](auto part) {
                 return part.size() <= 3 && (part.size() < 2 || part[0] != '0');
               });
  return plain ? ipv4_bytes(text) : std::nullopt;
}

// The groups between colons, the last of which may be an IPv4 address; "" has none.
std::optional<std::string> groups(std::string_view text) {
  std::string bytes;
  if (text.empty()) return bytes;
  auto parts = base::split(text, ':');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string_view part = parts[i];
    if (i + 1 == parts.size() && part.find('.') != std::string_view::npos) {
      auto quad = quad_bytes(part);
      return quad ? std::optional(bytes + *quad) : std::nullopt;
    }
    int value = 0;
    bool good = !part.empty() && part.size() <= 4;
    for (char c : part) {
      int digit = base::hex_digit(c);
      good = good && digit >= 0;
      value = value * 16 + std::max(digit, 0);
    }
    if (!good) return std::nullopt;
    bytes += {static_cast<char>(value >> 8), static_cast<char>(value & 255)};
  }
  return bytes;
}

std::optional<std::string> ipv6_bytes(std::string_view text) {
  constexpr std::size_t kSize = 16;
  constexpr std::size_t kLongest = 45;
  if (text.size() > kLongest) return std::nullopt;
  std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) {
    auto all = groups(text);
    return all && all->size() == kSize ? all : std::nullopt;
  }
  auto before = groups(text.substr(0, gap));
  auto after = groups(text.substr(gap + 2));
  if (!before || !after || before->size() + after->size() >= kSize) return std::nullopt;
  return *before + std::string(kSize - before->size() - after->size(), '\0') + *after;
}

bool same_name(std::string_view a, std::string_view b) {
  return base::to_lower(a) == base::to_lower(b);
}

}  // namespace

std::optional<std::string> address_bytes(std::string_view text) {
  if (text.find(':') != std::string_view::npos) return ipv6_bytes(text);
  return ipv4_bytes(text);
}

bool name_fits(std::string_view pattern, std::string_view host) {
  // libpq refuses a name with a zero byte before it compares.
  if (pattern.empty() || pattern.find('\0') != std::string_view::npos) return false;
  if (same_name(pattern, host)) return true;
  if (pattern.size() < 3 || !pattern.starts_with("*.") || pattern.size() > host.size()) {
    return false;
  }
  std::size_t label = host.size() - pattern.size() + 1;
  return same_name(pattern.substr(1), host.substr(label)) && host.find('.') >= label;
}

bool is_for_host(const Certificate& certificate, std::string_view host, int libpq) {
  constexpr int kFirstWithAddresses = 15;
  bool addresses = libpq >= kFirstWithAddresses;
  auto wanted = address_bytes(host);
  bool common_name_counts = true;
  for (const std::string& name : certificate.names) {
    auto address = address_bytes(name);
    if (address && !addresses) continue;
    bool same_kind = !addresses || address.has_value() == wanted.has_value();
    if (same_kind) common_name_counts = false;
    if (address ? address == wanted : name_fits(name, host)) return true;
  }
  return common_name_counts && name_fits(certificate.common_name, host);
}

}  // namespace verifull::pki
