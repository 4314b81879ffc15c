// The rules themselves: `verifull rules` and `verifull explain`.
#pragma once

#include <string>
#include <vector>

#include "check/rule.h"
#include "report/terminal.h"

namespace verifull::report {

// A line for each: severity, id, title.
std::string rule_table(const std::vector<const check::Rule*>& rules, const Terminal& terminal);

// An array of objects with id, severity, title, applies_to, pedantic, help, url.
std::string rule_json(const std::vector<const check::Rule*>& rules);

}  // namespace verifull::report
