// Two texts of a file as a unified diff.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace verifull::fix {

// Gives the bytes [begin, end) of the old or the new text as they may be shown.
using ShowBytes = std::function<std::string(bool is_new, std::size_t begin, std::size_t end)>;

// Three lines around each change, as `diff -u` has them; "" for equal texts. Lines end
// with their own line breaks, and a last line without one is told as `diff` does.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after,
                         const ShowBytes& show);

}  // namespace verifull::fix
