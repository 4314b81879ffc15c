// The nodes of a document's text in order, with their ranges and texts: which
// node begins and ends where, by the grammar that Psych uses (libyaml 0.2.5
// src/parser.c).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/yaml_tree.h"

namespace verifull::parse {

struct YamlOutlineNode {
  YamlKind kind = YamlKind::kScalar;
  YamlStyle style = YamlStyle::kPlain;
  bool flow = false;  // of a collection: written with brackets
  YamlRange range;
  YamlRange properties;
  std::string tag;         // resolved
  std::string anchor;      // of an alias: the name it refers to
  std::string value;       // of a scalar
  std::uint32_t last = 0;  // of a collection: index of the last node inside it
};

struct YamlOutline {
  std::vector<YamlOutlineNode> nodes;  // parents before children, keys before values
  std::uint32_t begin = 0;  // of the document's first byte that matters, directives excluded
  std::uint32_t end = 0;    // of its last
  std::optional<YamlError> error;
};

// The first document of `text`; no nodes when there is none.
YamlOutline outline_yaml(std::string_view text);

}  // namespace verifull::parse
