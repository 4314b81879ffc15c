#include "check/condition.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "check/condition_reader.h"
#include "unit/check/subject_text.h"

namespace verifull::check {
namespace {

constexpr facts::Word kKeys[] = {{"a", ""}, {"b", ""}};

bool holds_for(std::string_view condition, std::string_view facts) {
  RuleSet set;
  RuleYaml yaml(condition, "test.yml", base::kNoFile);
  ConditionReader reader(yaml, set, kKeys);
  std::uint16_t root = reader.read(yaml.root());
  EXPECT_TRUE(yaml.ok()) << (yaml.ok() ? "" : yaml.error().message);
  return yaml.ok() && holds(reader.conditions(), root, subject_of(facts));
}

struct Row {
  std::string_view condition;
  std::string_view facts;
  bool expected;
};

void expect_rows(std::span<const Row> rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.condition) + " for " + std::string(row.facts));
    EXPECT_EQ(holds_for(row.condition, row.facts), row.expected);
  }
}

TEST(Condition, AsksAboutOneFact) {
  static constexpr Row kRows[] = {
      {"a: x", "a=x", true},
      {"a: x", "a=xx", false},
      {"a: true", "a=true", true},
      {"a: true", "a=false", false},
      {"a: 'false'", "a=false", true},
      {"a: { equals: x }", "a=[y,x]", true},
      {"a: { equals: x }", "a=[]", false},
      {"a: { one_of: [x, y] }", "a=y", true},
      {"a: { one_of: [x, y] }", "a=z", false},
      {"a: { one_of: [x, y] }", "a=[z,y]", true},
      {"a: { one_of: ['true'] }", "a=true", true},
      {"a: { starts_with: verify }", "a=verify-ca", true},
      {"a: { starts_with: verify }", "a=veri", false},
      {"a: { contains: db }", "a=mydb1", true},
      {"a: { contains: db }", "a=[mydb1]", false},
      {"a: { contains: db }", "a=[x,db]", true},
      {"a: { starts_with: x, contains: z }", "a=xyz", true},
      {"a: { starts_with: x, contains: z }", "a=xy", false},
  };
  expect_rows(kRows);
}

TEST(Condition, TellsUnknownAndAbsentApart) {
  static constexpr Row kRows[] = {
      {"a: { known: true }", "a=x", true},
      {"a: { known: true }", "a=false", true},
      {"a: { known: true }", "a=[]", true},
      {"a: { known: true }", "a=?why", false},
      {"a: { known: true }", "b=x", false},
      {"a: { unknown: true }", "a=x", false},
      {"a: { unknown: true }", "a=?why", true},
      {"a: { unknown: true }", "b=x", false},
      {"a: { present: true }", "a=x", true},
      {"a: { present: true }", "a=?why", true},
      {"a: { present: true }", "b=x", false},
      {"a: { absent: true }", "a=x", false},
      {"a: { absent: true }", "a=?why", false},
      {"a: { absent: true }", "b=x", true},
      {"a: x", "a=?x", false},
      {"a: x", "b=x", false},
      {"a: { starts_with: x }", "a=?x", false},
      {"a: { less: 9 }", "a=?1", false},
      {"a: { contains: x }", "b=x", false},
      {"not: { a: x }", "a=?x", true},
      {"not: { a: x }", "b=x", true},
      {"not: { a: x }", "a=x", false},
      {"not: { a: { known: true } }", "a=?x", true},
  };
  expect_rows(kRows);
}

TEST(Condition, Combines) {
  static constexpr Row kRows[] = {
      {"{ a: x, b: y }", "a=x b=y", true},
      {"{ a: x, b: y }", "a=x b=z", false},
      {"all: [ a: x, b: y ]", "a=x b=y", true},
      {"all: [ a: x, b: y ]", "a=x", false},
      {"any: [ a: x, b: y ]", "b=y", true},
      {"any: [ a: x, b: y ]", "a=y b=x", false},
      {"any: [ { a: x, b: y }, { a: z } ]", "a=z", true},
      {"any: [ { a: x, b: y }, { a: z } ]", "a=x", false},
      {"not: { a: x, b: y }", "a=x b=z", true},
      {"not: { a: x, b: y }", "a=x b=y", false},
      {"not: { not: { a: x } }", "a=x", true},
      {"not: { any: [ a: x, a: z ] }", "a=z", false},
      {"not: { any: [ a: x, a: z ] }", "a=y", true},
      {"{ any: [ a: x, a: z ], not: { b: y }, b: { present: true } }", "a=z b=x", true},
      {"{ any: [ a: x, a: z ], not: { b: y }, b: { present: true } }", "a=z b=y", false},
      {"{ any: [ a: x, a: z ], not: { b: y }, b: { present: true } }", "a=z", false},
  };
  expect_rows(kRows);
}

TEST(Condition, MatchesGlobs) {
  static constexpr Row kRows[] = {
      {"a: { matches_glob: '*.rds.example.com' }", "a=db.rds.example.com", true},
      {"a: { matches_glob: '*.rds.example.com' }", "a=rds.example.com", false},
      {"a: { matches_glob: '*.rds.example.com' }", "a=db.rds.example.com.org", false},
      {"a: { matches_glob: 'db?' }", "a=db1", true},
      {"a: { matches_glob: 'db?' }", "a=db", false},
      {"a: { matches_glob: '*' }", "a=", true},
      {"a: { matches_glob: '**a*' }", "a=bab", true},
      {"a: { matches_glob: 'a*b*c' }", "a=abcbc", true},
      {"a: { matches_glob: 'a*b*c' }", "a=abcb", false},
      {"a: { matches_glob: 'DB' }", "a=db", false},
      {"a: { matches_glob: '*a?' }", "a=aab", true},
      {"a: { matches_glob: '*x' }", "a=[y,zx]", true},
  };
  expect_rows(kRows);
}

TEST(Condition, ComparesNumbersAndVersions) {
  static constexpr Row kRows[] = {
      {"a: { less: 16 }", "a=15", true},
      {"a: { less: 16 }", "a=16", false},
      {"a: { less: 16 }", "a=9", true},
      {"a: { less: 16 }", "a=-20", true},
      {"a: { less: 16 }", "a=1.5", false},
      {"a: { less: 16 }", "a=", false},
      {"a: { less: 16 }", "a=99999999999999999999", false},
      {"a: { more: -1 }", "a=0", true},
      {"a: { more: 90 }", "a=90", false},
      {"a: { more: 90 }", "a=91", true},
      {"a: { version_less: '7.0' }", "a=6.1", true},
      {"a: { version_less: '7.0' }", "a=7", false},
      {"a: { version_less: '7.0' }", "a=10.0", false},
      {"a: { version_less: '7.0.10' }", "a=7.0.9", true},
      {"a: { version_less: '7.0.10' }", "a=7.0.010", false},
      {"a: { version_less: '7.1' }", "a=7.1.0.rc1", false},
      {"a: { version_less: '7.1.1' }", "a=7.1.0.rc1", true},
      {"a: { version_less: TLSv1.2 }", "a=TLSv1", true},
      {"a: { version_less: TLSv1.2 }", "a=TLSv1.2", false},
      {"a: { version_less: TLSv1.2 }", "a=SSLv3", false},
      {"a: { version_less: TLSv1.2 }", "a=1.0", false},
      {"a: { version_less: '7' }", "a=new", false},
      {"a: { version_less: '99999999999999999999999' }", "a=99999999999999999999998", true},
  };
  expect_rows(kRows);
}

// A pattern with many stars must not try every way to share out the text.
TEST(Condition, MatchesHostileTextInShortTime) {
  std::string pattern;
  for (int i = 0; i < 60; ++i) pattern += "*a";
  facts::Subject subject;
  subject.facts.push_back({"a", std::string(100'000, 'a') + "b"});
  std::string_view word = pattern;
  Condition condition{Predicate::kMatchesGlob, 1, "a", {&word, 1}};
  EXPECT_FALSE(holds({&condition, 1}, 0, subject));
}

TEST(Condition, NamesItsPredicatesInTheirOrder) {
  for (std::size_t i = 0; i < predicates().size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(predicates()[i].predicate), i);
  }
  EXPECT_EQ(predicates().size(), static_cast<std::size_t>(Predicate::kVersionLess) + 1);
  EXPECT_EQ(predicate_name(Predicate::kMatchesGlob), "matches_glob");
  EXPECT_FALSE(predicate_named("matches"));
}

TEST(Condition, ReadsIntegers) {
  EXPECT_EQ(to_integer("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  for (std::string_view text : {"", "-", "+1", " 1", "1 ", "0x1", "9223372036854775808"}) {
    EXPECT_EQ(to_integer(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace verifull::check
