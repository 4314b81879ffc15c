// The texts of `--help`.
#pragma once

#include <string>

#include "app/options.h"

namespace verifull::app {

// Of one command.
std::string help(Command command);

// Of the program: what it does, its commands, the way into everything else.
std::string general_help();

}  // namespace verifull::app
