// From the words that options were given to what they mean. Errors are of kind
// kUsage and name the option.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.h"
#include "base/result.h"

namespace verifull::app {

// The options as they were typed.
struct RawOptions {
  std::vector<std::string> defines;
  std::vector<std::string> formats;
  std::vector<std::string> only;
  std::vector<std::string> except;
  std::string color = "auto";
  std::string min_severity = "info";
  std::string fail_level = "warning";
  std::string stdin_filename;
  std::string timeout;
  std::vector<std::string> labels;
  std::string shard;
  std::vector<std::string> paths;
};

// Fills in what `raw` says; nullopt when all of it makes sense.
std::optional<base::Error> apply(RawOptions raw, Options& options);

}  // namespace verifull::app
