// The two substitutions of the dotenv gem, lib/dotenv/substitutions/variable.rb
// and command.rb, each one pass over a text, as gsub does it there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/dotenv.h"
#include "parse/dotenv_expand.h"

namespace verifull::parse {

// A text in which some bytes stand for something that is not text.
struct MarkedText {
  struct Mark {
    std::size_t at = 0;   // offset of the byte
    DotenvPart part;      // what it stands for
    std::string written;  // and how that was written
  };
  std::string text;
  std::vector<Mark> marks;  // by offset
};

// Every `$NAME` and `${NAME}` becomes a mark, or the value that `lookup` gives; an
// escaped `\$` loses its backslash. Given up when the result is longer than
// kMaxDotenvValue.
MarkedText substitute_variables(const MarkedText& in, const DotenvLookup* lookup);

// Every `$(…)` with balanced parentheses, none of them empty, becomes a mark.
MarkedText substitute_commands(const MarkedText& in);

std::vector<DotenvPart> dotenv_parts(const MarkedText& in);

}  // namespace verifull::parse
