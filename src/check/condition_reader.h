// `when:` of a rule file → nodes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "check/condition.h"
#include "check/rule_set.h"
#include "check/rule_yaml.h"
#include "facts/fact_keys.h"

namespace verifull::check {

// Deeper nesting is refused; nobody could read it.
inline constexpr int kMaxConditionDepth = 16;

class ConditionReader {
 public:
  ConditionReader(RuleYaml& yaml, RuleSet& set, std::span<const facts::Word> fact_keys);

  // Appends a condition and gives the index where it starts. A mapping of
  // several keys is an `all` of them; a word or truth in place of predicates
  // is `equals`.
  std::uint16_t read(parse::YamlId id);

  const std::vector<Condition>& conditions() const { return conditions_; }

 private:
  void condition(parse::YamlId id, int depth);
  void entry(const parse::YamlPair& pair, int depth);
  void fact(const parse::YamlPair& pair);
  void predicate(std::string_view fact, const parse::YamlPair& pair);
  void leaf(std::string_view fact, Predicate predicate, std::vector<std::string_view> words);
  std::vector<std::string_view> operand(const PredicateInfo& info, parse::YamlId id);
  std::size_t open(Predicate predicate);
  void close(std::size_t index);

  RuleYaml& yaml_;
  RuleSet& set_;
  std::vector<std::string_view> fact_keys_;
  std::vector<Condition> conditions_;
};

}  // namespace verifull::check
