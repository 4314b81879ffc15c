// Filling text to the width of a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::check {

inline constexpr std::size_t kPageWidth = 80;

// Lines of at most `width` code points (a longer word stands alone), each after
// `indent` spaces and with a newline behind it. A paragraph is filled; an item
// that starts with "- " hangs behind its dash; a line that starts with four
// spaces stays as it is. Several empty lines are one, those at the ends none.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width = kPageWidth);

// Without the line endings; nothing for what stands behind the last one.
std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace verifull::check
