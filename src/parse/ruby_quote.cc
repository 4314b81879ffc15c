// What stands between quotes (parse.y: tokadd_string, read_escape).
#include "base/text.h"
#include "parse/ruby_lexer.h"

namespace verifull::parse {
namespace {

bool is_octal(char c) { return c >= '0' && c <= '7'; }

// The bytes that scan_quote may copy without looking closer.
bool is_plain(char c, const RubyQuote& quote) {
  return c != quote.close && c != '\\' && c != '#' && c != '\n' && c != '\r' &&
         (quote.open == '\0' || c != quote.open) && (!quote.words || !base::is_space(c));
}

}  // namespace

bool RubyLexer::fail_quote(RubyError::Kind kind, std::string message) {
  fail(kind, std::move(message));
  return false;
}

// Behind `\u`.
bool RubyLexer::scan_unicode(std::string& text) {
  if (at(pos_) != '{') return scan_code_point(text, 4, 4);
  ++pos_;
  do {
    while (at(pos_) == ' ' || at(pos_) == '\t') ++pos_;
    if (!scan_code_point(text, 6, 1)) return false;
  } while (at(pos_) == ' ' || at(pos_) == '\t' ? at(pos_ + 1) != '}' : false);
  if (at(pos_) == ' ' || at(pos_) == '\t') ++pos_;
  if (at(pos_) != '}') {
    // Digits that go on are too large a number; else MRI's rules get subtle.
    return fail_quote(RubyError::Kind::kUnsupported, "a \\u escape is not understood");
  }
  ++pos_;
  return true;
}

bool RubyLexer::scan_code_point(std::string& text, std::uint32_t max_digits,
                                std::uint32_t min_digits) {
  std::uint32_t code = 0;
  std::uint32_t digits = 0;
  while (digits < max_digits && base::hex_digit(at(pos_)) >= 0) {
    code = code << 4 | static_cast<std::uint32_t>(base::hex_digit(at(pos_)));
    ++pos_;
    ++digits;
  }
  if (digits < min_digits) {
    return fail_quote(RubyError::Kind::kSyntax, "invalid Unicode escape");
  }
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
    return fail_quote(RubyError::Kind::kSyntax, "invalid Unicode code point");
  }
  base::append_utf8(text, code);
  return true;
}

// At the character behind the backslash, in text that interpolates.
bool RubyLexer::scan_escape(std::string& text) {
  static constexpr std::string_view kLetters = "ntrfvaebs";
  static constexpr std::string_view kValues = "\n\t\r\f\v\a\x1b\b ";
  char c = at(pos_++);
  std::size_t letter = kLetters.find(c);
  if (letter != std::string_view::npos) {
    text += kValues[letter];
    return true;
  }
  if (c == 'u') return scan_unicode(text);
  if (c == 'M' || c == 'C' || c == 'c') {
    return fail_quote(RubyError::Kind::kUnsupported, "control escapes are not understood");
  }
  if (c == 'x') {
    int high = base::hex_digit(at(pos_));
    if (high < 0) return fail_quote(RubyError::Kind::kSyntax, "invalid hex escape");
    int low = base::hex_digit(at(pos_ + 1));
    pos_ += low < 0 ? 1 : 2;
    text += static_cast<char>(low < 0 ? high : high * 16 + low);
    return true;
  }
  if (!is_octal(c)) {
    text += c;
    return true;
  }
  int value = c - '0';
  for (int digits = 1; digits < 3 && is_octal(at(pos_)); ++digits)
    value = value * 8 + at(pos_++) - '0';
  text += static_cast<char>(value);
  return true;
}

// A regular expression keeps its escapes, but not the backslash that only hides
// its closing character.
void RubyLexer::regexp_escape(const RubyQuote& quote, std::string& text) {
  static constexpr std::string_view kMeaningful = "$*+.?^|)]}>";
  char c = at(pos_++);
  if (c == '\n') return;
  bool hides = c == quote.close && kMeaningful.find(c) == std::string_view::npos;
  if (!hides) text += '\\';
  text += c;
}

// At the backslash.
bool RubyLexer::quote_escape(RubyQuote& quote, std::string& text) {
  ++pos_;
  if (pos_ >= size_) return fail_quote(RubyError::Kind::kSyntax, "a string is not closed");
  char c = at(pos_);
  if (c == '\r' && at(pos_ + 1) == '\n') c = at(++pos_);
  if (c == '\n' && heredoc_end_ != 0) {
    return fail_quote(RubyError::Kind::kUnsupported, "a string runs over a heredoc");
  }
  if (quote.regexp) {
    regexp_escape(quote, text);
    return true;
  }
  bool delimiter = c == quote.close || (quote.open != '\0' && c == quote.open);
  if (c == '\\' || delimiter || (quote.words && base::is_space(c))) {
    text += c;
    ++pos_;
    return true;
  }
  if (!quote.interpolates) {
    text += '\\';
    return true;
  }
  if (c == '\n') {
    ++pos_;
    return true;
  }
  return scan_escape(text);
}

// At a `#`: true when code or a variable starts behind it.
bool RubyLexer::interpolation(QuotePart& part) {
  char next = at(pos_ + 1);
  if (next == '{') {
    pos_ += 2;
    state_ = kStateBeg;
    command_start_ = true;
    part = QuotePart::kCode;
    return true;
  }
  std::uint32_t name = pos_ + (next == '@' && at(pos_ + 2) == '@' ? 3 : 2);
  bool named = base::is_alpha(at(name)) || at(name) == '_' || (at(name) & 0x80) != 0;
  if (next == '$' && !named) {
    static constexpr std::string_view kNever = " #()[]{}\n\r\t%^|";
    if (name < size_ && kNever.find(at(name)) == std::string_view::npos) {
      fail(RubyError::Kind::kUnsupported, "an interpolated special variable is not understood");
      part = QuotePart::kFailed;
      return true;
    }
    return false;
  }
  if ((next != '@' && next != '$') || !named) return false;
  ++pos_;
  state_ = kStateBeg;
  part = QuotePart::kVariable;
  return true;
}

QuotePart RubyLexer::scan_quote(RubyQuote& quote, std::string& text) {
  while (pos_ < size_) {
    std::uint32_t from = pos_;
    while (pos_ < size_ && is_plain(code_[pos_], quote)) ++pos_;
    text.append(code_, from, pos_ - from);
    if (pos_ >= size_) break;
    char c = code_[pos_];
    if (c == '\n' && heredoc_end_ != 0) {
      unsupported("a string runs over a heredoc");
      return QuotePart::kFailed;
    }
    if (quote.words && base::is_space(c)) {
      while (base::is_space(at(pos_)) && heredoc_end_ == 0) ++pos_;
      return QuotePart::kWord;
    }
    if (c == '\\') {
      if (!quote_escape(quote, text)) return QuotePart::kFailed;
      continue;
    }
    QuotePart part = QuotePart::kFailed;
    if (c == '#' && quote.interpolates && interpolation(part)) return part;
    if (quote.open != '\0' && c == quote.open) ++quote.nesting;
    if (c == quote.close && quote.nesting-- == 0) {
      ++pos_;
      state_ = kStateEnd;
      if (!quote.may_be_label || !label_suffix(pos_)) return QuotePart::kEnd;
      ++pos_;
      state_ = kStateBeg;
      return QuotePart::kLabelEnd;
    }
    if (c != '\r' || at(pos_ + 1) != '\n') text += c;  // "\r\n" is read as "\n"
    ++pos_;
  }
  syntax("a string is not closed");
  return QuotePart::kFailed;
}

std::string_view RubyLexer::scan_regexp_flags() {
  std::uint32_t from = pos_;
  while (base::is_alpha(at(pos_))) ++pos_;
  return code_.substr(from, pos_ - from);
}

}  // namespace verifull::parse
