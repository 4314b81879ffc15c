#include "check/condition_reader.h"

#include <algorithm>
#include <string>
#include <utility>

namespace verifull::check {
namespace {

// Bounds the time that one user's rule can take with a hostile text.
constexpr std::size_t kMaxGlob = 200;
// Below what an index into the nodes can hold.
constexpr std::size_t kMaxConditions = 1000;

}  // namespace

ConditionReader::ConditionReader(RuleYaml& yaml, RuleSet& set,
                                 std::span<const facts::Word> fact_keys)
    : yaml_(yaml), set_(set) {
  for (const facts::Word& word : fact_keys) fact_keys_.push_back(word.name);
}

std::uint16_t ConditionReader::read(parse::YamlId id) {
  auto start = static_cast<std::uint16_t>(conditions_.size());
  condition(id, 0);
  return start;
}

void ConditionReader::condition(parse::YamlId id, int depth) {
  if (depth > kMaxConditionDepth) return yaml_.fail(id, "the condition is nested too deeply");
  auto pairs = yaml_.pairs(id, "a condition");
  if (pairs.empty()) return yaml_.fail(id, "a condition must not be empty");
  if (pairs.size() == 1) return entry(pairs[0], depth);
  std::size_t all = open(Predicate::kAll);
  for (const parse::YamlPair& pair : pairs) entry(pair, depth);
  close(all);
}

void ConditionReader::entry(const parse::YamlPair& pair, int depth) {
  auto info = predicate_named(yaml_.text(pair.key, "a key"));
  if (!info) return fact(pair);
  if (info->operand == Operand::kCondition) {
    std::size_t index = open(info->predicate);
    condition(pair.value, depth + 1);
    return close(index);
  }
  if (info->operand != Operand::kConditions) {
    std::string name(info->name);
    return yaml_.fail(pair.key, "`" + name + "` stands below the fact that it asks about",
                      "write `fact: { " + name + ": … }`");
  }
  std::size_t index = open(info->predicate);
  for (parse::YamlId item : yaml_.items(pair.value, info->name)) condition(item, depth + 1);
  close(index);
}

void ConditionReader::fact(const parse::YamlPair& pair) {
  std::string_view key = yaml_.text(pair.key, "a key");
  if (std::find(fact_keys_.begin(), fact_keys_.end(), key) == fact_keys_.end()) {
    return yaml_.fail(pair.key, quoted(key) + " is no fact that is known here",
                      did_you_mean(key, fact_keys_));
  }
  if (yaml_.is(pair.value, parse::YamlKind::kScalar)) {
    return leaf(key, Predicate::kEquals, {yaml_.text(pair.value, key)});
  }
  if (yaml_.is(pair.value, parse::YamlKind::kSequence)) {
    return yaml_.fail(pair.value, "a fact is compared with a list by `one_of`",
                      "write `" + std::string(key) + ": { one_of: […] }`");
  }
  auto predicates = yaml_.pairs(pair.value, "what a fact is compared with");
  if (predicates.empty()) return yaml_.fail(pair.value, "a condition must not be empty");
  if (predicates.size() == 1) return predicate(key, predicates[0]);
  std::size_t all = open(Predicate::kAll);
  for (const parse::YamlPair& inner : predicates) predicate(key, inner);
  close(all);
}

void ConditionReader::predicate(std::string_view fact, const parse::YamlPair& pair) {
  std::string_view name = yaml_.text(pair.key, "a key");
  auto info = predicate_named(name);
  bool of_facts =
      info && info->operand != Operand::kConditions && info->operand != Operand::kCondition;
  if (of_facts) return leaf(fact, info->predicate, operand(*info, pair.value));
  std::vector<std::string_view> known;
  for (const PredicateInfo& each : predicates()) {
    if (each.operand > Operand::kCondition) known.push_back(each.name);
  }
  yaml_.fail(pair.key, quoted(name) + " is no predicate of a fact", did_you_mean(name, known));
}

std::vector<std::string_view> ConditionReader::operand(const PredicateInfo& info,
                                                       parse::YamlId id) {
  if (info.operand == Operand::kWords) return yaml_.texts(id, info.name);
  std::string_view word = yaml_.text(id, info.name);
  std::string name = "`" + std::string(info.name) + "`";
  if (info.operand == Operand::kTrue) {
    // "known: false" could mean unknown or absent, so nobody may write it.
    if (word != "true") yaml_.fail(id, name + " takes only `true`", "put it below `not`");
    return {};
  }
  if (info.operand == Operand::kNumber && !to_integer(word)) {
    yaml_.fail(id, name + " must be a decimal integer");
  }
  if (info.predicate == Predicate::kMatchesGlob && word.size() > kMaxGlob) {
    yaml_.fail(id, name + " is longer than " + std::to_string(kMaxGlob) + " bytes");
  }
  return {word};
}

void ConditionReader::leaf(std::string_view fact, Predicate predicate,
                           std::vector<std::string_view> words) {
  for (std::string_view& word : words) word = set_.keep(word);
  std::size_t index = open(predicate);
  conditions_[index].fact = set_.keep(fact);
  conditions_[index].words = set_.keep(words);
  close(index);
}

std::size_t ConditionReader::open(Predicate predicate) {
  if (conditions_.size() == kMaxConditions) {
    yaml_.fail(yaml_.root(),
               "a rule has at most " + std::to_string(kMaxConditions) + " predicates");
    conditions_.pop_back();
  }
  conditions_.push_back({predicate, 0, {}, {}});
  return conditions_.size() - 1;
}

void ConditionReader::close(std::size_t index) {
  conditions_[index].end = static_cast<std::uint16_t>(conditions_.size());
}

}  // namespace verifull::check
