// `fixes:` of a rule file.
#pragma once

#include <span>

#include "check/condition_reader.h"
#include "check/rule.h"
#include "check/rule_reader.h"
#include "check/rule_set.h"
#include "check/rule_yaml.h"

namespace verifull::check {

// Nothing for an `id` that is not there.
std::span<const RuleFix> read_fixes(RuleYaml& yaml, parse::YamlId id, ConditionReader& conditions,
                                    const RuleReading& reading, RuleSet& set);

}  // namespace verifull::check
