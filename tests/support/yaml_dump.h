// A YAML tree on one line, with the place of everything:
// `{adapter@0-7: "postgresql"@9-21, pool@22-26: *p@28-30}@0-30`.
//
// Anchors and tags stand in front (`&default !<!foo> {…}`), quotes and block
// indicators as in the file, line breaks and control characters escaped. An error
// stands in front of what could be read: `syntax@12: message | {…}`.
#pragma once

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "parse/yaml_tree.h"

namespace verifull::tests {

inline std::string yaml_escaped(std::string_view text) {
  std::string result;
  for (char c : text) {
    std::array<char, 8> code{};
    if (c == '\n') {
      result += "\\n";
    } else if (static_cast<unsigned char>(c) < ' ') {
      std::snprintf(code.data(), code.size(), "\\x%02x", static_cast<unsigned>(c));
      result += code.data();
    } else {
      result += c;
    }
  }
  return result;
}

inline std::string dump_range(const parse::YamlRange& range) {
  return "@" + std::to_string(range.begin) + "-" + std::to_string(range.end);
}

inline std::string dump_scalar(const parse::YamlNode& node) {
  const std::string text = yaml_escaped(node.value);
  switch (node.style) {
    case parse::YamlStyle::kSingleQuoted:
      return "'" + text + "'";
    case parse::YamlStyle::kDoubleQuoted:
      return "\"" + text + "\"";
    case parse::YamlStyle::kLiteral:
      return "|" + text;
    case parse::YamlStyle::kFolded:
      return ">" + text;
    case parse::YamlStyle::kPlain:
      break;
  }
  return text;
}

inline std::string dump_yaml_node(const parse::YamlTree& tree, parse::YamlId id) {
  const parse::YamlNode& node = tree.at(id);
  std::string result;
  if (!node.anchor.empty() && node.kind != parse::YamlKind::kAlias) {
    result += "&" + node.anchor + " ";
  }
  if (!node.tag.empty()) result += "!<" + node.tag + "> ";
  const std::size_t opened = result.size();
  const auto separate = [&] { result += result.size() > opened + 1 ? ", " : ""; };
  if (node.kind == parse::YamlKind::kScalar) result += dump_scalar(node);
  if (node.kind == parse::YamlKind::kAlias) {
    result += "*" + (node.target == parse::kNoYaml ? node : tree.at(node.target)).anchor;
  }
  if (node.kind == parse::YamlKind::kSequence) {
    result += "[";
    for (const parse::YamlId item : node.items) {
      separate();
      result += dump_yaml_node(tree, item);
    }
    result += "]";
  }
  if (node.kind == parse::YamlKind::kMapping) {
    result += "{";
    for (const parse::YamlPair& pair : node.pairs) {
      separate();
      result += dump_yaml_node(tree, pair.key) + ": " + dump_yaml_node(tree, pair.value);
    }
    result += "}";
  }
  return result + dump_range(node.range);
}

inline std::string dump_yaml_error(const parse::YamlError& error) {
  constexpr std::array<const char*, 5> kKinds = {"syntax", "unknown alias", "too deep", "too large",
                                                 "unread"};
  return std::string(kKinds.at(static_cast<std::size_t>(error.kind))) + "@" +
         std::to_string(error.offset) + ": " + error.message;
}

inline std::string dump_yaml(const parse::YamlTree& tree) {
  std::string nodes = tree.root == parse::kNoYaml ? "nothing" : dump_yaml_node(tree, tree.root);
  return tree.error ? dump_yaml_error(*tree.error) + " | " + nodes : nodes;
}

}  // namespace verifull::tests
