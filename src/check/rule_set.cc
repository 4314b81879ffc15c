#include "check/rule_set.h"

namespace verifull::check {

std::string_view RuleSet::keep(std::string_view text) {
  auto copy = keep(std::vector<char>(text.begin(), text.end()));
  return {copy.data(), copy.size()};
}

}  // namespace verifull::check
