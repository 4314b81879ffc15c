// Values of a `.env` file, and of ENV in a Dockerfile.
#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"
#include "edit/edit.h"

namespace verifull::edit {

// Another text in the place of a value, in its quotes or with new ones where it
// needs them.
Outcome set_env_value(std::string_view text, const base::Span& value, std::string_view to);

// Quotes around all that stands in the line from where `value` begins, so that it is
// taken as it is written: no comment, no `$`. One edit for each quote, because what
// is between them may be a secret. A comment behind a blank stays outside. Empty when no quotes hold it. `value` may be the
// name in front of the `=` instead.
std::vector<Edit> quote_line_value(std::string_view text, const base::Span& value);

}  // namespace verifull::edit
