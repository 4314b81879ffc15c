// Integer arithmetic, as far as it stands in pool sizes and timeouts.
#include <charconv>
#include <limits>

#include "base/text.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {
namespace {

std::optional<long long> number(const RubyValue& value) {
  if (!value.is(RubyType::kInteger)) return std::nullopt;
  long long result = 0;
  const char* end = value.text.data() + value.text.size();
  auto [stop, error] = std::from_chars(value.text.data(), end, result);
  if (error != std::errc() || stop != end) return std::nullopt;
  return result;
}

// Ruby's integer division and remainder round towards minus infinity.
long long floor_divide(long long a, long long b) {
  long long quotient = a / b;
  return (a % b != 0 && (a < 0) != (b < 0)) ? quotient - 1 : quotient;
}

long long floor_remainder(long long a, long long b) {
  long long rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

std::optional<double> real(const RubyValue& value) {
  constexpr std::size_t kExactDigits = 15;
  bool integer = value.is(RubyType::kInteger);
  if (!integer && !value.is(RubyType::kFloat)) return std::nullopt;
  if (integer && value.text.size() > kExactDigits) return std::nullopt;
  if (value.text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  double result = 0;
  const char* end = value.text.data() + value.text.size();
  auto [stop, error] = std::from_chars(value.text.data(), end, result);
  if (error != std::errc() || stop != end) return std::nullopt;
  return result;
}

std::optional<RubyValue> arithmetic(std::string_view name, long long a, long long b,
                                    MethodCall& call) {
  long long result = 0;
  if (name == "+" && !__builtin_add_overflow(a, b, &result)) return ruby_integer(result);
  if (name == "-" && !__builtin_sub_overflow(a, b, &result)) return ruby_integer(result);
  if (name == "*" && !__builtin_mul_overflow(a, b, &result)) return ruby_integer(result);
  if ((name == "/" || name == "%") && b == 0) {
    throw Raised{"ZeroDivisionError", "divided by 0", call.node.span};
  }
  bool overflows = b == -1;
  if (name == "/" && !overflows) return ruby_integer(floor_divide(a, b));
  if (name == "%" && !overflows) return ruby_integer(floor_remainder(a, b));
  if (name == ">") return ruby_bool(a > b);
  if (name == "<") return ruby_bool(a < b);
  if (name == ">=") return ruby_bool(a >= b);
  if (name == "<=") return ruby_bool(a <= b);
  return std::nullopt;
}

std::optional<RubyValue> times(const RubyValue& self, MethodCall& call) {
  constexpr long long kMost = 10'000;
  std::optional<long long> count = number(self);
  if (!count || *count > kMost || !call.has_block() || !call.arguments.empty()) return std::nullopt;
  for (long long i = 0; i < *count; ++i) {
    call.evaluator.call_block(call.node.block, {ruby_integer(i)}, call.world);
  }
  return self;
}

}  // namespace

std::optional<bool> equal_numbers(const RubyValue& a, const RubyValue& b) {
  if (a.is(RubyType::kInteger) && b.is(RubyType::kInteger)) return a.text == b.text;
  std::optional<double> one = real(a);
  std::optional<double> other = real(b);
  if (!one || !other) return std::nullopt;
  return *one == *other;
}

long long leading_integer(std::string_view text) {
  while (!text.empty() && base::is_space(text.front())) text.remove_prefix(1);
  bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  long long value = 0;
  bool after_digit = false;
  for (char c : text) {
    if (c == '_' && after_digit) {
      after_digit = false;
      continue;
    }
    if (!base::is_digit(c) || value > 99'999'999'999'999'999) break;
    value = value * 10 + (c - '0');
    after_digit = true;
  }
  return negative ? -value : value;
}

std::optional<RubyValue> call_number_method(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  if (name == "to_i" || name == "to_int") return self;
  if (name == "-@") {
    std::optional<long long> value = number(self);
    long long negated = 0;
    bool fits = value && !__builtin_sub_overflow(0LL, *value, &negated);
    return fits ? std::optional(ruby_integer(negated)) : std::nullopt;
  }
  if (name == "times") return times(self, call);
  if (call.arguments.size() != 1) return std::nullopt;
  std::optional<long long> a = number(self);
  std::optional<long long> b = number(call.arguments[0]);
  if (!a || !b) return std::nullopt;
  return arithmetic(name, *a, *b, call);
}

}  // namespace verifull::resolve
