// The page of one rule: what `verifull explain` prints and the manual shows.
#pragma once

#include <string>
#include <string_view>

#include "check/rule.h"
#include "check/wrap.h"

namespace verifull::check {

// "fixable" or "fixable with --unsafe-fixes", as the best of its fixes is; "" for none.
std::string_view fix_word(const Rule& rule);

// For a terminal: at most kPageWidth columns, except where a word or a line of
// an example is longer. Ends with a newline.
std::string rule_text(const Rule& rule);

// The same page in Markdown.
std::string rule_markdown(const Rule& rule);

}  // namespace verifull::check
