// Keys of a PostgreSQL entry that Rails, or a gem around it, uses itself, so that
// not reaching libpq is no loss.
#pragma once

#include <string_view>

namespace verifull::resolve {

bool is_rails_key(std::string_view key);

}  // namespace verifull::resolve
