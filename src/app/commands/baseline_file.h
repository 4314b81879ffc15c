// The file of `--baseline`.
#pragma once

#include <string>

#include "base/result.h"
#include "engine/baseline.h"

namespace verifull::app {

// A file that is not there or cannot be read is wrong use, as broken ones are.
base::Result<engine::Baseline> read_baseline_file(const std::string& path);

}  // namespace verifull::app
