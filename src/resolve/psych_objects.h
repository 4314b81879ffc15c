// What a tag makes of a collection, as Psych's visitors/to_ruby.rb has it
// (visit_Psych_Nodes_Mapping, visit_Psych_Nodes_Sequence), and Hashes that hold
// themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "parse/yaml_tree.h"
#include "resolve/config_value.h"
#include "resolve/render.h"

namespace verifull::resolve {

enum class TaggedMapping : std::uint8_t {
  kHash,
  kSet,     // a Hash in which `<<` is a key like others: !!set, !!omap
  kText,    // the value of its key `str`, or nil
  kObject,  // of another class: nobody here knows what becomes of it
};

TaggedMapping mapping_of_tag(std::string_view tag);

// A tagged sequence that is an object of another class; an !!omap is a Hash.
bool is_object_sequence(std::string_view tag);
bool is_ordered_map(std::string_view tag);

// What a `!!str` mapping is; its other keys become instance variables, which no
// frozen object takes. A Ruby error where Psych raises one; nullopt where an unknown
// part decides.
struct TextOfMapping {
  std::optional<ConfigValue> value;
  std::optional<LoadError> error;
};
TextOfMapping text_of_mapping(const ConfigValue& mapping);

// Whether an alias finds the anchor of `node`: a `!!str` mapping that has no text is
// never registered.
bool is_registered(const parse::YamlTree& tree, const parse::YamlNode& node);

// The whole of each Hash and Array that an alias inside of itself names, by object.
using WholeObjects = std::unordered_map<std::uint32_t, ConfigValue>;

// Puts the whole in the place of every value that is `again`, as often inside of
// itself as a configuration has levels. False: more than `room` values.
bool unroll(ConfigValue& value, const WholeObjects& objects, std::size_t room);

}  // namespace verifull::resolve
