// YAML with nothing thrown away: duplicate keys, aliases, anchors, merge keys,
// quoting and the place of everything.
//
// Built from yaml-cpp's events (its Node interface loses aliases, second keys
// and ends). What is accepted, how far the document goes and where everything
// stands is decided by the rules of Psych, the parser that Rails uses
// (parse/yaml_outline.h). No meaning is given to anything: `<<` is a key like
// others (resolve/merge.h), `yes` is a text (parse/yaml_scalar.h). yaml_tree.cc
// is the only file of the project that includes yaml-cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::parse {

using YamlId = std::uint32_t;
inline constexpr YamlId kNoYaml = 0xffffffff;

enum class YamlKind : std::uint8_t { kScalar, kSequence, kMapping, kAlias };
enum class YamlStyle : std::uint8_t { kPlain, kSingleQuoted, kDoubleQuoted, kLiteral, kFolded };

// Bytes [begin, end) of the text that was parsed.
struct YamlRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct YamlPair {
  YamlId key = kNoYaml;
  YamlId value = kNoYaml;
};

struct YamlNode {
  YamlKind kind = YamlKind::kScalar;
  YamlStyle style = YamlStyle::kPlain;  // of a scalar
  // Of a scalar, quotes included; of a block scalar from its indicator to the
  // end of its last line that isn't empty, line break excluded; of a collection
  // from its first to its last byte; of an alias `*name`. An empty value is the
  // empty range right after the colon (or dash, or `?`) it belongs to, or right
  // after the key that has no colon; one that has an anchor or a tag, right
  // after those.
  YamlRange range;
  YamlRange properties;         // the anchor and the tag in front of it; may be empty
  std::string value;            // of a scalar: quotes and folding resolved
  std::string tag;              // as Psych sees it: "", "!", "!foo", "tag:yaml.org,2002:str"
  std::string anchor;           // name without &; of an alias without target its own name
  std::vector<YamlPair> pairs;  // of a mapping, in order, duplicates included
  std::vector<YamlId> items;    // of a sequence
  // Of an alias: the node that was anchored, which may be around it; kNoYaml for one
  // that names nothing.
  YamlId target = kNoYaml;
};

struct YamlError {
  enum class Kind : std::uint8_t {
    kSyntax,        // Psych::SyntaxError
    kUnknownAlias,  // Psych::BadAlias
    kTooDeep,       // deeper than kMaxYamlDepth: our limit, not Psych's
    kTooLarge,      // more than kMaxYamlNodes nodes: our limit
    kUnread,        // Psych takes it, yaml-cpp doesn't: our limit
  };
  Kind kind = Kind::kSyntax;
  std::string message;       // one sentence, no full stop, no place; Psych's own words
  std::uint32_t offset = 0;  // the place that Psych names, where it names one
};

inline constexpr int kMaxYamlDepth = 100;
inline constexpr std::uint32_t kMaxYamlNodes = 100'000;

// The first document of a stream; what stands behind it is not looked at, as
// Psych.load doesn't. nodes[root] when there is one; a text that is empty or only
// comments has no root.
struct YamlTree {
  std::vector<YamlNode> nodes;
  YamlId root = kNoYaml;
  // With an error, nodes and root are those of the lines before the one it is
  // in, as far as those can be read alone. With an unknown alias, which Psych finds
  // only while it builds the objects, they are those of the whole document.
  std::optional<YamlError> error;

  const YamlNode& at(YamlId id) const { return nodes[id]; }
  // The node itself, or what an alias stands for; an alias that names nothing itself.
  const YamlNode& follow(YamlId id) const {
    const YamlNode& node = nodes[id];
    return node.target == kNoYaml ? node : nodes[node.target];
  }
};

// `text` may hold placeholders (parse/placeholder.h); they are ordinary
// characters of a plain scalar.
YamlTree parse_yaml(std::string_view text);

}  // namespace verifull::parse
