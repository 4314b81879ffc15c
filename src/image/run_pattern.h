// Shell patterns: `* ? [a-z] [!a]`, matched against one name.
//
// POSIX XCU 2.13. What shells and locales read differently (`[[:alpha:]]`, `[^a]`)
// has no answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace verifull::image {

// A pattern in which a backslash makes the next character an ordinary one.
// Takes at most time in proportion to the product of the sizes.
std::optional<bool> matches_pattern(std::string_view pattern, std::string_view name);

// Ordinary characters, made so that they stay it.
std::string escaped_pattern(std::string_view text);

}  // namespace verifull::image
