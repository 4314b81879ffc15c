#include "parse/yaml_tree.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  parse::YamlTree tree = parse::parse_yaml(text);
  fuzz::require(tree.nodes.size() <= parse::kMaxYamlNodes);
  for (const parse::YamlNode& node : tree.nodes) {
    require_inside(node.range.begin, node.range.end, text);
    require_inside(node.properties.begin, node.properties.end, text);
    fuzz::require(node.target == parse::kNoYaml || node.target < tree.nodes.size());
  }
  return 0;
}
