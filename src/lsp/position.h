// Places as an editor counts them: lines from 0, characters from 0 in the units
// that client and server have agreed on. LSP 3.17, "Position" and
// "PositionEncodingKind".
#pragma once

#include <cstdint>
#include <string_view>

#include "base/line_index.h"

namespace verifull::lsp {

enum class Encoding : std::uint8_t { kUtf8, kUtf16, kUtf32 };

std::string_view encoding_name(Encoding encoding);

struct Position {
  std::uint32_t line = 0;
  std::uint32_t character = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

// A text with its lines, as a client sees it. Both are only referred to.
struct Lines {
  std::string_view text;
  const base::LineIndex& index;
  Encoding encoding = Encoding::kUtf16;
  // The byte-order mark is a character: so in a text that the client sent with
  // one; of a file on disk an editor takes it off before it counts.
  bool mark_counts = false;
};

// A malformed byte is one character in any encoding.
Position position_at(const Lines& lines, std::uint32_t offset);

// Lines and characters that are not there count as the end of the text, of the line.
std::uint32_t offset_at(const Lines& lines, const Position& position);

}  // namespace verifull::lsp
