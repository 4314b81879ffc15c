// What counts as a space and as a part of a variable's name to BuildKit, which
// asks Go's unicode package.
#pragma once

#include <cstddef>
#include <string_view>

namespace verifull::parse {

// Size in bytes of the Unicode space at `text[at]`, 0 for anything else.
std::size_t docker_space_size(std::string_view text, std::size_t at);

// Without leading and trailing Unicode spaces.
std::string_view docker_trim(std::string_view text);

// `character` is one code point: a letter, a digit or an underscore. Outside of
// ASCII this is coarser than Go: everything counts but the blocks of punctuation,
// symbols and private use.
bool is_docker_name_part(std::string_view character);

}  // namespace verifull::parse
