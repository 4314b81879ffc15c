// The file as it comes out for one Rails environment: rendered, parsed, merged and
// split into databases, once for each structural world.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/erb.h"
#include "parse/yaml_tree.h"
#include "resolve/merge.h"
#include "resolve/rails_config.h"
#include "resolve/render.h"
#include "resolve/resolve.h"

namespace verifull::resolve {

// One way in which the file can come out.
struct Loaded {
  Guard guard;
  Rendered rendered;
  parse::YamlTree tree;
  LoadedYaml yaml;
  RawEnvironment raw;
  std::optional<LoadError> error;         // Rails cannot load it
  std::optional<LoadError> unfollowable;  // we cannot tell
};

// All ways; past 64 of them one that is unfollowable. `text` is the template that
// `program` was parsed from.
std::vector<Loaded> load_ways(const ResolveInput& input, std::string_view text,
                              const parse::ErbProgram& program, const std::string& environment,
                              Unknowns& unknowns);

}  // namespace verifull::resolve
