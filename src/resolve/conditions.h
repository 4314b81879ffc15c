// From the worlds of a connection to its verdict, and to the conditions that it
// hangs on.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "resolve/verdict.h"
#include "resolve/world.h"

namespace verifull::resolve {

struct WorldVerdict {
  Guard guard;
  Verdict verdict = Verdict::kUnknown;
  bool secondary = false;  // see Judged
};

struct Summary {
  Verdict verdict = Verdict::kUnknown;
  std::size_t world = 0;  // the world that shows it best
  // All of them hold: then the verdict is as said. Each one, when it does not
  // hold, can change the verdict.
  std::vector<std::string> conditions;
};

// `worlds` is not empty. The verdict is the worst that the repository itself
// brings about; what a variable that it does not fix could do besides is told by
// the conditions (`verified` then becomes `verified-if`).
Summary summarise(const std::vector<WorldVerdict>& worlds);

}  // namespace verifull::resolve
