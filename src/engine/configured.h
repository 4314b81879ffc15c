// A configuration applied to an app and to its findings.
#pragma once

#include <string>
#include <vector>

#include "check/finding.h"
#include "check/rule.h"
#include "engine/analysis.h"
#include "source/file_reader.h"

namespace verifull::engine {

// Finds the configuration of each app, reads the Dockerfile it names, and puts it
// into `configs`, one for each of `projects`. Trouble goes to `analysis.errors`.
std::vector<Config> configure(const Options& options, const source::FileReader& reader,
                              std::vector<source::Project>& projects, Analysis& analysis);

// Appends those of the configuration's own rules that are wanted.
void add_own_rules(const Options& options, const Config& config,
                   std::vector<const check::Rule*>& rules);

// `rules`, the configuration's own, and of Options::optional_rules those that the configuration gives a severity.
std::vector<const check::Rule*> rules_for(const Options& options, const Config& config,
                                          const std::vector<const check::Rule*>& rules);

// Takes out findings whose rule is off where they are and sets the severity of the
// others. `owners` holds the index of the project of each of
// the first findings; those after them belong to the innermost app of their file.
void apply_config(const Options& options, const std::vector<std::size_t>& owners,
                  Analysis& analysis);

}  // namespace verifull::engine
