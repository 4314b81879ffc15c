// Unknown parts inside a text.
//
// A text of which a part is not known (the value of an environment variable
// that no file gives) is an ordinary UTF-8 string in which every unknown part
// stands as one placeholder: a private-use character, a decimal index, another
// private-use character. So unknown parts survive string interpolation, YAML
// and URL parsing without any of those having to know what they stand for;
// resolve/render.h owns the table that the index points into.
//
// Files and values are freed of these two characters before they are looked at
// (without_placeholders()), so a placeholder can't be forged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::parse {

inline constexpr std::string_view kPlaceholderOpen = "\xF4\x80\x80\x80";   // U+100000
inline constexpr std::string_view kPlaceholderClose = "\xF4\x80\x80\x81";  // U+100001

std::string placeholder(std::uint32_t index);

// `text` with every byte of the two characters replaced by `?`, so that places stay.
std::string without_placeholders(std::string text);

// True when no part of the text is unknown.
inline bool is_closed(std::string_view text) {
  return text.find(kPlaceholderOpen) == std::string_view::npos;
}

// A text cut at its placeholders, in order. Literal parts are never empty.
struct TextPart {
  bool unknown = false;
  std::uint32_t index = 0;  // of the placeholder, when unknown
  std::string_view text;    // the literal, or the whole placeholder
};
std::vector<TextPart> split_placeholders(std::string_view text);

// Size in bytes of the placeholder that starts at `text[at]`; 0 when none does.
std::size_t placeholder_size(std::string_view text, std::size_t at);

}  // namespace verifull::parse
