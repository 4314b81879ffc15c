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

struct NamedEnvironments {
  const std::vector<std::string>& known;       // config/environments/*.rb: certainly environments
  const std::vector<std::string>& production;  // used, whatever they are called
  const std::vector<std::string>& ignored;     // not used
};

// By its name, unless `production` has it.
bool is_development(std::string_view environment, const std::vector<std::string>& production);

// Adds what one rendering of the file shows.
void add_environments(const ConfigValue& root, const parse::YamlTree& tree,
                      const NamedEnvironments& named, EnvironmentList& list);

}  // namespace verifull::resolve
