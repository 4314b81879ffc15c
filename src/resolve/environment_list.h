// Which top-level keys of database.yml are environments that a server runs in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/yaml_tree.h"
#include "resolve/config_value.h"
#include "resolve/resolve.h"

namespace verifull::resolve {

struct EnvironmentList {
  std::vector<std::string> used;          // production-like, in the order of the file
  std::vector<UnusedEnvironment> unused;  // and why not
};

// Adds what one rendering of the file shows. `known` are the names of
// config/environments/*.rb; they are environments for certain.
void add_environments(const ConfigValue& root, const parse::YamlTree& tree,
                      const std::vector<std::string>& known, EnvironmentList& list);

}  // namespace verifull::resolve
