// One file of rules in YAML → Rule. The format is told in rules/README.md; the
// built-in rules and a user's own are read by the same code.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "base/span.h"
#include "check/rule.h"
#include "check/rule_set.h"
#include "facts/fact_keys.h"

namespace verifull::check {

struct RuleReading {
  // The names that a rule may use.
  std::span<const facts::Word> fact_keys = facts::kFactKeys;
  std::span<const facts::Word> place_names = facts::kPlaceNames;
  // Built-in rules need a bad and a good example and `why`; a user's may go
  // without.
  bool complete = false;
};

// The rule is kept in `set` and lives as long as it; a rule that is refused is
// not in it. `path` names the file in errors, and its last part without
// extension must be the rule's id. The error is the first problem found:
// ErrorKind::kUsage, "path:line:column: sentence", the place in `file`.
base::Result<const Rule*> read_rule(std::string_view text, std::string_view path, base::FileId file,
                                    const RuleReading& reading, RuleSet& set);

}  // namespace verifull::check
