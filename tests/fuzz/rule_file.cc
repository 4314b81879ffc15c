#include "check/rule_reader.h"
#include "check/rule_set.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  check::RuleSet set;
  base::Result<const check::Rule*> rule = check::read_rule(text, "rules/own.yml", 0, {}, set);
  if (!rule) {
    fuzz::require(!rule.error().message.empty());
    require_inside(rule.error().place, text);
  }
  return 0;
}
