// Numbers, arrays and hashes.
#include <algorithm>

#include "parse/ruby_parser.h"

namespace verifull::parse {
namespace {

// Larger hexadecimal, octal and binary numbers are not turned into decimal.
constexpr std::size_t kMaxBasedDigits = 200;

int base_of(std::string_view digits) {
  if (digits.size() < 2 || digits[0] != '0') return 10;
  switch (digits[1]) {
    case 'x':
    case 'X':
      return 16;
    case 'b':
    case 'B':
      return 2;
    case 'd':
    case 'D':
      return 10;
    default:
      return 8;
  }
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return (c | 0x20) - 'a' + 10;
}

// Schoolbook multiplication on decimal digits, lowest first.
std::string decimal_of(std::string_view digits, int base) {
  std::string reversed = "0";
  for (char c : digits) {
    int carry = digit_value(c);
    for (char& place : reversed) {
      int value = (place - '0') * base + carry;
      place = static_cast<char>('0' + value % 10);
      carry = value / 10;
    }
    for (; carry != 0; carry /= 10) reversed += static_cast<char>('0' + carry % 10);
  }
  while (reversed.size() > 1 && reversed.back() == '0') reversed.pop_back();
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

}  // namespace

RubyId RubyParser::parse_number() {
  std::uint32_t begin = token_.begin;
  bool real = is(Tok::kFloat);
  std::string digits(text_of(token_));
  if (!real && !is(Tok::kInteger)) {
    fail_unexpected();
    return kNoRuby;
  }
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  if (digits[0] == '+') digits.erase(0, 1);
  advance();
  if (real) return make(RubyKind::kFloat, begin, {}, {}, std::move(digits));
  int base = base_of(digits);
  if (base != 10 || (digits.size() > 1 && digits[0] == '0')) {
    std::size_t skipped = digits[1] >= '0' && digits[1] <= '9' ? 1 : 2;
    digits.erase(0, skipped);
    if (digits.size() > kMaxBasedDigits)
      fail_unsupported("a number is too long");
    else
      digits = decimal_of(digits, base);
  }
  return make(RubyKind::kInteger, begin, {}, {}, std::move(digits));
}

RubyId RubyParser::parse_array() {
  std::uint32_t begin = token_.begin;
  std::vector<RubyId> elements;
  {
    Bracketed bracketed(*this);
    advance();
    parse_list(List::kArray, elements);
  }
  if (!expect(Tok::kBracketClose)) return kNoRuby;
  return make(RubyKind::kArray, begin, std::move(elements));
}

RubyId RubyParser::parse_hash() {
  std::uint32_t begin = token_.begin;
  std::vector<RubyId> elements;
  {
    Bracketed bracketed(*this);
    advance();
    parse_list(List::kHash, elements);
  }
  if (!expect(Tok::kBraceClose)) return kNoRuby;
  if (elements.empty()) return make(RubyKind::kHash, begin);
  node(elements[0]).span = {base::kNoFile, begin, last_end_};
  return elements[0];
}

}  // namespace verifull::parse
