// Numbers, as parse.y's parse_numeric reads them.
#include "base/text.h"
#include "parse/ruby_lexer.h"

namespace verifull::parse {
namespace {

bool digit_of(char c, int base) {
  if (base::is_digit(c)) return c - '0' < base;
  return base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
}

}  // namespace

// Digits and single underscores behind `0x`, `0b`, `0o` and the like.
bool RubyLexer::digits_of_base(int base) {
  if (!digit_of(at(pos_), base)) {
    syntax(base == 8 && base::is_digit(at(pos_)) ? "invalid octal digit"
                                                 : "a number has no digits");
    return false;
  }
  while (digit_of(at(pos_), base) || (at(pos_) == '_' && at(pos_ - 1) != '_')) ++pos_;
  if (at(pos_ - 1) == '_') {
    syntax("a number ends with `_`");
    return false;
  }
  if (base == 8 && base::is_digit(at(pos_))) {
    syntax("invalid octal digit");
    return false;
  }
  return true;
}

// Behind the `0` that starts a number; true unless it failed.
bool RubyLexer::leading_zero(Tok& kind) {
  char mark = at(pos_);
  switch (mark) {
    case 'x':
    case 'X':
      ++pos_;
      return digits_of_base(16);
    case 'b':
    case 'B':
      ++pos_;
      return digits_of_base(2);
    case 'd':
    case 'D':
      ++pos_;
      return digits_of_base(10);
    case 'o':
    case 'O':
      ++pos_;
      return digits_of_base(8);
    default:
      break;
  }
  if (mark == '_' && !base::is_digit(at(pos_ + 1))) {
    ++pos_;
    syntax("a number ends with `_`");
    return false;
  }
  if (mark == '_') ++pos_;
  if (base::is_digit(at(pos_))) return digits_of_base(8);
  return decimal(kind);
}

bool RubyLexer::decimal(Tok& kind) {
  bool point = false;
  bool exponent = false;
  char open = '\0';  // an underscore or sign that wants a digit behind it
  for (;;) {
    char c = at(pos_);
    char next = at(pos_ + 1);
    if (base::is_digit(c)) {
      open = '\0';
    } else if (c == '.' && open == '\0' && !point && !exponent && base::is_digit(next)) {
      point = true;
    } else if ((c == 'e' || c == 'E') && open == '\0' && !exponent &&
               (next == '-' || next == '+' || base::is_digit(next))) {
      exponent = true;
      open = base::is_digit(next) ? '\0' : next;
      ++pos_;
    } else if (c == '_' && open == '\0') {
      open = c;
    } else {
      break;
    }
    ++pos_;
  }
  if (point || exponent) kind = Tok::kFloat;
  if (open == '\0') return true;
  syntax("a number does not end with a digit");
  return false;
}

// pos_ is at the first digit; a sign may stand before it, at begin_.
RubyToken RubyLexer::number() {
  Tok kind = Tok::kInteger;
  state_ = kStateEnd;
  bool zero = at(pos_) == '0';
  if (zero) ++pos_;
  if (!(zero ? leading_zero(kind) : decimal(kind))) return token(Tok::kFinish);
  if (pos_ + 1 == size_ && (at(pos_) == 'e' || at(pos_) == 'E' || at(pos_) == '.')) {
    return unsupported("a number is cut off by the end of the program");
  }
  std::uint32_t suffix = pos_;
  if (at(suffix) == 'r') ++suffix;
  if (at(suffix) == 'i') ++suffix;
  char after = at(suffix);
  if (suffix != pos_ && !base::is_alpha(after) && after != '_') {
    return unsupported("rational and complex numbers are not understood");
  }
  return token(kind);
}

}  // namespace verifull::parse
