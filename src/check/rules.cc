#include "check/rules.h"

#include <algorithm>

namespace verifull::check {

const Rule* find_rule(std::string_view id) {
  auto rules = all_rules();
  auto found = std::lower_bound(rules.begin(), rules.end(), id,
                                [](const Rule& rule, std::string_view x) { return rule.id < x; });
  return found != rules.end() && found->id == id ? &*found : nullptr;
}

}  // namespace verifull::check
