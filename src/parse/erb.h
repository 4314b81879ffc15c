// ERB templates as one Ruby program.
//
// Rails renders config/database.yml with ERB.new(text) and no trim mode
// (railties/lib/rails/application/configuration.rb; activesupport's
// configuration_file.rb), so `-%>` and lines that begin with `%` mean nothing
// special. parse_erb() does what ERB::Compiler does (ruby/erb
// lib/erb/compiler.rb): it turns the template into a Ruby program, text pieces
// included, and parses that. Going through the same intermediate program is what
// makes the odd cases come out right: a comment in a code tag swallows the text
// behind it, a line break between `case` and `when` is a syntax error.
#pragma once

#include <optional>
#include <string_view>

#include "base/span.h"
#include "parse/ruby_ast.h"

namespace verifull::parse {

struct ErbProgram {
  RubyProgram program;             // empty when there is an error
  std::optional<RubyError> error;
};

// `text` is the whole file; spans count from its first byte. Never fails
// otherwise: a template without tags is a program of one text piece.
ErbProgram parse_erb(std::string_view text, base::FileId file);

}  // namespace verifull::parse
