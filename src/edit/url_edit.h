// Query parameters of a URL, wherever the URL stands. Nothing else of it is looked
// at, so a password in it is never read.
#pragma once

#include <string_view>

#include "base/span.h"
#include "edit/edit.h"

namespace verifull::edit {

// `parameter` is the place of one `key=value` in `text`.
Outcome set_parameter(std::string_view text, const base::Span& parameter, std::string_view value);
Outcome rename_parameter(std::string_view text, const base::Span& parameter, std::string_view key);
// With the `&` or `?` that is too much then.
Outcome remove_parameter(std::string_view text, const base::Span& parameter);

}  // namespace verifull::edit
