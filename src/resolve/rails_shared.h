// The top-level `shared:` of database.yml.
#pragma once

#include <optional>

#include "resolve/config_value.h"
#include "resolve/connection.h"
#include "resolve/rails_rules.h"

namespace verifull::resolve {

// Removes `shared` from the file and merges it below the environments
// (railties/lib/rails/application/configuration.rb, database_configuration).
std::optional<LoadError> apply_shared(ConfigValue& root, SharedRule rule);

}  // namespace verifull::resolve
