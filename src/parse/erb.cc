#include "parse/erb.h"

#include <utility>

#include "parse/erb_source.h"
#include "parse/ruby_parser.h"

namespace verifull::parse {

ErbProgram parse_erb(std::string_view text, base::FileId file) {
  ErbSource source = compile_erb(text);
  ErbProgram result;
  if (source.has_foreign_magic) {
    result.error = RubyError{
        RubyError::Kind::kUnsupported, "a magic comment asks for another encoding", {file, 0, 0}};
    return result;
  }
  ParsedRuby parsed = parse_ruby(source, text, file);
  result.program = std::move(parsed.program);
  result.error = std::move(parsed.error);
  return result;
}

}  // namespace verifull::parse
