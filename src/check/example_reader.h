// `bad:` and `good:` of a rule file.
#pragma once

#include <span>
#include <string_view>

#include "check/rule.h"
#include "check/rule_set.h"
#include "check/rule_yaml.h"

namespace verifull::check {

enum class ExampleKind { kBad, kGood };

// Nothing for an `id` that is not there. Every expected finding names a line
// that the example has.
std::span<const Example> read_examples(RuleYaml& yaml, parse::YamlId id, ExampleKind kind,
                                       RuleSet& set);

}  // namespace verifull::check
