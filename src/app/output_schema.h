// The JSON schema of `--format json`.
#pragma once

#include <string_view>

namespace verifull::app {

// Draft 7, of format_version 1. Keys that it does not name may come with later
// versions of the program; none that it requires will go.
std::string_view output_schema();

}  // namespace verifull::app
