// One line of a source file as it may be shown, and where its bytes went.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/hidden.h"
#include "source/source_set.h"

namespace verifull::report {

// Columns [begin, end) of a shown line, counted from 0.
struct Columns {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const Columns&, const Columns&) = default;
};

// Secrets are replaced by base::kRedacted, tabs by four spaces, and what a
// terminal or a CI runner could take for a command by escapes.
class QuotedLine {
 public:
  // `line` counts from 0; `hidden` is what Redactor::hidden_in() gives for the
  // file.
  QuotedLine(const source::SourceFile& file, std::uint32_t line,
             const std::vector<ByteRange>& hidden);

  const std::string& text() const { return text_; }
  std::size_t width() const { return width_; }

  // Where the bytes [begin, end) of the file stand, cut to this line; a byte of
  // something that was replaced counts as all of it. Never empty: a place with no
  // character of its own, also the one behind the last, has a column.
  Columns columns(std::uint32_t begin, std::uint32_t end) const;

  // What stands in the columns of `window`, with no half character at its ends.
  // Returns the columns that the text really has.
  std::string cut(Columns window, Columns& kept) const;

 private:
  // What one character, or one hidden range, became.
  struct Cell {
    std::uint32_t source = 0;  // offset of its first byte in the file
    std::uint32_t text = 0;    // offset in text_
    std::uint32_t column = 0;
  };

  void add(std::size_t source, std::string_view text);
  std::size_t cell_of(std::uint32_t source) const;  // the last that begins at or before it
  std::size_t column_after(std::size_t cell) const;

  std::vector<Cell> cells_;
  std::string text_;
  std::size_t width_ = 0;
};

}  // namespace verifull::report
