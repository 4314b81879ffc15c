// The program from its words to its exit code.
#pragma once

#include <string>
#include <vector>

#include "app/output.h"

namespace verifull::app {

// `words` are those behind the program's name. Writes nothing but files that
// formats were sent to; the rest is in `output`. May throw what a defect throws.
int execute(const std::vector<std::string>& words, Output& output);

// The same with the output written, and with exceptions turned into exit code 3.
int run(int argc, char** argv);

}  // namespace verifull::app
