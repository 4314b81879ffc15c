// The settings of the connection pool that keep a connection from being made.
#pragma once

#include <optional>

#include "resolve/config_value.h"
#include "resolve/connection.h"

namespace verifull::resolve {

// ConnectionPool asks pool, checkout_timeout, idle_timeout and reaping_frequency for a
// number as soon as it is made (hash_config.rb); the error when one of them has none.
std::optional<LoadError> pool_error(const ConfigValue& hash);

}  // namespace verifull::resolve
