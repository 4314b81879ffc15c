// What Rails says of a file that is no YAML.
#pragma once

#include <cstdint>

#include "parse/yaml_tree.h"
#include "resolve/render.h"

namespace verifull::resolve {

LoadError yaml_failure(const Rendered& rendered, const parse::YamlError& error);

// True when something unknown may be what YAML trips over at `offset`.
bool hangs_on_unknown(const Rendered& rendered, std::uint32_t offset);

}  // namespace verifull::resolve
