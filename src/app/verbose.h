// How a run came to what it found: --verbose and --show-files.
#pragma once

#include <chrono>
#include <string>

#include "engine/analysis.h"

namespace verifull::app {

// A line for each file that discovery looked at: taken or not, and why.
std::string file_list(const engine::Analysis& analysis);

// The files, and of each app its folder, the Rails version, dotenv and image that were
// taken, its configuration and what was not looked at. Names and paths only, no value.
std::string verbose_text(const engine::Analysis& analysis, std::chrono::microseconds took);

}  // namespace verifull::app
