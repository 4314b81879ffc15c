#include "parse/shell_tree.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  parse::ShellScript script = parse::parse_shell(text);
  if (script.error) require_inside(script.error->range.begin, script.error->range.end, text);
  for (const parse::ShellNode& node : script.commands) {
    for (const parse::ShellWord& word : node.words) {
      require_inside(word.range.begin, word.range.end, text);
    }
  }
  return 0;
}
