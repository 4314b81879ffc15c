// Anchors, aliases, tags and directives: the part of yaml_scanner.h that reads
// what stands in front of a node or a document.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "parse/yaml_scanner.h"

namespace verifull::parse {
namespace {

using Kind = YamlTokenKind;

constexpr const char* kDirective = "while scanning a directive";
constexpr const char* kTag = "while scanning a tag";
constexpr const char* kVersion = "while scanning a %YAML directive";
constexpr const char* kTagDirective = "while scanning a %TAG directive";

bool is_word(char c) { return base::is_alnum(c) || c == '_' || c == '-'; }

bool contains(std::string_view set, char c) {
  return c != '\0' && set.find(c) != std::string_view::npos;
}

int sequence_width(unsigned lead) {
  if (lead < 0x80) return 1;
  if ((lead & 0xE0) == 0xC0) return 2;
  if ((lead & 0xF0) == 0xE0) return 3;
  return (lead & 0xF8) == 0xF0 ? 4 : 0;
}

const char* uri_context(bool directive) {
  return directive ? "while parsing a %TAG directive" : "while parsing a tag";
}

}  // namespace

bool YamlScanner::scan_anchor(Kind kind) {
  YamlToken token;
  token.kind = kind;
  token.range.begin = cursor_.offset();
  cursor_.skip();
  while (is_word(cursor_.at())) cursor_.read(token.text);
  if (token.text.empty() || !(cursor_.is_blank_or_end() || contains("?:,]}%@`", cursor_.at()))) {
    return fail("did not find expected alphabetic or numeric character",
                kind == Kind::kAnchor ? "while scanning an anchor" : "while scanning an alias",
                token.range.begin);
  }
  token.range.end = cursor_.offset();
  push(std::move(token));
  return true;
}

bool YamlScanner::scan_tag() {
  YamlToken token;
  token.kind = Kind::kTag;
  std::uint32_t begin = cursor_.offset();
  bool read = cursor_.is('<', 1) ? scan_verbatim_tag(token, begin) : scan_short_tag(token, begin);
  if (!read) return false;
  token.text.resize(std::min(token.text.find('\0'), token.text.size()));  // %00 in a C string
  if (!cursor_.is_blank_or_end() && !(in_flow() && cursor_.is(','))) {
    return fail("did not find expected whitespace or line break", kTag, begin);
  }
  token.range = {begin, cursor_.offset()};
  push(std::move(token));
  return true;
}

bool YamlScanner::scan_verbatim_tag(YamlToken& token, std::uint32_t begin) {
  cursor_.skip();
  cursor_.skip();
  if (!scan_tag_uri(true, false, begin, token.text)) return false;
  if (!cursor_.is('>')) return fail("did not find the expected '>'", kTag, begin);
  cursor_.skip();
  return true;
}

bool YamlScanner::scan_short_tag(YamlToken& token, std::uint32_t begin) {
  if (!scan_tag_handle(false, begin, token.handle)) return false;
  if (token.handle.size() > 1 && token.handle.back() == '!') {
    return scan_tag_uri(false, false, begin, token.text);
  }
  // No handle after all: what was read is the start of the suffix.
  token.text = token.handle.substr(1);
  token.handle = "!";
  std::uint32_t suffix = cursor_.offset();
  if (contains(";/?:@&=+$.%!~*'()", cursor_.at()) &&
      !scan_tag_uri(false, false, begin, token.text)) {
    return false;
  }
  if (cursor_.offset() == suffix && token.text.empty()) {
    token.text = "!";  // the tag that says "not what it looks like"
    token.handle.clear();
  }
  return true;
}

bool YamlScanner::scan_tag_handle(bool directive, std::uint32_t begin, std::string& handle) {
  if (!cursor_.is('!')) {
    return fail("did not find expected '!'", directive ? "while scanning a tag directive" : kTag,
                begin);
  }
  cursor_.read(handle);
  while (is_word(cursor_.at())) cursor_.read(handle);
  if (cursor_.is('!')) {
    cursor_.read(handle);
  } else if (directive && handle != "!") {
    return fail("did not find expected '!'", "while parsing a tag directive", begin);
  }
  return true;
}

// Appends to `uri`; something must be there to append.
bool YamlScanner::scan_tag_uri(bool verbatim, bool directive, std::uint32_t begin,
                               std::string& uri) {
  std::uint32_t first = cursor_.offset();
  while (is_word(cursor_.at()) || contains(";/?:@&=+$.%!~*'()", cursor_.at()) ||
         (verbatim && contains(",[]", cursor_.at()))) {
    if (!cursor_.is('%')) {
      cursor_.read(uri);
    } else if (!scan_uri_escape(directive, begin, uri)) {
      return false;
    }
  }
  if (cursor_.offset() > first) return true;
  return fail("did not find expected tag URI", uri_context(directive), begin);
}

// One character, escaped byte by byte: %C3%A9.
bool YamlScanner::scan_uri_escape(bool directive, std::uint32_t begin, std::string& uri) {
  const char* context = uri_context(directive);
  int width = 0;
  do {
    int high = base::hex_digit(cursor_.at(1));
    int low = base::hex_digit(cursor_.at(2));
    if (!cursor_.is('%') || high < 0 || low < 0) {
      return fail("did not find URI escaped octet", context, begin);
    }
    auto octet = static_cast<unsigned>(high * 16 + low);
    if (width == 0) {
      width = sequence_width(octet);
      if (width == 0) return fail("found an incorrect leading UTF-8 octet", context, begin);
    } else if ((octet & 0xC0) != 0x80) {
      return fail("found an incorrect trailing UTF-8 octet", context, begin);
    }
    uri += static_cast<char>(octet);
    for (int i = 0; i < 3; ++i) cursor_.skip();
  } while (--width > 0);
  return true;
}

bool YamlScanner::scan_directive() {
  YamlToken token;
  std::uint32_t begin = cursor_.offset();
  cursor_.skip();
  std::string name;
  while (is_word(cursor_.at())) cursor_.read(name);
  if (name.empty()) return fail("could not find expected directive name", kDirective, begin);
  if (!cursor_.is_blank_or_end()) {
    return fail("found unexpected non-alphabetical character", kDirective, begin);
  }
  if (name != "YAML" && name != "TAG") {
    return fail("found unknown directive name", kDirective, begin);
  }
  cursor_.skip_blanks();
  if (!(name == "YAML" ? scan_version(token, begin) : scan_tag_directive(token, begin))) {
    return false;
  }
  token.range = {begin, cursor_.offset()};
  cursor_.skip_blanks();
  cursor_.skip_comment();
  if (!cursor_.is_break_or_end()) {
    return fail("did not find expected comment or line break", kDirective, begin);
  }
  cursor_.skip_break();
  push(std::move(token));
  return true;
}

bool YamlScanner::scan_version(YamlToken& token, std::uint32_t begin) {
  token.kind = Kind::kVersionDirective;
  std::string minor;
  if (!scan_version_number(begin, token.text)) return false;
  if (!cursor_.is('.')) {
    return fail("did not find expected digit or '.' character", kVersion, begin);
  }
  cursor_.skip();
  if (!scan_version_number(begin, minor)) return false;
  token.text += '.';
  token.text += minor;
  return true;
}

// Without leading zeros, which mean nothing here.
bool YamlScanner::scan_version_number(std::uint32_t begin, std::string& number) {
  constexpr std::size_t kLongest = 9;
  std::string digits;
  while (base::is_digit(cursor_.at())) {
    if (digits.size() == kLongest) {
      return fail("found extremely long version number", kVersion, begin);
    }
    cursor_.read(digits);
  }
  if (digits.empty()) return fail("did not find expected version number", kVersion, begin);
  number = digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return true;
}

bool YamlScanner::scan_tag_directive(YamlToken& token, std::uint32_t begin) {
  token.kind = Kind::kTagDirective;
  if (!scan_tag_handle(true, begin, token.handle)) return false;
  if (!cursor_.is_blank()) return fail("did not find expected whitespace", kTagDirective, begin);
  cursor_.skip_blanks();
  if (!scan_tag_uri(true, true, begin, token.text)) return false;
  if (!cursor_.is_blank_or_end()) {
    return fail("did not find expected whitespace or line break", kTagDirective, begin);
  }
  return true;
}

}  // namespace verifull::parse
