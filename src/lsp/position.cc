#include "lsp/position.h"

#include <algorithm>

#include "base/text.h"

namespace verifull::lsp {
namespace {

// Units of the character of `size` bytes: beyond the basic plane UTF-8 has four
// bytes and UTF-16 has a pair.
std::uint32_t units(Encoding encoding, std::size_t size) {
  switch (encoding) {
    case Encoding::kUtf8: return static_cast<std::uint32_t>(size);
    case Encoding::kUtf16: return size == 4 ? 2 : 1;
    case Encoding::kUtf32: return 1;
  }
  return 1;
}

// Where the characters of a line begin.
std::uint32_t first_character(const Lines& lines, std::uint32_t line) {
  std::uint32_t begin = lines.index.begin_of(line);
  bool mark = line == 0 && !lines.mark_counts && lines.text.starts_with(base::kByteOrderMark);
  return mark ? static_cast<std::uint32_t>(base::kByteOrderMark.size()) : begin;
}

// One past the last character, the line ending is none.
std::uint32_t end_of(const Lines& lines, std::uint32_t line) {
  std::string_view text = lines.index.line(lines.text, line);
  return static_cast<std::uint32_t>(text.data() - lines.text.data() + text.size());
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8: return "utf-8";
    case Encoding::kUtf16: return "utf-16";
    case Encoding::kUtf32: return "utf-32";
  }
  return "utf-16";
}

Position position_at(const Lines& lines, std::uint32_t offset) {
  offset = std::min(offset, static_cast<std::uint32_t>(lines.text.size()));
  Position position{lines.index.line_of(offset), 0};
  std::uint32_t end = std::min(offset, end_of(lines, position.line));
  for (std::uint32_t at = first_character(lines, position.line); at < end;) {
    std::size_t size = base::code_point_size(lines.text, at);
    if (at + size > end) break;
    position.character += units(lines.encoding, size);
    at += static_cast<std::uint32_t>(size);
  }
  return position;
}

std::uint32_t offset_at(const Lines& lines, const Position& position) {
  if (position.line >= lines.index.line_count()) {
    return static_cast<std::uint32_t>(lines.text.size());
  }
  std::uint32_t end = end_of(lines, position.line);
  std::uint32_t at = first_character(lines, position.line);
  std::uint32_t left = position.character;
  while (at < end && left > 0) {
    std::size_t size = base::code_point_size(lines.text, at);
    std::uint32_t wide = units(lines.encoding, size);
    // Inside of a character counts as before it.
    if (wide > left) break;
    left -= wide;
    at += static_cast<std::uint32_t>(size);
  }
  return std::min(at, end);
}

}  // namespace verifull::lsp
