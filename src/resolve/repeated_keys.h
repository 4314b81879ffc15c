// Keys that stand twice in a mapping, or that a merge key behind them replaces.
#pragma once

#include <vector>

#include "resolve/config_value.h"
#include "resolve/resolve.h"

namespace verifull::resolve {

// Adds those of one rendering; each pair of places once, however many
// environments see it through an anchor.
void collect_repeated_keys(const ConfigValue& root, std::vector<RepeatedKey>& result);

}  // namespace verifull::resolve
