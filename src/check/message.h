// Templates: the sentences of a rule with facts in them.
//
//   {fact.key}        the fact: a text, `true` or `false`, a list joined with
//                     ", ", of an unknown one why it is unknown, and "not set"
//                     for an absent one
//   {environment}     "production", "production and staging",
//   {environments}    "a, b, c, d and 6 more"; both words mean the same
//   {connection}      "primary", "primary and replica"
//   {conditions}      what the finding hangs on, joined with "and"
//   {connects/connect}  the first with one environment, the second with several
//   {{ and }}         a brace
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "facts/fact_keys.h"
#include "facts/subject.h"

namespace verifull::check {

// Whom a finding is about, when it is about several subjects.
struct Names {
  std::vector<std::string> environments;
  std::vector<std::string> connections;
  std::vector<std::string> conditions;
};

// Never fails: a placeholder that is not closed is text.
std::string render(std::string_view text, const facts::Subject& subject, const Names& names);

// How it reads in general, for the rule's page: facts are "…", the environment
// is production.
std::string render_pattern(std::string_view text);

struct MessageProblem {
  std::string message;  // whole sentence, no full stop
  std::string hint;     // may be empty
};

// What is wrong with a template, if anything: a brace that is not closed, a
// placeholder that is no fact of `known`.
std::optional<MessageProblem> check_message(std::string_view text,
                                            std::span<const facts::Word> known);

// "a", "a and b", "a, b and c"; past six the rest is counted.
std::string enumeration(const std::vector<std::string>& items);

}  // namespace verifull::check
