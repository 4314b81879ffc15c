// Which rules a run has, and those that a configuration brings among them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/options.h"
#include "base/result.h"
#include "check/rule.h"
#include "engine/analysis.h"

namespace verifull::app {

// Those that the options choose, the rules about ignores among them.
std::vector<const check::Rule*> wanted_rules(const Options& options);

// The pedantic ones that a configuration may turn on.
std::vector<const check::Rule*> optional_rules(const Options& options);

// Puts into `engine` which of a configuration's own rules run. `options` must outlive it.
void choose_own_rules(const Options& options, engine::Options& engine);

// The built-in rules, those about ignores and those of `config`, by id.
std::vector<const check::Rule*> known_rules(const engine::Config& config);

// What to say when none of `rules` has that id.
base::Error no_such_rule(std::string_view option, std::string_view id,
                         const std::vector<const check::Rule*>& rules);

// Of Options::perhaps_own the first that no configuration of the run brings.
std::optional<base::Error> unknown_rule(const Options& options, const engine::Analysis& analysis);

}  // namespace verifull::app
