#include "resolve/psych_objects.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "parse/placeholder.h"

namespace verifull::resolve {
namespace {

constexpr std::string_view kTextTags[] = {"tag:yaml.org,2002:str", "!str", "!ruby/string"};
constexpr std::string_view kSetTags[] = {"tag:yaml.org,2002:set", "!set", "tag:yaml.org,2002:omap",
                                         "!omap"};
constexpr std::string_view kObjectTags[] = {
    "!str:",       "!ruby/string:",    "!ruby/struct",          "!ruby/object",
    "!ruby/array:", "!ruby/exception", "!ruby/hash-with-ivars", "!map:",
    "!ruby/hash:", "!ruby/marshalable:", "!ruby/range",
};
// Environment, database, key: a Hash in itself is seen so deep, and once more.
constexpr int kUnrolled = 4;
constexpr int kMaxUnrolledDepth = 400;

template <typename Table>
bool contains(const Table& table, std::string_view tag) {
  return std::find(std::begin(table), std::end(table), tag) != std::end(table);
}

bool is_name_byte(char c) {
  return base::is_alpha(c) || base::is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// Of `@name`, what stands behind the sign.
bool is_variable_name(std::string_view name) {
  return !name.empty() && !base::is_digit(name[0]) &&
         std::all_of(name.begin(), name.end(), is_name_byte);
}

bool is_frozen(const ConfigValue& value) {
  switch (value.type) {
    case ConfigType::kString:
    case ConfigType::kMapping:
    case ConfigType::kSequence:
    case ConfigType::kOther: return false;
    default: return true;
  }
}

class Unroller {
 public:
  Unroller(const WholeObjects& objects, std::size_t room) : objects_(objects), room_(room) {}

  bool unroll(ConfigValue& value, int depth) {
    if (depth > kMaxUnrolledDepth || room_-- == 0) return false;
    if (!value.again) return unroll_children(value, depth);
    int& times = times_[value.object];
    auto whole = objects_.find(value.object);
    if (times >= kUnrolled || whole == objects_.end()) return true;
    Trail trail = std::move(value.trail);
    base::Span span = value.span;
    value = whole->second;
    value.trail = std::move(trail);
    value.span = span;
    ++times;
    bool done = unroll_children(value, depth);
    --times_[whole->first];
    return done;
  }

 private:
  bool unroll_children(ConfigValue& value, int depth) {
    for (ConfigEntry& entry : value.entries) {
      if (!unroll(entry.value, depth + 1)) return false;
    }
    return std::all_of(value.items.begin(), value.items.end(),
                       [&](ConfigValue& item) { return unroll(item, depth + 1); });
  }

  const WholeObjects& objects_;
  std::size_t room_;
  std::unordered_map<std::uint32_t, int> times_;
};

}  // namespace

TaggedMapping mapping_of_tag(std::string_view tag) {
  if (tag.empty() || tag == "!ruby/object:Hash") return TaggedMapping::kHash;
  if (contains(kTextTags, tag)) return TaggedMapping::kText;
  if (contains(kSetTags, tag)) return TaggedMapping::kSet;
  bool object = std::any_of(std::begin(kObjectTags), std::end(kObjectTags),
                            [&](std::string_view prefix) { return tag.starts_with(prefix); });
  return object ? TaggedMapping::kObject : TaggedMapping::kHash;
}

bool is_object_sequence(std::string_view tag) {
  return tag.starts_with("!seq:") || tag.starts_with("!ruby/array:");
}

bool is_ordered_map(std::string_view tag) {
  return tag == "!omap" || tag == "tag:yaml.org,2002:omap";
}

TextOfMapping text_of_mapping(const ConfigValue& mapping) {
  TextOfMapping result;
  const ConfigEntry* text = nullptr;
  for (const ConfigEntry& entry : mapping.entries) {
    bool is_text = entry.key == "str" && entry.key_type == parse::ScalarType::kString;
    if (is_text) text = &entry;
  }
  bool frozen = text == nullptr || is_frozen(text->value);
  for (const ConfigEntry& entry : mapping.entries) {
    if (&entry == text) continue;
    if (!parse::is_closed(entry.key)) return result;
    std::string_view name = entry.key;
    if (name.starts_with('@')) name.remove_prefix(1);
    const char* error = is_variable_name(name) ? "FrozenError" : "NameError";
    if (is_variable_name(name) && text != nullptr && text->value.is(ConfigType::kPlain)) {
      return result;
    }
    if (is_variable_name(name) && !frozen) continue;
    result.error = LoadError{error, "`!!str` on a mapping with the key `" + entry.key + "`",
                             entry.key_span};
    return result;
  }
  result.value = text == nullptr ? ConfigValue{} : text->value;
  return result;
}

bool is_registered(const parse::YamlTree& tree, const parse::YamlNode& node) {
  bool text = node.kind == parse::YamlKind::kMapping &&
              mapping_of_tag(node.tag) == TaggedMapping::kText;
  return !text || std::any_of(node.pairs.begin(), node.pairs.end(), [&](const parse::YamlPair& pair) {
    return tree.follow(pair.key).value == "str";
  });
}

bool unroll(ConfigValue& value, const WholeObjects& objects, std::size_t room) {
  return objects.empty() || Unroller(objects, room).unroll(value, 0);
}

}  // namespace verifull::resolve
