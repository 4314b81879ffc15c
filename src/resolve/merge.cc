#include "resolve/merge.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "parse/placeholder.h"
#include "resolve/mapping_builder.h"
#include "resolve/psych_objects.h"
#include "resolve/yaml_failure.h"

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

class Loader {
 public:
  Loader(const Rendered& rendered, const parse::YamlTree& tree, Unknowns& unknowns)
      : rendered_(rendered), tree_(tree), unknowns_(unknowns) {}

  struct TooLarge {};
  // What becomes of it only Ruby's classes know.
  struct Unfollowable {
    std::string message;
    base::Span span;
  };
  // Psych raises while it builds the objects.
  struct Refused {
    LoadError error;
  };

  ConfigValue load_root() {
    ConfigValue root = load(tree_.root);
    if (!unroll(root, whole_, kMaxExpandedNodes)) throw TooLarge{};
    return root;
  }

 private:
  // A mapping or sequence that is being loaded.
  struct Open {
    YamlId id;
    const ConfigValue* value;
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
      case YamlKind::kMapping: load_collection(id, value); break;
      case YamlKind::kAlias: break;
    }
    return value;
  }

  base::Span span_of(const YamlNode& node) const {
    return rendered_.source_of(node.range.begin, node.range.end);
  }

  ConfigValue load_alias(const YamlNode& node) {
    if (node.target == kNoYaml || !is_registered(tree_, tree_.at(node.target))) {
      std::string name = node.target == kNoYaml ? node.anchor : tree_.at(node.target).anchor;
      throw Refused{{"Psych::BadAlias", "Unknown alias: " + name, span_of(node)}};
    }
    if (open_aliases_ >= kMaxAliasDepth) throw TooLarge{};
    ConfigValue value;
    if (find_open(node.target) != nullptr) {
      bool mapping = tree_.at(node.target).kind == YamlKind::kMapping;
      value.type = mapping ? ConfigType::kMapping : ConfigType::kSequence;
      value.object = object_of(node.target);
      value.again = true;
      value.span = span_of(node);
      whole_.try_emplace(value.object);
    } else {
      ++open_aliases_;
      value = load(node.target);
      --open_aliases_;
    }
    value.trail.push_back({OriginKind::kAnchor, span_of(node), tree_.at(node.target).anchor});
    return value;
  }

  static std::uint32_t object_of(YamlId id) { return static_cast<std::uint32_t>(id) + 1; }

  const ConfigValue* find_open(YamlId id) const {
    for (const Open& open : open_) {
      if (open.id == id) return open.value;
    }
    return nullptr;
  }

  void load_collection(YamlId id, ConfigValue& value) {
    const YamlNode& node = tree_.at(id);
    value.object = object_of(id);
    open_.push_back({id, &value});
    if (node.kind == YamlKind::kMapping) {
      load_mapping(id, value);
    } else if (is_ordered_map(node.tag)) {
      load_ordered_map(node, value);
    } else if (is_object_sequence(node.tag)) {
      throw foreign(node);
    } else {
      value.type = ConfigType::kSequence;
      for (YamlId item : node.items) value.items.push_back(load(item));
    }
    open_.pop_back();
    auto whole = whole_.find(value.object);
    if (whole != whole_.end()) whole->second = value;
  }

  Unfollowable foreign(const YamlNode& node) const {
    return {"the tag " + node.tag + " makes an object of another class", span_of(node)};
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
    const YamlNode& node = tree_.at(id);
    TaggedMapping tagged = mapping_of_tag(node.tag);
    if (tagged == TaggedMapping::kObject) throw foreign(node);
    value.type = ConfigType::kMapping;
    MappingBuilder builder(value);
    for (const parse::YamlPair& pair : node.pairs) {
      ConfigEntry entry = load_key(pair.key);
      // A mapping merged into itself stays what it is.
      if (entry.key == "<<" && tree_.at(pair.value).target == id) continue;
      entry.value = load(pair.value);
      bool is_merge = tagged == TaggedMapping::kHash && entry.key == "<<" &&
                      entry.key_type == ScalarType::kString &&
                      tree_.follow(pair.key).tag != "tag:yaml.org,2002:str";
      if (is_merge && merge(pair, entry, builder)) continue;
      add(std::move(entry), builder);
    }
    if (tagged == TaggedMapping::kText) load_text(node, value);
  }

  static void add(ConfigEntry entry, MappingBuilder& builder) {
    entry.value.trail.push_back({OriginKind::kYaml, entry.key_span, entry.key});
    Replaced by = builder.is_merged(entry) ? Replaced::kExplicit : Replaced::kDuplicate;
    builder.mark(entry, false);
    builder.set(std::move(entry), by);
  }

  void load_text(const YamlNode& node, ConfigValue& value) {
    TextOfMapping text = text_of_mapping(value);
    if (text.error) throw Refused{*std::move(text.error)};
    if (!text.value) throw Unfollowable{"code writes the keys of a `!!str`", span_of(node)};
    base::Span span = value.span;
    value = *std::move(text.value);
    value.span = span;
  }

  // A list of mappings, of each the first key and the last value.
  void load_ordered_map(const YamlNode& node, ConfigValue& value) {
    value.type = ConfigType::kMapping;
    MappingBuilder builder(value);
    for (YamlId item : node.items) {
      const std::vector<parse::YamlPair>& pairs = tree_.at(item).pairs;
      if (pairs.empty()) throw foreign(node);
      ConfigEntry entry = load_key(pairs.front().key);
      entry.value = load(pairs.back().value);
      add(std::move(entry), builder);
    }
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
    // Of one that is being loaded, as much as there is by now.
    const ConfigValue& whole = mapping.again ? *find_open(written.target) : mapping;
    for (const ConfigEntry& entry : whole.entries) {
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
  std::vector<Open> open_;  // around the node being loaded
  WholeObjects whole_;
  std::size_t count_ = 0;
  int open_aliases_ = 0;
};

}  // namespace

LoadedYaml load_yaml(const Rendered& rendered, const parse::YamlTree& tree, Unknowns& unknowns) {
  LoadedYaml result;
  bool unknown_alias = tree.error && tree.error->kind == parse::YamlError::Kind::kUnknownAlias;
  if (tree.error && !(unknown_alias && !hangs_on_unknown(rendered, tree.error->offset))) {
    bool ours = tree.error->kind == parse::YamlError::Kind::kTooDeep ||
                tree.error->kind == parse::YamlError::Kind::kTooLarge ||
                tree.error->kind == parse::YamlError::Kind::kUnread;
    LoadError error = yaml_failure(rendered, *tree.error);
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
    result.root = Loader(rendered, tree, unknowns).load_root();
  } catch (const Loader::Refused& refused) {
    result.error = refused.error;
  } catch (const Loader::TooLarge&) {
    result.unfollowable = LoadError{
        "", "aliases expand to more than 100000 values", {}, true};
  } catch (const Loader::Unfollowable& unfollowable) {
    result.unfollowable = LoadError{"", unfollowable.message, unfollowable.span};
  }
  return result;
}

}  // namespace verifull::resolve
