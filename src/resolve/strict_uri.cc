#include "resolve/strict_uri.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace verifull::resolve {
namespace {

bool is_hex(char c) {
  return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
}

bool holds_only(std::string_view text, std::string_view marks) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool escape =
        text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2]);
    bool plain = base::is_alnum(text[i]) || marks.find(text[i]) != std::string_view::npos;
    if (!escape && !plain) return false;
  }
  return true;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_octet(std::string_view text) {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text[0] == '0')) return false;
  int value = 0;
  for (char c : text) {
    if (!base::is_digit(c)) return false;
    value = value * 10 + (c - '0');
  }
  return value <= 255;
}

// The groups of one side of `::`, -1 for what is none; an IPv4 address at the end
// counts as two.
int groups(std::string_view text, bool last) {
  if (text.empty()) return 0;
  std::vector<std::string_view> parts = base::split(text, ':');
  int count = static_cast<int>(parts.size());
  if (last && parts.back().find('.') != std::string_view::npos) {
    std::vector<std::string_view> octets = base::split(parts.back(), '.');
    if (octets.size() != 4 || !std::all_of(octets.begin(), octets.end(), is_octet)) return -1;
    parts.pop_back();
    ++count;
  }
  bool fine = std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    return !part.empty() && part.size() <= 4 && std::all_of(part.begin(), part.end(), is_hex);
  });
  return fine ? count : -1;
}

// What may stand in brackets: IPv6address and IPvFuture of RFC 3986.
bool is_ip_literal(std::string_view text) {
  if (text.starts_with('v')) {
    std::size_t dot = std::min(text.find('.'), text.size());
    std::string_view version = text.substr(1, dot - 1);
    return !version.empty() && std::all_of(version.begin(), version.end(), is_hex) &&
           dot + 1 < text.size() && text.find('%') == std::string_view::npos &&
           holds_only(text.substr(dot + 1), "!$&'()*+,-.:;=_~");
  }
  std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return groups(text, true) == 8;
  int before = groups(text.substr(0, gap), false);
  int after = groups(text.substr(gap + 2), true);
  return before >= 0 && after >= 0 && before + after <= 7;
}

// `user:password@host:port`
bool is_authority(std::string_view text) {
  std::size_t at = text.rfind('@');
  if (at != std::string_view::npos) {
    if (!holds_only(text.substr(0, at), "!$&'()*+,-.:;=_~")) return false;
    text.remove_prefix(at + 1);
  }
  if (text.starts_with('[')) {
    std::size_t end = text.find(']');
    if (end == std::string_view::npos || !is_ip_literal(text.substr(1, end - 1))) return false;
    text.remove_prefix(end + 1);
  } else {
    std::size_t end = std::min(text.find(':'), text.size());
    if (!holds_only(text.substr(0, end), "!$&'()*+,-.;=_~")) return false;
    text.remove_prefix(end);
  }
  if (text.empty()) return true;
  return text[0] == ':' && std::all_of(text.begin() + 1, text.end(), base::is_digit);
}

}  // namespace

bool has_uri_scheme(std::string_view text) {
  std::string_view scheme = text.substr(0, text.find(':'));
  return scheme.size() < text.size() && !scheme.empty() && base::is_alpha(scheme[0]) &&
         std::all_of(scheme.begin(), scheme.end(),
                     [](char c) { return base::is_alnum(c) || c == '+' || c == '-' || c == '.'; });
}

bool is_strict_uri(std::string_view text) {
  if (!is_ascii(text)) return false;
  std::size_t hash = text.find('#');
  if (hash != std::string_view::npos) {
    if (!holds_only(text.substr(hash + 1), "!$&'()*+,-./:;=?@_~")) return false;
    text = text.substr(0, hash);
  }
  text = text.substr(0, text.find('?'));  // a query may hold any byte
  std::size_t slashes = text.find("//");
  // Without a scheme, a colon may not stand in the first part of a path.
  bool colon = text.substr(0, text.find('/')).find(':') != std::string_view::npos;
  if (colon && !has_uri_scheme(text)) return false;
  bool authority = slashes == 0 || (slashes != std::string_view::npos && text[slashes - 1] == ':' &&
                                    text.find(':') == slashes - 1);
  if (authority) {
    std::size_t end = std::min(text.find('/', slashes + 2), text.size());
    if (!is_authority(text.substr(slashes + 2, end - slashes - 2))) return false;
    if (!holds_only(text.substr(0, slashes), "+-.:")) return false;
    text = text.substr(end);
  }
  return holds_only(text, "!$&'()*+,-./:;=@_~");
}

}  // namespace verifull::resolve
