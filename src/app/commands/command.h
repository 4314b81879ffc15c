// The commands. Each writes into `output` and returns an exit code.
#pragma once

#include "app/options.h"
#include "app/output.h"

namespace verifull::app {

int check(const Options& options, Output& output);
// With --fix, --diff or as the command `fix`.
int fix(const Options& options, Output& output);
int resolve(const Options& options, Output& output);
int rules(const Options& options, Output& output);
int explain(const Options& options, Output& output);
int baseline(const Options& options, Output& output);
int config(const Options& options, Output& output);
int live(const Options& options, Output& output);
int ca(const Options& options, Output& output);
int merge(const Options& options, Output& output);
int completion(const Options& options, Output& output);
int man(const Options& options, Output& output);
// Writes to stdout itself, until its client is gone.
int language_server(const Options& options);

}  // namespace verifull::app
