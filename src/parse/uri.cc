#include "parse/uri.h"

#include <array>

#include "base/secret.h"
#include "base/text.h"
#include "parse/db_url.h"
#include "parse/placeholder.h"

namespace verifull::parse {
namespace {

// Which components may hold a byte as it is, escapes apart.
enum Allowed : std::uint8_t {
  kUric = 1,  // query, fragment, and an opaque part after its first byte
  kOpaqueStart = 2,
  kUserinfo = 4,
  kHostname = 8,
  kRegistry = 16,
  kPath = 32,      // slashes and parameters included
  kRelative = 64,  // the first segment of a path without a leading slash
  kScheme = 128,
};

constexpr std::array<std::uint8_t, 256> make_table() {
  std::array<std::uint8_t, 256> table{};
  auto allow = [&table](std::string_view bytes, int where) {
    for (char c : bytes) {
      auto& entry = table[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | where);
    }
  };
  const int unreserved = kUric | kOpaqueStart | kUserinfo | kRegistry | kPath | kRelative;
  allow("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        unreserved | kHostname | kScheme);
  allow("-_.!~*'()", unreserved);
  allow("-.", kHostname | kScheme);
  allow("+", kScheme);
  allow(";/?:@&=+$,[]", kUric);
  allow(";?:@&=+$,", kOpaqueStart);
  allow(";:&=+$,", kUserinfo);
  allow("$,;:@&=+", kRegistry);
  allow(":@&=+$,;/", kPath);
  allow(";@&=+$,", kRelative);
  return table;
}
constexpr std::array<std::uint8_t, 256> kTable = make_table();

bool is_hex(char c) {
  return base::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Bytes of the escape at `text[at]`, 0 when there is none.
std::size_t escape_size(std::string_view text, std::size_t at) {
  if (text[at] != '%') return 0;
  std::size_t end = at + 1;
  for (int digit = 0; digit < 2; ++digit) {
    if (end < text.size() && is_hex(text[end])) {
      ++end;
      continue;
    }
    std::size_t hidden = end < text.size() ? placeholder_size(text, end) : 0;
    return hidden == 0 ? 0 : end + hidden - at;
  }
  return end - at;
}

// Bytes of the byte, escape or placeholder at `text[at]` if `where` allows it.
std::size_t unit_size(std::string_view text, std::size_t at, Allowed where) {
  if (at >= text.size()) return 0;
  if ((kTable[static_cast<unsigned char>(text[at])] & where) != 0) return 1;
  std::size_t size = where == kScheme ? 0 : escape_size(text, at);
  return size != 0 ? size : placeholder_size(text, at);
}

// Where the run of units that `where` allows ends.
std::size_t run(std::string_view text, std::size_t at, Allowed where) {
  while (std::size_t size = unit_size(text, at, where)) at += size;
  return at;
}

UriRange range(std::size_t begin, std::size_t end) {
  return {true, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// hex4 of the grammar: one to four hexadecimal digits.
bool is_group(std::string_view text) {
  std::size_t digits = 0;
  bool hidden = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = is_hex(text[at]) ? 1 : placeholder_size(text, at);
    if (size == 0) return false;
    if (size == 1) ++digits;
    hidden = hidden || size > 1;
    at += size;
  }
  return digits <= 4 && (digits > 0 || hidden);
}

bool is_ipv4(std::string_view text) {
  std::size_t numbers = 0;
  for (std::string_view number : base::split(text, '.')) {
    ++numbers;
    std::size_t hidden = number.empty() ? 0 : placeholder_size(number, 0);
    if (hidden != 0 && hidden == number.size()) continue;
    if (number.empty() || number.size() > 3) return false;
    for (char c : number) {
      if (!base::is_digit(c)) return false;
    }
  }
  return numbers == 4;
}

// Groups between colons; the grammar sets no limit to their number.
bool is_group_list(std::string_view text, bool ipv4_at_end) {
  std::vector<std::string_view> groups = base::split(text, ':');
  for (std::size_t i = 0; i < groups.size(); ++i) {
    bool last = i + 1 == groups.size();
    if (!is_group(groups[i]) && !(last && ipv4_at_end && is_ipv4(groups[i]))) return false;
  }
  return true;
}

bool is_ipv6(std::string_view text) {
  std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return is_group_list(text, true);
  std::string_view left = text.substr(0, gap);
  std::string_view right = text.substr(gap + 2);
  return (left.empty() || is_group_list(left, false)) &&
         (right.empty() || is_group_list(right, true));
}

class Parser {
 public:
  // Without `messages` errors are told without their text, which needs this same
  // parser to hide the password.
  Parser(std::string_view text, bool messages) : text_(text), messages_(messages) {}

  Uri parse() {
    while (at_ < text_.size() && base::is_space(text_[at_])) ++at_;
    std::size_t colon = scheme_end();
    if (colon != 0) {
      uri_.scheme = range(at_, colon);
      at_ = colon + 1;
      absolute();
    } else {
      relative();
    }
    if (!failed()) rest();
    if (!failed()) check_parts();
    return std::move(uri_);
  }

 private:
  bool failed() const { return uri_.error.has_value(); }
  bool at(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

  // Offset of the colon behind a scheme, 0 when the text does not begin with one.
  std::size_t scheme_end() const {
    if (at_ == text_.size() || !base::is_alpha(text_[at_])) return 0;
    std::size_t end = run(text_, at_, kScheme);
    return end < text_.size() && text_[end] == ':' ? end : 0;
  }

  void absolute() {
    if (at("//")) return authority(true);
    if (unit_size(text_, at_, kOpaqueStart) == 0) return;
    std::size_t end = run(text_, at_, kUric);
    uri_.opaque = range(at_, end);
    at_ = end;
  }

  void relative() {
    if (at("//")) return authority(false);
    std::size_t end = run(text_, at_, kRelative);
    if (end != at_) uri_.path = range(at_, end);
    at_ = end;
  }

  // Behind `//`. Nothing that may follow an authority may stand in one, so its
  // end is known before its form.
  void authority(bool absolute) {
    at_ += 2;
    std::size_t end = at_;
    while (end < text_.size() && !base::is_space(text_[end]) && text_[end] != '/' &&
           text_[end] != '?' && text_[end] != '#') {
      ++end;
    }
    if (end == at_) return;
    if (server(at_, end, absolute)) {
      at_ = end;
      return;
    }
    std::size_t stop = run(text_.substr(0, end), at_, kRegistry);
    if (stop != end) return fail_at(stop);
    registry_ = range(at_, end);
    at_ = end;
  }

  // [userinfo "@"] host [":" port]; a relative reference may go without the host.
  bool server(std::size_t begin, std::size_t end, bool host_needed) {
    std::string_view text = text_.substr(0, end);
    UriRange user;
    UriRange password;
    std::size_t sign = text.find('@', begin);
    if (sign != std::string_view::npos) {
      if (run(text, begin, kUserinfo) != sign) return false;
      std::size_t colon = text.substr(0, sign).find(':', begin);
      if (colon != std::string_view::npos) password = range(colon + 1, sign);
      // "".split(":") has no first element, so an empty user is nil.
      if (begin != sign) user = range(begin, password.present ? colon : sign);
      begin = sign + 1;
    }
    std::size_t host_end = host(text, begin);
    if (host_needed && host_end == begin) return false;
    std::size_t port_end = host_end;
    if (host_end < end && text[host_end] == ':') {
      port_end = port(text, host_end + 1);
      if (port_end != host_end + 1) uri_.port = range(host_end + 1, port_end);
    }
    if (port_end != end) {
      uri_.port = UriRange();
      return false;
    }
    uri_.user = user;
    uri_.password = password;
    if (host_end != begin) uri_.host = range(begin, host_end);
    return true;
  }

  static std::size_t host(std::string_view text, std::size_t at) {
    if (at == text.size() || text[at] != '[') return run(text, at, kHostname);
    std::size_t close = text.find(']', at);
    if (close == std::string_view::npos) return at;
    return is_ipv6(text.substr(at + 1, close - at - 1)) ? close + 1 : at;
  }

  static std::size_t port(std::string_view text, std::size_t at) {
    while (at < text.size()) {
      std::size_t size = base::is_digit(text[at]) ? 1 : placeholder_size(text, at);
      if (size == 0) break;
      at += size;
    }
    return at;
  }

  // [abs_path] ["?" query] ["#" fragment], then only white space.
  void rest() {
    if (!uri_.opaque.present && at("/")) {
      std::size_t begin = uri_.path.present ? uri_.path.begin : at_;
      at_ = run(text_, at_, kPath);
      uri_.path = range(begin, at_);
    }
    if (!uri_.opaque.present && at("?")) {
      std::size_t begin = at_ + 1;
      at_ = run(text_, begin, kUric);
      uri_.query = range(begin, at_);
    }
    if (at("#")) {
      uri_.has_fragment = true;
      at_ = run(text_, at_ + 1, kUric);
    }
    std::size_t end = at_;
    while (end < text_.size() && base::is_space(text_[end])) ++end;
    if (end != text_.size()) fail_at(at_);
  }

  void check_parts() {
    bool empty = !uri_.opaque.present && !uri_.path.present && !uri_.host.present;
    if (uri_.scheme.present && empty && !registry_.present) {
      return fail("bad URI(absolute but no path): " + shown(), 0, text_.size());
    }
    if (registry_.present) return fail_registry();
    if (!uri_.path.present && !uri_.opaque.present) uri_.path = range(at_, at_);
  }

  void fail_registry() {
    if (!messages_) return fail("", registry_.begin, registry_.end);
    std::string_view registry = registry_.in(text_);
    std::string shown = url_without_password(registry);
    std::size_t colon = registry.find(':');
    // A raw slash or such in a password ends the authority before the last `@`.
    bool cut = text_.find('@', registry_.end) != std::string_view::npos;
    if (cut && colon != std::string_view::npos) {
      shown = std::string(registry.substr(0, colon + 1)) + std::string(base::kRedacted);
    }
    fail("the scheme " + base::to_lower(uri_.scheme.in(text_)) +
             " does not accept registry part: " + shown + " (or bad hostname?)",
         registry_.begin, registry_.end);
  }

  void fail_at(std::size_t offset) {
    std::size_t size = offset < text_.size() ? base::code_point_size(text_, offset) : 0;
    fail("bad URI(is not URI?): " + shown(), offset, offset + size);
  }

  std::string shown() const { return messages_ ? url_without_password(text_) : std::string(); }

  void fail(std::string message, std::size_t begin, std::size_t end) {
    uri_.error = UrlError{"URI::InvalidURIError", std::move(message),
                          static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  std::string_view text_;
  bool messages_;
  std::size_t at_ = 0;
  Uri uri_;
  UriRange registry_;
};

}  // namespace

Uri parse_uri(std::string_view text) { return Parser(text, true).parse(); }

bool is_uri(std::string_view text) { return !Parser(text, false).parse().error; }

bool is_uri_text(std::string_view text, std::uint32_t* bad) {
  std::size_t end = run(text, 0, kUric);
  *bad = static_cast<std::uint32_t>(end);
  return end == text.size();
}

std::string uri_unescape(std::string_view text) {
  auto digit = [](char c) {
    if (base::is_digit(c)) return c - '0';
    return (c | 0x20) - 'a' + 10;
  };
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool escape =
        text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2]);
    if (!escape) {
      result += text[at];
      continue;
    }
    result += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]));
    at += 2;
  }
  return result;
}

}  // namespace verifull::parse
