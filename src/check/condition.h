// When a rule holds: the closed vocabulary of predicates over facts.
//
// A predicate asks about one fact of a subject and is true or false:
//
//   the fact is      true are at most
//   known            the predicate's own meaning (below), `known`, `present`
//   unknown          `unknown`, `present`
//   absent           `absent`
//
// so a rule never fires on what nobody knows unless it says so. `not` is plain
// negation of the answer: `not: {x: a}` is true where x is unknown or absent,
// and a rule that does not want that writes `known: true` beside it.
//
//   equals, one_of       the text is (one of) these words; `true` and `false`
//                        also are the two truths
//   matches_glob         `*` is any run of characters, `?` any single byte;
//                        the whole text, letter case counts
//   starts_with          of the text
//   contains             a text has this part, a list has exactly this element
//   less, more           the text is a decimal integer below, above this one
//   version_less         the text is a version below this one: "6.1" < "7.0",
//                        "TLSv1" < "TLSv1.2"; letters before the first digit
//                        must be the same, what follows the numbers is ignored
//
// Over a list all of them hold when they hold for some element. What would
// serve a single rule belongs into a fact, not here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "facts/subject.h"

namespace verifull::check {

enum class Predicate : std::uint8_t {
  kAll,
  kAny,
  kNot,
  kEquals,
  kOneOf,
  kKnown,
  kUnknown,
  kPresent,
  kAbsent,
  kMatchesGlob,
  kStartsWith,
  kContains,
  kLess,
  kMore,
  kVersionLess,
};

// One node of a condition. The nodes of a rule stand in one array, each before
// its children, so the children of node i are i + 1, then the `end` of that
// one, and so on up to `end` of i.
struct Condition {
  Predicate predicate = Predicate::kAll;
  std::uint16_t end = 1;                    // index behind the last descendant
  std::string_view fact;                    // empty for all, any, not
  std::span<const std::string_view> words;  // what it is compared with
};

// What a predicate is written with.
enum class Operand : std::uint8_t { kConditions, kCondition, kWord, kWords, kNumber, kTrue };

struct PredicateInfo {
  std::string_view name;
  Predicate predicate;
  Operand operand;
};

// In the order of the enumeration.
std::span<const PredicateInfo> predicates();
std::string_view predicate_name(Predicate predicate);
std::optional<PredicateInfo> predicate_named(std::string_view name);

// Whether the condition that starts at `root` holds. An `all` without children
// holds, an `any` without children does not.
bool holds(std::span<const Condition> conditions, std::size_t root, const facts::Subject& subject);

// A decimal integer with an optional minus and nothing else, within 64 bits.
std::optional<std::int64_t> to_integer(std::string_view text);

}  // namespace verifull::check
