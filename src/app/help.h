// The texts of `--help` and `--version`.
#pragma once

#include <string>

#include "app/options.h"

namespace verifull::app {

// Of one command.
std::string help(Command command);

// Of the program: what it does, its commands, the way into everything else.
std::string general_help();

// One line; with `verbose` also what a bug report should say.
std::string version_text(bool verbose);

}  // namespace verifull::app
