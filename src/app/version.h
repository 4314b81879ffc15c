// The text of `--version`.
#pragma once

#include <string>

namespace verifull::app {

// One line; with `verbose` also what a bug report should say: the libraries, that of
// verifull-live among them where it lies beside the program, and the system.
std::string version_text(bool verbose);

}  // namespace verifull::app
