#include "parse/erb.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  parse::ErbProgram erb = parse::parse_erb(text, 0);
  for (const parse::RubyNode& node : erb.program.nodes) {
    require_inside(node.span, text);
    for (parse::RubyId child : node.children) {
      fuzz::require(child == parse::kNoRuby || child < erb.program.nodes.size());
    }
  }
  return 0;
}
