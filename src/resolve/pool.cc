#include "resolve/pool.h"

#include <string>
#include <string_view>

#include "parse/placeholder.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {
namespace {

struct Number {
  std::string_view key;
  bool false_is_default;
};

constexpr Number kNumbers[] = {{"pool", true},
                               {"checkout_timeout", true},
                               {"idle_timeout", false},
                               {"reaping_frequency", false}};

// Of a class without to_i and to_f.
bool has_no_number(const ConfigValue& value) {
  constexpr std::size_t kDateSize = 10;  // a Time, which is longer, has both
  return value.is(ConfigType::kTrue) || value.is(ConfigType::kSymbol) ||
         value.is(ConfigType::kMapping) || value.is(ConfigType::kSequence) ||
         (value.is(ConfigType::kOther) && value.text.size() == kDateSize);
}

bool is_infinite(const ConfigValue& value) {
  return value.is(ConfigType::kNumber) &&
         (value.text.ends_with("Infinity") || value.text == "NaN");
}

bool is_negative(const ConfigValue& value) {
  bool text = value.is(ConfigType::kNumber) || value.is(ConfigType::kString);
  return text && parse::is_closed(value.text) && leading_integer(value.text) < 0;
}

}  // namespace

std::optional<LoadError> pool_error(const ConfigValue& hash) {
  for (const Number& number : kNumbers) {
    const ConfigEntry* entry = hash.find(number.key);
    if (entry == nullptr) continue;
    if (number.key == "pool" && is_infinite(entry->value)) {
      return LoadError{"FloatDomainError", entry->value.text, entry->value.span};
    }
    bool wrong = entry->value.is(ConfigType::kFalse) ? !number.false_is_default
                                                     : has_no_number(entry->value);
    if (number.key == "pool" && is_negative(entry->value)) {
      return LoadError{"ArgumentError", "`pool` is negative", entry->value.span};
    }
    if (!wrong) continue;
    return LoadError{"NoMethodError", "`" + std::string(number.key) + "` is no number",
                     entry->value.span};
  }
  return std::nullopt;
}

}  // namespace verifull::resolve
