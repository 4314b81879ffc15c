// The built-in rules: the files of rules/, compiled in.
#pragma once

#include <span>
#include <string_view>

#include "check/rule.h"

namespace verifull::check {

// By id. Constants of the program, written at build time by tools/rulec.cc.
std::span<const Rule> all_rules();

// Of all_rules() and ignore_rules(); nullptr when there is no such rule.
const Rule* find_rule(std::string_view id);

// Its conditions are about what only `verifull live` finds out.
bool needs_live(const Rule& rule);

}  // namespace verifull::check
