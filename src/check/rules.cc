#include "check/rules.h"

#include <algorithm>

#include "check/ignore_rules.h"

namespace verifull::check {

const Rule* find_rule(std::string_view id) {
  auto rules = all_rules();
  auto found = std::lower_bound(rules.begin(), rules.end(), id,
                                [](const Rule& rule, std::string_view x) { return rule.id < x; });
  if (found != rules.end() && found->id == id) return &*found;
  for (const Rule& rule : ignore_rules()) {
    if (rule.id == id) return &rule;
  }
  return nullptr;
}

bool needs_live(const Rule& rule) {
  return std::any_of(rule.conditions.begin(), rule.conditions.end(), [](const Condition& each) {
    return each.fact.starts_with("live.");
  });
}

}  // namespace verifull::check
