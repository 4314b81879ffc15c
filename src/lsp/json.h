// Taking a client's messages apart: what is not there, or of another type than
// the protocol says, is as if it were not there.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace verifull::lsp {

using Json = nlohmann::json;

// The member at the end of the way; null when there is none.
const Json& at(const Json& json, std::initializer_list<std::string_view> way);

std::string text_at(const Json& json, std::initializer_list<std::string_view> way);
bool truth_at(const Json& json, std::initializer_list<std::string_view> way);
std::optional<std::int64_t> number_at(const Json& json, std::initializer_list<std::string_view> way);

// One line; malformed UTF-8 becomes U+FFFD.
std::string written(const Json& json);

}  // namespace verifull::lsp
