// Comments taken out.
#pragma once

#include <string_view>

#include "base/span.h"
#include "edit/edit.h"

namespace verifull::edit {

// The comment that holds `inside`: with its line when nothing else is in it, else
// with the blanks in front of it. What stands before `inside` in the comment stays.
Outcome remove_comment(std::string_view text, const base::Span& inside);

// One of several words between brackets and commas, with one comma.
Outcome remove_listed(std::string_view text, const base::Span& word);

}  // namespace verifull::edit
