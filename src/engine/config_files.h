// Finding the configuration of an app and what it extends.
//
// The nearest `.verifull.yml` counts, from the app's folder up to the top: the
// folder with a `.git`, else the working directory, else the app. What a file
// extends counts from its own folder and must lie below the top. With --config
// the top and the base are the working directory, or the folder of the file when
// it lies elsewhere.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "engine/config.h"
#include "source/file_reader.h"

namespace verifull::engine {

inline constexpr std::string_view kConfigName = ".verifull.yml";

// `given` is the file of --config, or "". No configuration is no error. A file that
// cannot be read or means nothing is one of kind kUsage.
base::Result<Config> config_of(const std::string& app_root, const std::string& given,
                               const std::string& working_directory,
                               const source::FileReader& reader);

}  // namespace verifull::engine
