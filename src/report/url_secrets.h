// Passwords in the URLs of a line.
#pragma once

#include <cstddef>
#include <string_view>

#include "report/hidden.h"

namespace verifull::report {

// Of every URL in text[begin, end), which holds no line ending: the password
// before the `@`, whole even where the URL is malformed because the password
// holds `/`, `?`, `#` or `@` unescaped. Of http and https also a user without a
// password, because that is how tokens are passed. URLs that are
// percent-encoded, as part of another one, are found too.
// parse::url_without_password() does it for a text that is one URL and nothing
// else; here URLs have to be found in lines of any language, and the places are
// needed.
void hide_url_passwords(std::string_view text, std::size_t begin, std::size_t end, Hidden& hidden);

}  // namespace verifull::report
