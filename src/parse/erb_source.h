// The Ruby program that ERB makes of a template, and the way back.
//
// A template becomes the very program that ERB::Compiler (ruby/erb
// lib/erb/compiler.rb, no trim mode) would hand to Ruby, text pieces included as
// `_erbout.<< "…".freeze`. Keeping the real bytes, instead of a shorthand for
// the pieces, is what makes a tag that leaves a string, a comment or a heredoc
// open come out as it does in Ruby. Where a piece starts is remembered, so that
// the lexer can take it as one token when it meets it between statements.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace verifull::parse {

// Offsets are bytes; `code_` ones count in ErbSource::code, the others in the
// template.
struct ErbSource {
  // A stretch of code and the bytes of the template it stands for. Of an opaque
  // one (a text piece, the glue of an output tag) only the whole can be mapped.
  struct Segment {
    std::uint32_t code_begin = 0;
    std::uint32_t code_end = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool opaque = false;
  };
  // A text piece is one or more runs of template bytes that are rendered as they
  // stand; `<%%` ends a run behind `<%`, `%%>` in an unterminated tag starts one.
  struct Run {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  struct Piece {
    std::uint32_t code_begin = 0;
    std::uint32_t code_end = 0;  // behind `.freeze`, before the newlines
    std::uint32_t first_run = 0;
    std::uint32_t last_run = 0;  // one past
  };
  // `_erbout.<<((` and `).to_s)` around the code of an output tag.
  struct Output {
    std::uint32_t open_begin = 0;
    std::uint32_t open_end = 0;
    std::uint32_t close_begin = 0;
    std::uint32_t close_end = 0;
  };

  std::string code;
  std::uint32_t start = 0;         // where the lexer begins, behind `_erbout = +''; `
  std::uint32_t result = 0;        // of the last `_erbout`; code.size() for plain Ruby
  bool valid_utf8 = true;          // of what stands in tags
  bool has_foreign_magic = false;  // a magic comment asks for another encoding
  std::vector<Segment> segments;
  std::vector<Run> runs;
  std::vector<Piece> pieces;
  std::vector<Output> outputs;

  // The piece or output that starts at `code_offset`, or nullptr.
  const Piece* piece_at(std::uint32_t code_offset) const;
  const Output* output_at(std::uint32_t code_offset) const;
  // The output whose closing glue starts at `code_offset`, or nullptr.
  const Output* close_at(std::uint32_t code_offset) const;

  // The bytes of the template that code [code_begin, code_end) came from.
  base::Span span_of(std::uint32_t code_begin, std::uint32_t code_end, base::FileId file) const;
};

ErbSource compile_erb(std::string_view text);

// Ruby that is not in a template: offsets of code and text are the same.
ErbSource plain_source(std::string_view code);

}  // namespace verifull::parse
