#include "check/condition_reader.h"

#include <string>

#include <gtest/gtest.h>

#include "base/text.h"

namespace verifull::check {
namespace {

constexpr facts::Word kKeys[] = {{"sslmode.effective", ""}, {"host", ""}};

std::string dump(const std::vector<Condition>& conditions, std::size_t root) {
  const Condition& condition = conditions[root];
  std::vector<std::string> parts(condition.words.begin(), condition.words.end());
  for (std::size_t child = root + 1; child < condition.end; child = conditions[child].end) {
    parts.push_back(dump(conditions, child));
  }
  std::string fact = condition.fact.empty() ? "" : std::string(condition.fact) + " ";
  return fact + std::string(predicate_name(condition.predicate)) + "(" + base::join(parts, ", ") +
         ")";
}

// The nodes, or what is wrong.
std::string read(std::string_view text) {
  RuleSet set;
  RuleYaml yaml(text, "r.yml", base::kNoFile);
  ConditionReader reader(yaml, set, kKeys);
  std::uint16_t root = reader.read(yaml.root());
  if (yaml.ok()) return dump(reader.conditions(), root);
  return yaml.error().message + (yaml.error().hint.empty() ? "" : " | " + yaml.error().hint);
}

struct Row {
  std::string_view text;
  std::string_view expected;
};

TEST(ConditionReader, BuildsNodes) {
  static constexpr Row kRows[] = {
      {"host: db", "host equals(db)"},
      {"host: { equals: db }", "host equals(db)"},
      {"host: { one_of: [a, 'b'] }", "host one_of(a, b)"},
      {"host: { known: true }", "host known()"},
      {"host: { starts_with: a, contains: b }", "all(host starts_with(a), host contains(b))"},
      {"{ host: a, sslmode.effective: b }", "all(host equals(a), sslmode.effective equals(b))"},
      {"{ not: { host: a }, any: [ host: b, all: [ host: c ] ] }",
       "all(not(host equals(a)), any(host equals(b), all(host equals(c))))"},
      {"host: { less: -1 }", "host less(-1)"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(read(row.text), row.expected);
  }
}

TEST(ConditionReader, SaysWhatIsWrong) {
  static constexpr Row kRows[] = {
      {"[host]", "r.yml:1:1: a condition must be a mapping"},
      {"{}", "r.yml:1:1: a condition must not be empty"},
      {"host: {}", "r.yml:1:7: a condition must not be empty"},
      {"host:", "r.yml:1:6: `host` must not be empty"},
      {"hots: db", "r.yml:1:1: `hots` is no fact that is known here | did you mean `host`?"},
      {"zzzzzzzz: db", "r.yml:1:1: `zzzzzzzz` is no fact that is known here"},
      {"host: [a, b]",
       "r.yml:1:7: a fact is compared with a list by `one_of` | write `host: { one_of: […] }`"},
      {"host: { equal: db }",
       "r.yml:1:9: `equal` is no predicate of a fact | did you mean `equals`?"},
      {"host: { all: db }", "r.yml:1:9: `all` is no predicate of a fact"},
      {"equals: db",
       "r.yml:1:1: `equals` stands below the fact that it asks about | write `fact: { equals: … "
       "}`"},
      {"host: { known: false }", "r.yml:1:16: `known` takes only `true` | put it below `not`"},
      {"host: { less: ten }", "r.yml:1:15: `less` must be a decimal integer"},
      {"host: { one_of: db }", "r.yml:1:17: `one_of` must be a list with at least one element"},
      {"host: { one_of: [] }", "r.yml:1:17: `one_of` must be a list with at least one element"},
      {"host: { equals: [a] }", "r.yml:1:17: `equals` must be a text"},
      {"any: []", "r.yml:1:6: `any` must be a list with at least one element"},
      {"any: { host: a }", "r.yml:1:6: `any` must be a list with at least one element"},
      {"not: db", "r.yml:1:6: a condition must be a mapping"},
      {"host: a\nhost: b", "r.yml:2:1: `host` is given twice"},
      {"{ host: &x a, sslmode.effective: *x }",
       "r.yml:1:34: what a fact is compared with must be a mapping"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(read(row.text), row.expected);
  }
}

TEST(ConditionReader, BoundsWhatItReads) {
  std::string deep;
  for (int i = 0; i <= kMaxConditionDepth; ++i) deep += "{ not: ";
  std::string closing(static_cast<std::size_t>(kMaxConditionDepth) + 1, '}');
  EXPECT_EQ(read(deep + "{ host: a }" + closing),
            "r.yml:1:120: the condition is nested too deeply");

  std::string wide = "any:\n";
  for (int i = 0; i < 1000; ++i) wide += "- host: a\n";
  EXPECT_EQ(read(wide), "r.yml:1:1: a rule has at most 1000 predicates");

  std::string glob = "host: { matches_glob: " + std::string(201, 'a') + " }";
  EXPECT_EQ(read(glob), "r.yml:1:23: `matches_glob` is longer than 200 bytes");
}

}  // namespace
}  // namespace verifull::check
