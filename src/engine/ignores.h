// Ignores applied to the findings of all apps of a run.
//
// A comment covers the findings whose primary place is on its line, and on the
// header line of an environment all findings of that environment only, in any
// file of the app. Nothing is said about an ignore as unused that this run could
// not use: its rule did not run, its environment was not looked at, or
// environments or variables were chosen on the command line.
#pragma once

#include <vector>

#include "check/rule.h"
#include "engine/analysis.h"

namespace verifull::engine {

// Changes states of findings and appends those of the rules about ignores, as
// far as they are among `rules`.
void apply_ignores(const Options& options, const std::vector<const check::Rule*>& rules,
                   Analysis& analysis);

}  // namespace verifull::engine
