// Values of the options for many repositories on many machines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/option_values.h"
#include "app/options.h"
#include "base/result.h"

namespace verifull::app {

// --label KEY=VALUE. No complaint holds a value.
std::optional<base::Error> set_labels(const std::vector<std::string>& words, Options& options);

// --shard I/N; "" is all of it.
std::optional<base::Error> set_shard(const RawOptions& raw, Options& options);

}  // namespace verifull::app
