#include "check/condition.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <variant>

#include "base/text.h"

namespace verifull::check {
namespace {

constexpr PredicateInfo kPredicates[] = {
    {"all", Predicate::kAll, Operand::kConditions},
    {"any", Predicate::kAny, Operand::kConditions},
    {"not", Predicate::kNot, Operand::kCondition},
    {"equals", Predicate::kEquals, Operand::kWord},
    {"one_of", Predicate::kOneOf, Operand::kWords},
    {"known", Predicate::kKnown, Operand::kTrue},
    {"unknown", Predicate::kUnknown, Operand::kTrue},
    {"present", Predicate::kPresent, Operand::kTrue},
    {"absent", Predicate::kAbsent, Operand::kTrue},
    {"matches_glob", Predicate::kMatchesGlob, Operand::kWord},
    {"starts_with", Predicate::kStartsWith, Operand::kWord},
    {"contains", Predicate::kContains, Operand::kWord},
    {"less", Predicate::kLess, Operand::kNumber},
    {"more", Predicate::kMore, Operand::kNumber},
    {"version_less", Predicate::kVersionLess, Operand::kWord},
};

// The number at the front, taken off with the dot behind it. Leading zeros do
// not count, so the digits that are left compare by length and then by letter.
std::string_view take_number(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && base::is_digit(text[size])) ++size;
  std::string_view digits = text.substr(0, size);
  bool more = size + 1 < text.size() && text[size] == '.' && base::is_digit(text[size + 1]);
  text = more ? text.substr(size + 1) : std::string_view();
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

bool version_less(std::string_view a, std::string_view b) {
  std::size_t first = a.find_first_of("0123456789");
  if (first == std::string_view::npos || first != b.find_first_of("0123456789")) return false;
  if (a.substr(0, first) != b.substr(0, first)) return false;
  a.remove_prefix(first);
  b.remove_prefix(first);
  while (!a.empty() || !b.empty()) {
    std::string_view left = take_number(a);
    std::string_view right = take_number(b);
    if (left != right) return std::pair(left.size(), left) < std::pair(right.size(), right);
  }
  return false;
}

bool compares(std::string_view text, std::string_view word, bool less) {
  auto left = to_integer(text);
  auto right = to_integer(word);
  if (!left || !right) return false;
  return less ? *left < *right : *left > *right;
}

bool text_holds(const Condition& condition, std::string_view text) {
  auto words = condition.words;
  switch (condition.predicate) {
    case Predicate::kEquals:
    case Predicate::kOneOf:
      return std::find(words.begin(), words.end(), text) != words.end();
    case Predicate::kMatchesGlob:
      return base::matches_glob(text, words[0]);
    case Predicate::kStartsWith:
      return text.starts_with(words[0]);
    case Predicate::kContains:
      return text.find(words[0]) != std::string_view::npos;
    case Predicate::kLess:
      return compares(text, words[0], true);
    case Predicate::kMore:
      return compares(text, words[0], false);
    case Predicate::kVersionLess:
      return version_less(text, words[0]);
    default:
      return false;
  }
}

struct ValueHolds {
  const Condition& condition;

  bool operator()(const facts::Unknown&) const { return false; }
  bool operator()(bool truth) const { return text_holds(condition, truth ? "true" : "false"); }
  bool operator()(const std::string& text) const { return text_holds(condition, text); }
  bool operator()(const std::vector<std::string>& list) const {
    return std::any_of(list.begin(), list.end(), [&](const std::string& element) {
      if (condition.predicate == Predicate::kContains) return element == condition.words[0];
      return text_holds(condition, element);
    });
  }
};

bool fact_holds(const Condition& condition, const facts::FactValue* value) {
  bool unknown = value != nullptr && std::holds_alternative<facts::Unknown>(*value);
  switch (condition.predicate) {
    case Predicate::kAbsent:
      return value == nullptr;
    case Predicate::kPresent:
      return value != nullptr;
    case Predicate::kUnknown:
      return unknown;
    case Predicate::kKnown:
      return value != nullptr && !unknown;
    default:
      return value != nullptr && std::visit(ValueHolds{condition}, *value);
  }
}

}  // namespace

std::span<const PredicateInfo> predicates() { return kPredicates; }

std::string_view predicate_name(Predicate predicate) {
  return kPredicates[static_cast<std::size_t>(predicate)].name;
}

std::optional<PredicateInfo> predicate_named(std::string_view name) {
  for (const PredicateInfo& info : kPredicates) {
    if (info.name == name) return info;
  }
  return std::nullopt;
}

bool holds(std::span<const Condition> conditions, std::size_t root, const facts::Subject& subject) {
  const Condition& condition = conditions[root];
  Predicate predicate = condition.predicate;
  if (!condition.fact.empty()) return fact_holds(condition, subject.find(condition.fact));
  // `not` and `any` end with the first child that holds, `all` with the first
  // that does not.
  bool ends_on = predicate != Predicate::kAll;
  for (std::size_t child = root + 1; child < condition.end; child = conditions[child].end) {
    if (holds(conditions, child, subject) == ends_on) return predicate == Predicate::kAny;
  }
  return predicate != Predicate::kAny;
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

}  // namespace verifull::check
