// Texts and documents for the formats that are JSON.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace verifull::report {

// A value as data: what looks like a secret is replaced, all else stays as it
// is, control characters and all, which the encoder escapes.
std::string data_text(std::string_view value);

// Valid UTF-8, all ASCII, without `##[`; `indent` -1 is one line. Ends with a
// newline.
std::string encoded(const nlohmann::ordered_json& document, int indent = 2);

}  // namespace verifull::report
