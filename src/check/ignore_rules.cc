#include "check/ignore_rules.h"

namespace verifull::check {
namespace {

struct Words {
  std::string_view id;
  std::string_view title;
  std::string_view message;
  std::string_view help;
  std::string_view why;
};

constexpr Rule rule_of(const Words& words, Severity severity, bool pedantic = false) {
  Rule rule;
  rule.id = words.id;
  rule.title = words.title;
  rule.severity = severity;
  rule.pedantic = pedantic;
  rule.message = words.message;
  rule.help = words.help;
  rule.why = words.why;
  return rule;
}

constexpr Rule kRules[] = {
    rule_of({"ignore-expired", "The date until which something is ignored is over",
             "this ignore does not hold any more", "repair what it hides, or give a later date",
             "An ignore with `until=YYYY-MM-DD` holds up to and including that day. After it the\n"
             "finding is shown again. What is no date counts as over."},
            Severity::kWarning),
    rule_of({"ignore-unknown-rule", "An ignore names a rule that there is not",
             "this ignore names no rule", "`verifull rules` lists the rules",
             "An ignore with a slip in the id hides nothing, and its author thinks that it does."},
            Severity::kWarning),
    rule_of(
        {"ignore-unused", "An ignore hides nothing", "this ignore hides nothing", "remove it",
         "What it was about is repaired or has moved. Left behind, it hides the next mistake in\n"
         "this place."},
        Severity::kWarning),
    rule_of({"ignore-without-reason", "An ignore does not say why", "this ignore gives no reason",
             "write the reason behind the bracket",
             "The next reader has to know whether what is ignored is still acceptable. Where\n"
             "`.verifull.yml` says `require_reason`, such an ignore hides nothing and this is said\n"
             "without --pedantic."},
            Severity::kWarning, true),
};

}  // namespace

const Rule& ignore_expired() { return kRules[0]; }
const Rule& ignore_unknown_rule() { return kRules[1]; }
const Rule& ignore_unused() { return kRules[2]; }
const Rule& ignore_without_reason() { return kRules[3]; }

std::span<const Rule> ignore_rules() { return kRules; }

}  // namespace verifull::check
