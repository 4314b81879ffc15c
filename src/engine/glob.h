// Patterns of paths in a configuration.
#pragma once

#include <string_view>

namespace verifull::engine {

// `?` and `*` stand for characters but `/`, `**` for any; `**/` for no folder too.
// A pattern that ends with `/` fits everything below.
bool glob_fits(std::string_view pattern, std::string_view path);

}  // namespace verifull::engine
