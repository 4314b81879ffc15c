// Small questions about text that more than one folder asks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::base {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// ASCII only, whatever the locale says.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_alpha(char c) { return is_upper(c) || is_lower(c); }
inline bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
// Ruby's /\s/: space, tab, newline, vertical tab, form feed, carriage return.
inline bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// 0 to 15, or -1 for what is no hexadecimal digit.
constexpr int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// Appends a code point below 2^21, surrogates too.
void append_utf8(std::string& text, std::uint32_t code);

std::string to_lower(std::string_view text);  // ASCII letters only
std::string to_upper(std::string_view text);  // ASCII letters only

// Without leading and trailing is_space() bytes.
std::string_view trim(std::string_view text);

// The parts between separators; a text without one gives one part.
std::vector<std::string_view> split(std::string_view text, char separator);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

// `text` with every `from` (not empty) replaced by `to`.
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

// As a whole: `*` is any run of bytes, `?` any one. Time: at most the product of both.
bool matches_glob(std::string_view text, std::string_view pattern);

// True when the text holds no malformed, overlong or surrogate sequence.
bool is_valid_utf8(std::string_view text);

// Malformed bytes count as one code point each.
std::size_t code_point_count(std::string_view text);

// Bytes in the sequence that starts at `text[at]`: 1 to 4, and 1 for a
// malformed one. `at` must be inside the text.
std::size_t code_point_size(std::string_view text, std::size_t at);

// Edits (insert, delete, replace, swap of neighbours) between two words; for
// "did you mean". Never called on long text.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate nearest to `word`, if it is near enough to be a slip (at most
// a third of its letters differ); empty when none is.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

// `text` made safe for a terminal, a log and a CI runner: C0 and C1 controls
// (but not tab and newline when `keep_lines`), DEL, bidirectional controls and
// malformed UTF-8 become \xNN or \u{NNNN}.
std::string neutralised(std::string_view text, bool keep_lines = false);

}  // namespace verifull::base
