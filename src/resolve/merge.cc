#include "resolve/merge.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "parse/placeholder.h"

namespace verifull::resolve {
namespace {

using parse::kNoYaml;
using parse::ScalarType;
using parse::YamlId;
using parse::YamlKind;
using parse::YamlNode;
using parse::YamlStyle;

// Aliases that stand inside what other aliases name; keeps the stack bounded.
constexpr int kMaxAliasDepth = 100;

ConfigType config_type(ScalarType type) {
  switch (type) {
    case ScalarType::kNil: return ConfigType::kNil;
    case ScalarType::kTrue: return ConfigType::kTrue;
    case ScalarType::kFalse: return ConfigType::kFalse;
    case ScalarType::kInteger:
    case ScalarType::kFloat: return ConfigType::kNumber;
    case ScalarType::kString: return ConfigType::kString;
    case ScalarType::kSymbol: return ConfigType::kSymbol;
    case ScalarType::kDate:
    case ScalarType::kTime: return ConfigType::kOther;
  }
  return ConfigType::kOther;
}

// A mapping under construction; finds keys without walking all of them.
class MappingBuilder {
 public:
  explicit MappingBuilder(ConfigValue& mapping) : mapping_(mapping) {}

  void set(ConfigEntry entry, Replaced by) {
    std::string name = std::to_string(static_cast<int>(entry.key_type)) + entry.key;
    auto [place, is_new] = index_.emplace(std::move(name), mapping_.entries.size());
    if (is_new) {
      mapping_.entries.push_back(std::move(entry));
      return;
    }
    replace(mapping_.entries[place->second], std::move(entry), by);
  }

  // True for a key that a merge brought and nothing has set since.
  bool is_merged(const ConfigEntry& entry) const {
    std::string name = std::to_string(static_cast<int>(entry.key_type)) + entry.key;
    return merged_.contains(name);
  }
  void mark(const ConfigEntry& entry, bool merged) {
    std::string name = std::to_string(static_cast<int>(entry.key_type)) + entry.key;
    if (merged) {
      merged_.insert_or_assign(std::move(name), true);
    } else {
      merged_.erase(name);
    }
  }

 private:
  ConfigValue& mapping_;
  std::unordered_map<std::string, std::size_t> index_;
  std::unordered_map<std::string, bool> merged_;
};

class Loader {
 public:
  Loader(const Rendered& rendered, const parse::YamlTree& tree, Unknowns& unknowns)
      : rendered_(rendered), tree_(tree), unknowns_(unknowns) {}

  struct TooLarge {};
  struct Recursive {
    base::Span span;
  };
  // Psych raises while it builds the objects.
  struct Refused {
    LoadError error;
  };

  ConfigValue load(YamlId id) {
    const YamlNode& node = tree_.at(id);
    if (node.kind == YamlKind::kAlias) return load_alias(node);
    if (++count_ > kMaxExpandedNodes) throw TooLarge{};
    ConfigValue value;
    value.span = span_of(node);
    switch (node.kind) {
      case YamlKind::kScalar: load_scalar(node, value); break;
      case YamlKind::kSequence:
        value.type = ConfigType::kSequence;
        for (YamlId item : node.items) value.items.push_back(load(item));
        break;
      case YamlKind::kMapping: load_mapping(id, value); break;
      case YamlKind::kAlias: break;
    }
    return value;
  }

 private:
  base::Span span_of(const YamlNode& node) const {
    return rendered_.source_of(node.range.begin, node.range.end);
  }

  ConfigValue load_alias(const YamlNode& node) {
    if (node.target == kNoYaml) throw Recursive{span_of(node)};
    if (open_aliases_ >= kMaxAliasDepth) throw TooLarge{};
    for (YamlId open : open_) {
      if (open == node.target) throw Recursive{span_of(node)};
    }
    ++open_aliases_;
    ConfigValue value = load(node.target);
    --open_aliases_;
    value.trail.push_back({OriginKind::kAnchor, span_of(node), tree_.at(node.target).anchor});
    return value;
  }

  void load_scalar(const YamlNode& node, ConfigValue& value) {
    for (const RenderedRun* run : rendered_.runs_in(node.range.begin, node.range.end)) {
      value.secret = value.secret || run->secret;
      value.trail.insert(value.trail.end(), run->trail.begin(), run->trail.end());
    }
    bool open_plain = node.style == YamlStyle::kPlain && node.tag.empty() &&
                      !parse::is_closed(node.value);
    if (open_plain) {
      value.type = ConfigType::kPlain;
      value.text = node.value;
      return;
    }
    parse::TypedScalar typed = type(node);
    value.type = config_type(typed.type);
    value.text = std::move(typed.text);
  }

  parse::TypedScalar type(const YamlNode& node) {
    parse::TypedScalar typed = parse::type_scalar(node);
    if (!typed.error_class.empty()) {
      throw Refused{{typed.error_class, typed.error_message, span_of(node)}};
    }
    if (typed.opaque) {
      typed.text = parse::placeholder(unknowns_.expression(node.value, span_of(node)));
    }
    return typed;
  }

  ConfigEntry load_key(YamlId id) {
    ConfigEntry entry;
    const YamlNode& key = tree_.follow(id);
    entry.key_span = span_of(tree_.at(id));
    if (key.kind == YamlKind::kScalar) {
      parse::TypedScalar typed = type(key);
      entry.key_type = typed.type;
      entry.key = std::move(typed.text);
    } else {
      entry.key_type = ScalarType::kTime;  // a mapping or sequence as a key: nobody finds it
      entry.key = to_json(load(id));
    }
    return entry;
  }

  void load_mapping(YamlId id, ConfigValue& value) {
    value.type = ConfigType::kMapping;
    value.object = static_cast<std::uint32_t>(id) + 1;
    open_.push_back(id);
    MappingBuilder builder(value);
    for (const parse::YamlPair& pair : tree_.at(id).pairs) {
      ConfigEntry entry = load_key(pair.key);
      // A mapping merged into itself stays what it is.
      if (entry.key == "<<" && tree_.at(pair.value).target == id) continue;
      entry.value = load(pair.value);
      bool is_merge = entry.key == "<<" && entry.key_type == ScalarType::kString &&
                      tree_.follow(pair.key).tag != "tag:yaml.org,2002:str";
      if (is_merge && merge(pair, entry, builder)) continue;
      entry.value.trail.push_back({OriginKind::kYaml, entry.key_span, entry.key});
      Replaced by = builder.is_merged(entry) ? Replaced::kExplicit : Replaced::kDuplicate;
      builder.mark(entry, false);
      builder.set(std::move(entry), by);
    }
    open_.pop_back();
  }

  // False when Psych keeps `<<` as a key: its value is no mapping.
  bool merge(const parse::YamlPair& pair, ConfigEntry& entry, MappingBuilder& builder) {
    const YamlNode& written = tree_.at(pair.value);
    if (entry.value.is(ConfigType::kMapping)) {
      bring(entry.value, entry.key_span, written, builder);
      return true;
    }
    if (written.kind != YamlKind::kSequence) return false;
    for (const ConfigValue& item : entry.value.items) {
      if (!item.is(ConfigType::kMapping)) return false;
    }
    // The first of a list wins, and the keys of the last stand first.
    ConfigValue together;
    together.type = ConfigType::kMapping;
    MappingBuilder all(together);
    for (std::size_t i = entry.value.items.size(); i-- > 0;) {
      bring(entry.value.items[i], entry.key_span, tree_.at(written.items[i]), all);
    }
    for (ConfigEntry& brought : together.entries) take(std::move(brought), builder);
    return true;
  }

  void bring(const ConfigValue& mapping, const base::Span& key, const YamlNode& written,
             MappingBuilder& builder) {
    std::string name = written.kind == YamlKind::kAlias ? tree_.at(written.target).anchor : "";
    base::Span pair = key;
    base::Span value = span_of(written);
    if (value.file == pair.file && value.end > pair.begin) pair.end = value.end;
    for (const ConfigEntry& entry : mapping.entries) {
      if (++count_ > kMaxExpandedNodes) throw TooLarge{};
      ConfigEntry brought = entry;
      brought.value.trail.push_back({OriginKind::kMerge, pair, name});
      take(std::move(brought), builder);
    }
  }

  // A merge over a merged key is the ordinary way; over an explicit one it is not.
  static void take(ConfigEntry entry, MappingBuilder& builder) {
    Replaced by = builder.is_merged(entry) ? Replaced::kExplicit : Replaced::kMerge;
    builder.mark(entry, true);
    builder.set(std::move(entry), by);
  }

  const Rendered& rendered_;
  const parse::YamlTree& tree_;
  Unknowns& unknowns_;
  std::vector<YamlId> open_;  // mappings around the node being loaded
  std::size_t count_ = 0;
  int open_aliases_ = 0;
};

LoadError error_of(const Rendered& rendered, const parse::YamlError& error) {
  LoadError result;
  bool alias = error.kind == parse::YamlError::Kind::kUnknownAlias;
  // activesupport/lib/active_support/configuration_file.rb turns a
  // Psych::SyntaxError into a RuntimeError, and only that.
  result.ruby_class = alias ? "Psych::BadAlias" : "RuntimeError";
  result.message = alias ? error.message : "YAML syntax error: " + error.message;
  result.span = rendered.source_of(error.offset, error.offset);
  return result;
}

// True when the unknown may be what YAML trips over.
bool hangs_on_unknown(const Rendered& rendered, std::uint32_t offset) {
  if (!rendered.dynamic_lines.empty()) return true;
  std::string_view text = rendered.text;
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  std::size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  // YAML often notices a line or two later.
  for (int lines = 0; lines < 3 && begin >= 2; ++lines) begin = text.rfind('\n', begin - 2) + 1;
  std::size_t end = std::min(text.find('\n', offset), text.size());
  return !parse::is_closed(text.substr(begin, end - begin));
}

}  // namespace

LoadedYaml load_yaml(const Rendered& rendered, const parse::YamlTree& tree, Unknowns& unknowns) {
  LoadedYaml result;
  if (tree.error) {
    bool ours = tree.error->kind == parse::YamlError::Kind::kTooDeep ||
                tree.error->kind == parse::YamlError::Kind::kTooLarge ||
                tree.error->kind == parse::YamlError::Kind::kUnread;
    LoadError error = error_of(rendered, *tree.error);
    if (ours || hangs_on_unknown(rendered, tree.error->offset)) {
      error.ruby_class = "";
      error.limit = ours;
      if (ours) error.message = tree.error->message;
      result.unfollowable = std::move(error);
    } else {
      result.error = std::move(error);
    }
    return result;
  }
  if (tree.root == kNoYaml) return result;
  result.empty = false;
  try {
    result.root = Loader(rendered, tree, unknowns).load(tree.root);
  } catch (const Loader::Refused& refused) {
    result.error = refused.error;
  } catch (const Loader::TooLarge&) {
    result.unfollowable = LoadError{
        "", "aliases expand to more than 100000 values", {}, true};
  } catch (const Loader::Recursive& recursive) {
    result.unfollowable = LoadError{"", "an alias stands inside its own anchor", recursive.span};
  }
  return result;
}

}  // namespace verifull::resolve
