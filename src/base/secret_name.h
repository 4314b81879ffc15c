// Which names promise a secret behind them.
#pragma once

#include <string_view>

namespace verifull::base {

// True for the name of a variable, key, option or URL parameter whose value
// nobody should read in a log: DB_PASSWORD, SECRET_KEY_BASE, apiToken, --pass …
// Percent-escapes in the name are undone first. Rather one too many than one
// too few: the price is a [redacted] that was not needed.
bool is_secret_name(std::string_view name);

}  // namespace verifull::base
