// Numbers as Psych reads them in plain scalars: integers of any size and base,
// `1_000` and `1,000`, times of day as base-60 numbers, floats.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parse/yaml_scalar.h"

namespace verifull::parse {

// `text` holds no line break. nullopt when it is no number; the order of the
// attempts is that of Psych::ScalarScanner#tokenize.
std::optional<TypedScalar> type_number(std::string_view text);

// Kernel#Float of a text: what `!!float` does to a scalar that is no number by
// itself, such as `1e3`. nullopt where Ruby raises ArgumentError.
std::optional<double> ruby_float(std::string_view text);

// Float#to_s.
std::string ruby_float_text(double value);

}  // namespace verifull::parse
