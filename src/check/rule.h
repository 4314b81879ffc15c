// What is wrong with a subject, why, and what to do: one file of rules/.
//
// A Rule only looks at texts and arrays that live elsewhere, so that the
// built-in rules are constants of the program that cost nothing at start
// (tools/rulec.cc writes them) and a user's own rules, which live in a RuleSet
// (check/rule_set.h), are the same type.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "check/condition.h"
#include "check/severity.h"
#include "facts/subject.h"

namespace verifull::check {

// Changes what a finding says. The first case whose condition holds counts;
// what is empty in it stays as the rule says.
struct Case {
  std::uint16_t condition = 0;  // index into Rule::conditions
  std::optional<Severity> severity;
  std::optional<Confidence> confidence;
  std::string_view message;
  std::string_view here;
  std::string_view help;
};

// A related place that a finding names, if the subject has it.
struct RuleLabel {
  std::string_view at;  // name of a facts::Place
  std::string_view text;
};

// What a step of a fix does. `target` is a setting for kSet, else a place.
enum class FixAction : std::uint8_t {
  kSet,      // the setting is `to`, wherever the connection takes it from
  kRename,   // the key at the place is called `to`
  kValue,    // the value of the pair whose key is at the place is `to`
  kRemove,   // the pair whose key is at the place goes
  kDefault,  // the ERB tag at the place falls back to `to` for an empty variable
  kQuote,    // the value at the place, in a `.env` file, is put in quotes
  kFlag,     // the instruction at the place has the flag `to`: "chmod=0644"
  kReplace,  // the word at the place of a Dockerfile is `to`
  kInsert,   // behind the instruction at the place comes the line `to`
};

struct FixStep {
  FixAction action = FixAction::kSet;
  std::string_view target;
  std::string_view to;  // template; empty for kRemove and kQuote
};

// What a person would write. The first one whose condition holds, and whose steps
// can all be done, counts.
struct RuleFix {
  std::uint16_t condition = 0;  // index into Rule::conditions; 0 holds wherever the rule does
  bool safe = false;
  std::string_view title;  // template
  std::span<const FixStep> steps;
  std::span<const std::string_view> changes;  // settings that come out otherwise, beside kSet's
};

struct ExampleFile {
  std::string_view path;  // relative to the example's project
  std::string_view text;
};

// Lines and columns as base::Position counts them.
struct ExpectedFinding {
  std::string_view path;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::optional<Severity> severity;  // where the example states one
};

// A small project, run as a test: a bad one gives exactly `findings` of its
// rule, a good one none.
struct Example {
  std::string_view name;
  std::span<const ExampleFile> files;
  std::span<const std::string_view> options;  // further words of the command line
  std::span<const ExpectedFinding> findings;
};

// Messages, labels and help are templates: check/message.h.
struct Rule {
  std::string_view id;
  std::string_view title;
  Severity severity = Severity::kError;
  Confidence confidence = Confidence::kHigh;
  bool pedantic = false;  // only with --pedantic
  facts::SubjectKind applies_to = facts::SubjectKind::kConnection;
  // `when` starts at 0, each case where it says. Empty for check/ignore_rules.h,
  // which are found by code.
  std::span<const Condition> conditions;
  std::span<const Case> cases;
  std::string_view message;
  std::string_view here;                       // under the primary place; may be empty
  std::span<const std::string_view> point_at;  // names of places, the first that exists counts
  std::span<const RuleLabel> labels;
  std::span<const std::string_view> trail;  // settings whose trail is shown
  std::string_view help;
  std::span<const RuleFix> fixes;
  std::string_view why;  // paragraphs of Markdown
  std::span<const std::string_view> sources;
  std::span<const Example> bad;
  std::span<const Example> good;
};

}  // namespace verifull::check
