// From the YAML tree to Ruby hashes: aliases followed, merge keys applied where
// they stand, as Psych's revive_hash does (lib/psych/visitors/to_ruby.rb).
#pragma once

#include <optional>

#include "parse/yaml_tree.h"
#include "resolve/config_value.h"
#include "resolve/render.h"

namespace verifull::resolve {

struct LoadedYaml {
  ConfigValue root;        // kNil for an empty file
  bool empty = true;
  std::optional<LoadError> error;
  // A limit of ours was hit (an alias bomb): nothing can be said.
  std::optional<LoadError> unfollowable;
};

inline constexpr std::size_t kMaxExpandedNodes = 100'000;

// `unknowns` gets what only a class of Ruby knows, as `!ruby/range 1..2`.
LoadedYaml load_yaml(const Rendered& rendered, const parse::YamlTree& tree, Unknowns& unknowns);

}  // namespace verifull::resolve
