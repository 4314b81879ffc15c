// Rules → the C++ source that holds them as constants.
#pragma once

#include <string>
#include <vector>

#include "check/rule.h"

namespace verifull::tools {

// A source that defines check::all_rules() (check/rules.h). Everything in it is
// constexpr, so the program does nothing for it at start. `rules` are sorted.
std::string rule_table(const std::vector<const check::Rule*>& rules);

}  // namespace verifull::tools
