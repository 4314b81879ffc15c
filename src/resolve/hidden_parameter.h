// What an unknown URL may carry besides what can be read.
#pragma once

#include <optional>
#include <string_view>

#include "resolve/parameter.h"
#include "resolve/rails_config.h"
#include "resolve/world.h"

namespace verifull::resolve {

// What the hidden part of the entry's URL gives for `key` in this world; nothing when
// it gives none, or no part is hidden.
std::optional<Parameter> hidden_parameter(const Entry& entry, std::string_view key, World& world);

}  // namespace verifull::resolve
