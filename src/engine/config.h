// What a `.verifull.yml` says, after its `extends`.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "check/rule_set.h"
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
  std::string dockerfile_place;                           // "path:line:column" that names it
  std::string target;
  // What somebody provides when the app is run: globs of files, from Rails.root or from
  // the top, and variables, which then are set and not empty, to nobody knows what.
  std::vector<std::string> runtime_files;
  std::vector<std::string> runtime_variables;
  std::vector<std::string> custom_rules;     // files, from `base`
  std::shared_ptr<check::RuleSet> own_rules;  // what they hold; null for none
  bool require_reason = false;
};

// Nullptr for none of that id.
const check::Rule* own_rule(const Config& config, std::string_view id);

struct NamedFile {
  std::string path;   // as written
  std::string place;  // "path:line:column" of that
};

// What a text needs before it can be read itself.
struct ConfigHead {
  std::vector<NamedFile> extends;
  std::vector<NamedFile> custom_rules;
};

// `path` is how errors, which are of kind kUsage, name the file: "path:line:column:
// sentence".
base::Result<ConfigHead> read_config_head(std::string_view text, const std::string& path);

// Puts what one text says over `config`, as far as it says it, except for its head.
// `own_rules` must hold the rules that it names.
std::optional<base::Error> read_config(std::string_view text, const std::string& path,
                                       Config& config);

// YAML that read_config() takes, without `extends`.
std::string write_config(const Config& config);

}  // namespace verifull::engine
