// What a `.verifull.yml` says, after its `extends`.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "check/severity.h"

namespace verifull::engine {

// nullopt: off.
using RuleLevels = std::map<std::string, std::optional<check::Severity>>;

struct EnvironmentUse {
  bool production = false;  // looked at, whatever its name says
  bool ignored = false;
  // Findings of this environment matter this much at most.
  std::optional<check::Severity> severity;
};

struct Config {
  std::vector<std::string> files;  // as shown, what is extended first; empty: no configuration
  std::string base;                // the folder that `paths` and `dockerfile` count from
  std::map<std::string, EnvironmentUse> environments;
  RuleLevels rules;
  std::vector<std::pair<std::string, RuleLevels>> paths;  // by glob; the last that fits counts
  std::string dockerfile;                                 // "" for none
  std::string target;
  bool require_reason = false;
};

// Puts what one text says over `config`, as far as it says it; `files` and `base`
// stay. Returns what it extends, in order. `path` is how errors, which are of kind
// kUsage, name the file: "path:line:column: sentence".
base::Result<std::vector<std::string>> read_config(std::string_view text, const std::string& path,
                                                   Config& config);

// YAML that read_config() takes, without `extends`.
std::string write_config(const Config& config);

// `?` and `*` stand for characters but `/`, `**` for any; `**/` for no folder too.
// A pattern that ends with `/` fits everything below.
bool glob_fits(std::string_view pattern, std::string_view path);

}  // namespace verifull::engine
