// Values written down, in the notation of the place they go to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace verifull::edit {

// A YAML scalar that is read back as this very text, in the notation of `like`
// ('\'', '"', or 0 for plain where that is possible). An output tag stays one.
std::string yaml_scalar(std::string_view text, char like);

// `'` or `"` when `written` is in such quotes as a whole, else 0.
char quote_of(std::string_view written);

// The text in place of a Ruby string literal, in its quotes; nothing when
// `written` is no plain literal, or the text would need escapes.
std::optional<std::string> ruby_literal(std::string_view written, std::string_view text);

// The text in place of a value of a `.env` file or of ENV in a Dockerfile, in the
// quotes of `written`, or new ones where it needs them. Nothing for a text that no
// reader of such files takes as it is.
std::optional<std::string> env_value(std::string_view written, std::string_view text);

// RFC 3986, section 3.4: what a query value may hold as it is; `&`, `=`, `+` and `#`
// are escaped.
std::string query_value(std::string_view text);

}  // namespace verifull::edit
