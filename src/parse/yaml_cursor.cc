#include "parse/yaml_cursor.h"

#include <algorithm>
#include <array>

namespace verifull::parse {
namespace {

constexpr std::size_t kBlock = 16384;  // libyaml's INPUT_RAW_BUFFER_SIZE

constexpr const char* kIncomplete = "incomplete UTF-8 octet sequence";

constexpr std::array<bool, 256> ordinary_bytes() {
  std::array<bool, 256> result{};
  for (std::size_t c = 0x21; c < 0x7F; ++c) result[c] = true;
  for (char c : std::string_view(":,?[]{}#'\"\\")) result[static_cast<unsigned char>(c)] = false;
  return result;
}
constexpr std::array<bool, 256> kOrdinary = ordinary_bytes();

std::size_t width_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if ((lead & 0xE0) == 0xC0) return 2;
  if ((lead & 0xF0) == 0xE0) return 3;
  return (lead & 0xF8) == 0xF0 ? 4 : 0;
}

bool is_allowed(std::uint32_t c) {
  return c == 0x09 || c == 0x0A || c == 0x0D || (c >= 0x20 && c <= 0x7E) || c == 0x85 ||
         (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

const char* check_value(std::uint32_t value, std::size_t width) {
  constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < kLeast[width]) return "invalid length of a UTF-8 sequence";
  if ((value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) return "invalid Unicode character";
  return is_allowed(value) ? nullptr : "control characters are not allowed";
}

// The first character of `rest`, in the order of libyaml's checks.
const char* check_character(std::string_view rest, std::size_t& width, std::size_t& trailing) {
  auto lead = static_cast<unsigned char>(rest[0]);
  width = width_of(lead);
  trailing = 0;
  if (width == 0) return "invalid leading UTF-8 octet";
  if (width > rest.size()) return kIncomplete;
  std::uint32_t value = width == 1 ? lead : lead & (0xFFU >> (width + 1));
  for (std::size_t k = 1; k < width; ++k) {
    auto octet = static_cast<unsigned char>(rest[k]);
    if ((octet & 0xC0) != 0x80) {
      trailing = k;
      return "invalid trailing UTF-8 octet";
    }
    value = (value << 6) + (octet & 0x3FU);
  }
  return check_value(value, width);
}

std::size_t block_of(std::string_view text, std::size_t bad) {
  std::size_t begin = 0;
  while (begin + kBlock < text.size()) {
    std::size_t end = begin + kBlock;
    // A character that is cut by the end of a block belongs to the next one.
    for (std::size_t back = 1; back <= 3; ++back) {
      std::size_t width = width_of(static_cast<unsigned char>(text[end - back]));
      if (width > back) end -= back;
      if (width > 0) break;
    }
    if (bad < end) break;
    begin = end;
  }
  return begin;
}

}  // namespace

YamlBadCharacter find_bad_character(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    char c = text[at];
    if ((c >= ' ' && c < '\x7F') || c == '\n') {
      ++at;
      continue;
    }
    std::size_t width = 0;
    std::size_t trailing = 0;
    const char* message = check_character(text.substr(at), width, trailing);
    if (message != nullptr) {
      // What is cut short by the end is only noticed there.
      std::size_t limit = message == kIncomplete ? at : block_of(text, at);
      return {message, static_cast<std::uint32_t>(at + trailing),
              static_cast<std::uint32_t>(limit)};
    }
    at += width;
  }
  return {};
}

YamlCursor::YamlCursor(std::string_view text)
    : bad_(find_bad_character(text)),
      text_(bad_.message == nullptr ? text : text.substr(0, bad_.limit)) {}

std::size_t YamlCursor::break_size(std::size_t ahead) const {
  char c = at(ahead);
  if (c == '\n' || c == '\r') return 1;
  if (c == '\xC2') return is('\x85', ahead + 1) ? 2 : 0;  // next line
  if (c != '\xE2' || !is('\x80', ahead + 1)) return 0;
  return is('\xA8', ahead + 2) || is('\xA9', ahead + 2) ? 3 : 0;  // line, paragraph separator
}

void YamlCursor::look_ahead() const {
  if (bad_.message == nullptr) return;
  YamlCursor ahead = *this;
  for (int count = 0; count < 3 && !ahead.is_end(); ++count) ahead.skip();
  if (ahead.is_end()) failed_ = true;
}

void YamlCursor::skip() {
  std::size_t left = text_.size() - mark_.offset;
  if (left == 0) return;
  std::size_t width = width_of(static_cast<unsigned char>(text_[mark_.offset]));
  mark_.offset += static_cast<std::uint32_t>(std::min(width, left));
  ++mark_.index;
  ++mark_.column;
}

void YamlCursor::skip_break() {
  std::size_t size = break_size(0);
  if (size == 0) return;
  bool pair = is('\r') && is('\n', 1);
  mark_.offset += static_cast<std::uint32_t>(pair ? 2 : size);
  mark_.index += pair ? 2 : 1;
  mark_.column = 0;
  ++mark_.line;
}

void YamlCursor::skip_ordinary() {
  std::size_t end = mark_.offset;
  while (end < text_.size() && kOrdinary[static_cast<unsigned char>(text_[end])]) ++end;
  auto count = static_cast<std::uint32_t>(end - mark_.offset);
  mark_.offset += count;
  mark_.index += count;
  mark_.column += static_cast<int>(count);
}

void YamlCursor::skip_blanks() {
  while (is_blank()) skip();
}

void YamlCursor::skip_comment() {
  if (!is('#')) return;
  while (!is_break_or_end()) {
    skip();
    skip_ordinary();
  }
}

void YamlCursor::force_new_line() {
  if (mark_.column == 0) return;
  mark_.column = 0;
  ++mark_.line;
}

void YamlCursor::read(std::string& out) {
  std::uint32_t begin = mark_.offset;
  skip();
  out.append(text_, begin, mark_.offset - begin);
}

void YamlCursor::read_break(std::string& out) {
  if (break_size(0) == 3) {
    out.append(text_, mark_.offset, 3);
  } else if (is_break()) {
    out += '\n';
  }
  skip_break();
}

}  // namespace verifull::parse
