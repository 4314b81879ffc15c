// Where scalars end: the part of yaml_scanner.h that reads plain, quoted and
// block scalars (libyaml src/scanner.c, yaml_parser_scan_*_scalar).
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "parse/yaml_scanner.h"

namespace verifull::parse {
namespace {

constexpr const char* kPlain = "while scanning a plain scalar";
constexpr const char* kQuoted = "while scanning a quoted scalar";
constexpr const char* kEscape = "while parsing a quoted scalar";
constexpr const char* kBlock = "while scanning a block scalar";

bool is_flow_indicator(char c) { return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'; }

struct Escape {
  char name;
  std::string_view text;
};

constexpr Escape kEscapes[] = {
    {'0', std::string_view("\0", 1)},
    {'a', "\a"},
    {'b', "\b"},
    {'t', "\t"},
    {'\t', "\t"},
    {'n', "\n"},
    {'v', "\v"},
    {'f', "\f"},
    {'r', "\r"},
    {'e', "\x1B"},
    {' ', " "},
    {'"', "\""},
    {'/', "/"},
    {'\\', "\\"},
    {'N', "\xC2\x85"},
    {'_', "\xC2\xA0"},
    {'L', "\xE2\x80\xA8"},
    {'P', "\xE2\x80\xA9"},
};

}  // namespace

// What stands between two words of a scalar. Kept aside until it is known that
// a word follows.
struct YamlScanner::Gap {
  std::string blanks;      // those in front of the first line break
  std::string line_break;  // the first one
  std::string more_breaks;
  bool broken = false;

  // One blank or line break.
  void read(YamlCursor& cursor) {
    if (cursor.is_break()) {
      cursor.read_break(broken ? more_breaks : line_break);
      broken = true;
    } else if (broken) {
      cursor.skip();
    } else {
      cursor.read(blanks);
    }
  }

  void move_to(std::string& out) {
    if (!broken) {
      out += blanks;
    } else if (line_break != "\n") {
      out += line_break + more_breaks;  // escaped, or U+2028, U+2029: not folded
    } else {
      out += more_breaks.empty() ? " " : more_breaks;
    }
    blanks.clear();
    line_break.clear();
    more_breaks.clear();
    broken = false;
  }
};

bool YamlScanner::scan_plain() {
  std::uint32_t begin = cursor_.offset();
  YamlToken token;
  token.kind = YamlTokenKind::kScalar;
  token.range = {begin, begin};
  Gap gap;
  while (!cursor_.is_document_indicator('-') && !cursor_.is_document_indicator('.') &&
         !cursor_.is('#')) {
    if (!scan_plain_word(begin, gap, token)) return false;
    if (!cursor_.is_blank() && !cursor_.is_break()) break;
    if (!scan_plain_gap(begin, gap)) return false;
    cursor_.look_ahead();
    if (!in_flow() && cursor_.column() <= indent_) break;
  }
  if (gap.broken) key_allowed_ = true;
  push(std::move(token));
  return true;
}

// Up to a blank, a line break or what ends the scalar.
bool YamlScanner::scan_plain_word(std::uint32_t begin, Gap& gap, YamlToken& token) {
  std::uint32_t word = cursor_.offset();
  while (!cursor_.is_blank_or_end()) {
    char next = cursor_.at(1);
    if (cursor_.is(':')) {
      if (in_flow() && (next == '?' || is_flow_indicator(next))) {
        return fail("found unexpected ':'", kPlain, begin);
      }
      if (cursor_.is_blank_or_end(1)) break;
    }
    if (in_flow() && is_flow_indicator(cursor_.at())) break;
    cursor_.skip();
    cursor_.skip_ordinary();
  }
  if (cursor_.offset() == word) return true;
  gap.move_to(token.text);
  token.range.end = cursor_.offset();
  token.text += cursor_.text().substr(word, cursor_.offset() - word);
  return true;
}

bool YamlScanner::scan_plain_gap(std::uint32_t begin, Gap& gap) {
  while (cursor_.is_blank() || cursor_.is_break()) {
    if (gap.broken && cursor_.column() <= indent_ && cursor_.is('\t')) {
      return fail("found a tab character that violates indentation", kPlain, begin);
    }
    gap.read(cursor_);
  }
  return true;
}

bool YamlScanner::scan_quoted(bool single) {
  YamlToken token;
  token.kind = YamlTokenKind::kScalar;
  token.style = single ? YamlStyle::kSingleQuoted : YamlStyle::kDoubleQuoted;
  token.range.begin = cursor_.offset();
  Gap gap;
  cursor_.skip();
  while (true) {
    cursor_.look_ahead();
    if (cursor_.is_document_indicator('-') || cursor_.is_document_indicator('.')) {
      return fail("found unexpected document indicator", kQuoted, token.range.begin);
    }
    if (cursor_.is_end()) {
      return fail("found unexpected end of stream", kQuoted, token.range.begin);
    }
    if (!scan_quoted_word(gap, token)) return false;
    if (cursor_.is(single ? '\'' : '"')) break;
    while (cursor_.is_blank() || cursor_.is_break()) gap.read(cursor_);
    gap.move_to(token.text);
  }
  cursor_.skip();
  token.range.end = cursor_.offset();
  push(std::move(token));
  return true;
}

// Up to a blank, a line break or the closing quote; `gap` then says whether the
// line break behind it was escaped.
bool YamlScanner::scan_quoted_word(Gap& gap, YamlToken& token) {
  bool single = token.style == YamlStyle::kSingleQuoted;
  while (!cursor_.is_blank_or_end()) {
    if (single && cursor_.is('\'') && cursor_.is('\'', 1)) {
      cursor_.skip();
    } else if (cursor_.is(single ? '\'' : '"')) {
      return true;
    } else if (!single && cursor_.is('\\') && cursor_.is_break(1)) {
      cursor_.skip();
      cursor_.skip_break();
      gap.broken = true;
      return true;
    } else if (!single && cursor_.is('\\')) {
      if (!scan_escape(token)) return false;
      continue;
    }
    std::uint32_t begin = cursor_.offset();
    cursor_.skip();
    cursor_.skip_ordinary();
    token.text += cursor_.text().substr(begin, cursor_.offset() - begin);
  }
  return true;
}

bool YamlScanner::scan_escape(YamlToken& token) {
  char name = cursor_.at(1);
  cursor_.skip();
  if (name == 'x' || name == 'u' || name == 'U') {
    cursor_.skip();
    return scan_code_point(name == 'x' ? 2 : name == 'u' ? 4 : 8, token);
  }
  for (const Escape& escape : kEscapes) {
    if (escape.name != name) continue;
    cursor_.skip();
    token.text += escape.text;
    return true;
  }
  return fail("found unknown escape character", kEscape, token.range.begin);
}

bool YamlScanner::scan_code_point(int digits, YamlToken& token) {
  std::uint32_t value = 0;
  for (int i = 0; i < digits; ++i) {
    if (base::hex_digit(cursor_.at()) < 0) {
      return fail("did not find expected hexdecimal number", kEscape, token.range.begin);
    }
    value = (value << 4) + static_cast<std::uint32_t>(base::hex_digit(cursor_.at()));
    cursor_.skip();
  }
  if ((value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) {
    return fail("found invalid Unicode character escape code", kEscape, token.range.begin);
  }
  base::append_utf8(token.text, value);
  return true;
}

struct YamlScanner::BlockHeader {
  bool literal = false;
  int increment = 0;  // 0: found out from the first line
  int chomping = 0;   // -1 strip, 0 one line break, 1 keep
};

bool YamlScanner::scan_block(bool literal) {
  std::uint32_t begin = cursor_.offset();
  BlockHeader header;
  header.literal = literal;
  cursor_.skip();
  if (!scan_block_header(header, begin)) return false;
  YamlToken token;
  token.kind = YamlTokenKind::kScalar;
  token.style = literal ? YamlStyle::kLiteral : YamlStyle::kFolded;
  token.range = {begin, cursor_.offset()};
  cursor_.skip_blanks();
  cursor_.skip_comment();
  if (!cursor_.is_break_or_end()) {
    return fail("did not find expected comment or line break", kBlock, begin);
  }
  cursor_.skip_break();
  if (!scan_block_lines(header, token)) return false;
  key_allowed_ = true;
  push(std::move(token));
  return true;
}

bool YamlScanner::scan_block_header(BlockHeader& header, std::uint32_t begin) {
  auto chomping = [&] {
    if (!cursor_.is('+') && !cursor_.is('-')) return;
    header.chomping = cursor_.is('+') ? 1 : -1;
    cursor_.skip();
  };
  chomping();
  if (!scan_block_increment(header, begin)) return false;
  if (header.chomping == 0) chomping();
  return true;
}

bool YamlScanner::scan_block_increment(BlockHeader& header, std::uint32_t begin) {
  if (!base::is_digit(cursor_.at())) return true;
  header.increment = cursor_.at() - '0';
  if (header.increment == 0) {
    return fail("found an indentation indicator equal to 0", kBlock, begin);
  }
  cursor_.skip();
  return true;
}

// Empty lines, and the blanks in front of the line that follows them. With
// `indent` 0 it is found out here.
bool YamlScanner::scan_block_breaks(int& indent, std::string& breaks, std::uint32_t begin) {
  int widest = 0;
  while (true) {
    auto indenting = [&] { return indent == 0 || cursor_.column() < indent; };
    while (indenting() && cursor_.is(' ')) cursor_.skip();
    if (cursor_.column() > widest) widest = cursor_.column();
    if (indenting() && cursor_.is('\t')) {
      return fail("found a tab character where an indentation space is expected", kBlock, begin);
    }
    if (!cursor_.is_break()) break;
    cursor_.read_break(breaks);
  }
  if (indent == 0) indent = std::max({widest, indent_ + 1, 1});
  return true;
}

bool YamlScanner::scan_block_lines(const BlockHeader& header, YamlToken& token) {
  int indent = header.increment == 0 ? 0 : std::max(indent_, 0) + header.increment;
  std::string line_break;
  std::string breaks;
  bool was_blank = false;  // the line before begins with a blank: nothing is folded
  if (!scan_block_breaks(indent, breaks, token.range.begin)) return false;
  while (cursor_.column() == indent && !cursor_.is_end()) {
    bool blank = cursor_.is_blank();
    if (!header.literal && line_break == "\n" && !was_blank && !blank) {
      if (breaks.empty()) token.text += ' ';
    } else {
      token.text += line_break;
    }
    token.text += breaks;
    line_break.clear();
    breaks.clear();
    was_blank = blank;
    std::uint32_t begin = cursor_.offset();
    while (!cursor_.is_break_or_end()) {
      cursor_.skip();
      cursor_.skip_ordinary();
    }
    token.range.end = cursor_.offset();
    token.text += cursor_.text().substr(begin, token.range.end - begin);
    cursor_.read_break(line_break);
    if (!scan_block_breaks(indent, breaks, token.range.begin)) return false;
  }
  if (header.chomping != -1) token.text += line_break;
  if (header.chomping == 1) token.text += breaks;
  return true;
}

}  // namespace verifull::parse
