// White space as Ruby's [[:space:]] and Go's unicode.IsSpace() know it.
#pragma once

#include <cstddef>
#include <string_view>

namespace verifull::parse {

// Bytes of the space at `text[at]`; 0 when there is none, or the text ends there.
std::size_t unicode_space_size(std::string_view text, std::size_t at);

}  // namespace verifull::parse
