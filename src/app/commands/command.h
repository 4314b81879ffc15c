// The commands. Each writes into `output` and returns an exit code.
#pragma once

#include <vector>

#include "app/options.h"
#include "app/output.h"
#include "check/rule.h"

namespace verifull::app {

int check(const Options& options, Output& output);
int resolve(const Options& options, Output& output);
int rules(const Options& options, Output& output);
int explain(const Options& options, Output& output);
int baseline(const Options& options, Output& output);
int config(const Options& options, Output& output);
int live(const Options& options, Output& output);

// Those that the options choose, the rules about ignores among them.
std::vector<const check::Rule*> wanted_rules(const Options& options);

// The pedantic ones that a configuration may turn on.
std::vector<const check::Rule*> optional_rules(const Options& options);

}  // namespace verifull::app
