#include "parse/yaml_number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <system_error>
#include <vector>

#include "base/text.h"

namespace verifull::parse {
namespace {

// Longer literals of base 2, 8 and 16 are not worth the quadratic time.
constexpr std::size_t kMostDigits = 1000;

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

bool all_of(std::string_view text, std::string_view set) {
  return text.find_first_not_of(set) == std::string_view::npos;
}

constexpr std::string_view kDigits = "0123456789";

std::size_t sign_size(std::string_view text) {
  return !text.empty() && is_one_of(text[0], "+-") ? 1 : 0;
}

std::string without(std::string_view text, std::string_view set) {
  std::string result;
  for (char c : text) {
    if (!is_one_of(c, set)) result += c;
  }
  return result;
}

// A natural number of any size, lowest nine decimal digits first.
class Natural {
 public:
  static Natural from_decimal(std::string_view digits) {
    Natural result;
    while (!digits.empty()) {
      std::size_t size = std::min<std::size_t>(digits.size(), 9);
      result.limbs_.push_back(0);
      for (char c : digits.substr(digits.size() - size)) {
        result.limbs_.back() = result.limbs_.back() * 10 + static_cast<std::uint32_t>(c - '0');
      }
      digits.remove_suffix(size);
    }
    return result;
  }

  void multiply_add(std::uint32_t factor, std::uint32_t summand) {
    std::uint64_t carry = summand;
    for (std::uint32_t& limb : limbs_) {
      carry += std::uint64_t{limb} * factor;
      limb = static_cast<std::uint32_t>(carry % kBase);
      carry /= kBase;
    }
    if (carry > 0) limbs_.push_back(static_cast<std::uint32_t>(carry));
  }

  // `subtrahend` must be smaller than the number.
  void subtract(std::uint32_t subtrahend) {
    std::int64_t borrow = subtrahend;
    for (std::uint32_t& limb : limbs_) {
      std::int64_t left = std::int64_t{limb} - borrow;
      limb = static_cast<std::uint32_t>(left < 0 ? left + kBase : left);
      borrow = left < 0 ? 1 : 0;
    }
  }

  bool is_zero() const {
    return std::all_of(limbs_.begin(), limbs_.end(), [](std::uint32_t limb) { return limb == 0; });
  }

  std::string decimal() const {
    std::string result;
    for (std::size_t i = limbs_.size(); i > 0; --i) {
      std::string digits = std::to_string(limbs_[i - 1]);
      result.append(9 - digits.size(), '0').append(digits);
    }
    result.erase(0, result.find_first_not_of('0'));
    return result.empty() ? "0" : result;
  }

 private:
  static constexpr std::int64_t kBase = 1'000'000'000;
  std::vector<std::uint32_t> limbs_;
};

TypedScalar integer(const Natural& number, bool negative) {
  std::string text = number.decimal();
  if (negative && text != "0") text.insert(0, "-");
  return {ScalarType::kInteger, std::move(text)};
}

TypedScalar floating(double value) { return {ScalarType::kFloat, ruby_float_text(value)}; }

TypedScalar refused(std::string_view written, const char* function, std::string_view argument) {
  TypedScalar result{ScalarType::kString, std::string(written)};
  result.error_class = "ArgumentError";
  result.error_message = std::string("invalid value for ") + function + "(): \"";
  result.error_message.append(argument).append("\"");
  return result;
}

// String#to_i and to_f go on over single underscores between digits and end at
// the first thing that is no number.
std::string leading_digits(std::string_view& rest) {
  std::string digits;
  while (!rest.empty()) {
    bool joined = rest[0] == '_' && !digits.empty() && rest.size() > 1 && base::is_digit(rest[1]);
    if (!joined && !base::is_digit(rest[0])) break;
    if (!joined) digits += rest[0];
    rest.remove_prefix(1);
  }
  return digits;
}

// `text`: decimal digits, a point, an exponent; no sign.
double decimal_value(const std::string& text) {
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc::result_out_of_range) return value;
  std::size_t exponent_at = std::min(text.find_first_of("eE"), text.size());
  if (exponent_at < text.size()) {
    return text[exponent_at + 1] == '-' ? 0 : std::numeric_limits<double>::infinity();
  }
  std::size_t point = std::min(text.find('.'), text.size());
  bool large = text.find_first_of("123456789") < point;
  return large ? std::numeric_limits<double>::infinity() : 0;
}

double with_sign(double value, bool negative) { return negative ? -value : value; }

// "12:30" cut into its two or three parts; empty when it isn't one.
// /[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}/, then for a float /\.[0-9_]*/.
std::vector<std::string_view> sexagesimal_parts(std::string_view text, bool with_fraction) {
  std::vector<std::string_view> parts = base::split(text, ':');
  if (parts.size() < 2 || parts.size() > 3) return {};
  std::string_view first = parts[0].substr(sign_size(parts[0]));
  if (first.empty() || !base::is_digit(first[0]) || !all_of(first, "0123456789_")) return {};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    std::string_view part = parts[i];
    if (with_fraction && i + 1 == parts.size()) {
      std::size_t point = part.find('.');
      if (point == std::string_view::npos || !all_of(part.substr(point + 1), "0123456789_")) {
        return {};
      }
      part = part.substr(0, point);
    }
    if (part.empty() || part.size() > 2 || !all_of(part, kDigits)) return {};
    if (part.size() == 2 && part[0] > '5') return {};
  }
  return parts;
}

std::optional<TypedScalar> sexagesimal_integer(std::string_view text) {
  std::vector<std::string_view> parts = sexagesimal_parts(text, false);
  if (parts.empty()) return std::nullopt;
  bool negative = text[0] == '-';
  std::string_view first = parts[0].substr(sign_size(parts[0]));
  std::uint32_t rest = 0;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    std::uint32_t value = 0;
    for (char c : parts[i]) value = value * 10 + static_cast<std::uint32_t>(c - '0');
    rest += i == 1 ? value * 60 : value;
  }
  Natural number = Natural::from_decimal(leading_digits(first));
  // The sign belongs to the hours alone.
  if (!negative || number.is_zero()) {
    number.multiply_add(3600, rest);
    return integer(number, false);
  }
  number.multiply_add(3600, 0);
  number.subtract(rest);
  return integer(number, true);
}

// String#to_f of one part.
double part_value(std::string_view part) {
  bool negative = part[0] == '-';
  std::string_view rest = part.substr(sign_size(part));
  std::string number = leading_digits(rest);
  if (rest.size() > 1 && rest[0] == '.' && base::is_digit(rest[1])) {
    rest.remove_prefix(1);
    number += '.' + leading_digits(rest);
  }
  return with_sign(decimal_value(number), negative);
}

std::optional<TypedScalar> sexagesimal_float(std::string_view text) {
  std::vector<std::string_view> parts = sexagesimal_parts(text, true);
  if (parts.empty()) return std::nullopt;
  double sum = 0;
  double weight = 3600;
  for (std::string_view part : parts) {
    sum += part_value(part) * weight;
    weight /= 60;
  }
  return floating(sum);
}

// /[-+]?([0-9][0-9_,]*)?\.[0-9]*([eE][-+][0-9]+)?/
bool is_float(std::string_view text) {
  text.remove_prefix(sign_size(text));
  std::size_t point = text.find('.');
  if (point == std::string_view::npos) return false;
  std::string_view whole = text.substr(0, point);
  if (!whole.empty() && (!base::is_digit(whole[0]) || !all_of(whole, "0123456789_,"))) return false;
  std::string_view rest = text.substr(point + 1);
  rest.remove_prefix(std::min(rest.find_first_not_of(kDigits), rest.size()));
  if (rest.empty()) return true;
  return rest.size() > 2 && is_one_of(rest[0], "eE") && is_one_of(rest[1], "+-") &&
         all_of(rest.substr(2), kDigits);
}

std::optional<TypedScalar> plain_float(std::string_view text) {
  if (!is_float(text)) return std::nullopt;
  if (text.substr(sign_size(text)) == ".")
    return TypedScalar{ScalarType::kString, std::string(text)};
  std::string number = without(text, ",_");
  // "1." and "1.e+3" are no floats to Kernel#Float: the point goes.
  std::size_t point = number.find('.');
  if (point + 1 == number.size() || is_one_of(number[point + 1], "eE")) number.erase(point, 1);
  std::optional<double> value = ruby_float(number);
  return value ? floating(*value) : refused(text, "Float", number);
}

// The digits of [-+]?0b[01_,]+ and so on; empty when the text isn't one.
struct Prefixed {
  std::string_view prefix;
  std::string_view digits;
  std::uint32_t base;
};
constexpr Prefixed kPrefixed[] = {
    {"0b", "01_,", 2}, {"0", "01234567_,", 8}, {"0x", "0123456789abcdefABCDEF_,", 16}};

std::optional<TypedScalar> prefixed_integer(std::string_view text) {
  std::string_view unsigned_text = text.substr(sign_size(text));
  for (const Prefixed& form : kPrefixed) {
    std::string_view rest = unsigned_text;
    if (!rest.starts_with(form.prefix) || rest.size() == form.prefix.size()) continue;
    rest.remove_prefix(form.prefix.size());
    if (!all_of(rest, form.digits)) continue;
    std::string digits = without(rest, ",_");
    if (digits.empty() && form.base != 8) return refused(text, "Integer", without(text, ",_"));
    if (digits.size() > kMostDigits)
      return TypedScalar{ScalarType::kString, std::string(text), true};
    Natural number;
    for (char c : digits) {
      int value = base::is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
      number.multiply_add(form.base, static_cast<std::uint32_t>(value));
    }
    return integer(number, text[0] == '-');
  }
  return std::nullopt;
}

// /[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)/
std::optional<TypedScalar> decimal_integer(std::string_view text) {
  std::string_view rest = text.substr(sign_size(text));
  if (rest.empty() || !base::is_digit(rest[0])) return std::nullopt;
  if (rest[0] == '0' && rest.size() > 1) return std::nullopt;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    bool joint = is_one_of(rest[i], ",_") && i + 1 < rest.size() && base::is_digit(rest[i + 1]);
    if (!joint && !base::is_digit(rest[i])) return std::nullopt;
  }
  std::string digits = without(rest, ",_");
  if (text[0] == '-' && digits != "0") digits.insert(0, "-");
  return TypedScalar{ScalarType::kInteger, std::move(digits)};
}

}  // namespace

std::optional<TypedScalar> type_number(std::string_view text) {
  using Form = std::optional<TypedScalar> (*)(std::string_view);
  constexpr Form kForms[] = {sexagesimal_integer, sexagesimal_float, plain_float, prefixed_integer,
                             decimal_integer};
  for (Form form : kForms) {
    if (std::optional<TypedScalar> result = form(text)) return result;
  }
  return std::nullopt;
}

std::optional<double> ruby_float(std::string_view text) {
  std::string_view rest = base::trim(text);
  bool negative = rest.starts_with('-');
  rest.remove_prefix(sign_size(rest));
  std::string number = leading_digits(rest);
  bool whole = !number.empty();
  if (rest.size() > 1 && rest[0] == '.' && base::is_digit(rest[1])) {
    rest.remove_prefix(1);
    number += '.' + leading_digits(rest);
  }
  if (number.empty()) return std::nullopt;
  if (!whole) number.insert(0, "0");
  if (!rest.empty() && is_one_of(rest[0], "eE")) {
    rest.remove_prefix(1);
    number += 'e';
    if (rest.starts_with('-')) number += '-';
    rest.remove_prefix(sign_size(rest));
    std::string exponent = leading_digits(rest);
    if (exponent.empty()) return std::nullopt;
    number += exponent;
  }
  if (!rest.empty()) return std::nullopt;
  return with_sign(decimal_value(number), negative);
}

// Digits as short as they can be; in fixed notation from 1e-4 up to 1e15, and
// above that with a fraction.
std::string ruby_float_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  char buffer[40];
  auto end =
      std::to_chars(buffer, buffer + sizeof buffer, std::abs(value), std::chars_format::scientific);
  std::string_view shortest(buffer, static_cast<std::size_t>(end.ptr - buffer));
  std::size_t e = shortest.find('e');
  std::string digits = without(shortest.substr(0, e), ".");
  std::string_view exponent = shortest.substr(e + 1);
  int power = 0;
  std::from_chars(exponent.data() + 1, exponent.data() + exponent.size(), power);
  if (exponent[0] == '-') power = -power;
  std::string result = std::signbit(value) ? "-" : "";
  int point = power + 1;  // digits in front of the point
  if (point > -4 && point <= 0) {
    return result + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  }
  auto whole = static_cast<std::size_t>(std::max(point, 0));
  if (point > 0 && (point <= 15 || whole < digits.size())) {
    if (digits.size() <= whole) digits.append(whole + 1 - digits.size(), '0');
    return result + digits.insert(whole, ".");
  }
  if (digits.size() == 1) digits += '0';
  digits.insert(1, ".");
  std::string size = std::to_string(std::abs(power));
  if (size.size() == 1) size.insert(0, "0");
  return result + digits + (power < 0 ? "e-" : "e+") + size;
}

}  // namespace verifull::parse
