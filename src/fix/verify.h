// Did the fix do what it promised, and nothing else?
#pragma once

#include <string>
#include <vector>

#include "check/finding.h"
#include "engine/analysis.h"

namespace verifull::fix {

// A project before or after a fix.
struct State {
  engine::Analysis checked;   // with findings
  engine::Analysis resolved;  // every environment, also those that are not looked at
};

// Empty when all is well: each of `fixed` is gone, nothing came and nothing is more
// severe, the files can be read as before, and no setting of any environment came out
// otherwise, except what the fixes say about the connections with such findings. Else a sentence
// without full stop.
std::string objection(const State& before, const State& after,
                      const std::vector<const check::Finding*>& fixed);

}  // namespace verifull::fix
