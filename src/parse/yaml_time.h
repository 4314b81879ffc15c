// Dates and times as Psych reads them in plain scalars.
#pragma once

#include <optional>
#include <string_view>

#include "parse/yaml_scalar.h"

namespace verifull::parse {

// Psych::ScalarScanner::TIME and parse_time. `text` holds no line break; nullopt
// when it doesn't look like a time. What looks like one and isn't (a 13th month)
// is a string.
std::optional<TypedScalar> type_time(std::string_view text);

// The same for dates: Date.strptime with the Julian calendar up to 1582-10-04.
std::optional<TypedScalar> type_date(std::string_view text);

}  // namespace verifull::parse
