#include "check/checker.h"

#include <string>

#include <gtest/gtest.h>

#include "base/text.h"
#include "unit/check/subject_text.h"

namespace verifull::check {
namespace {

constexpr std::string_view kTen[] = {"10"};
constexpr std::string_view kX[] = {"x"};
// `when: { mode: { present: true } }`, then of the cases `mode: x` and
// `mode: { unknown: true }`.
constexpr Condition kConditions[] = {{Predicate::kPresent, 1, "mode", {}},
                                     {Predicate::kEquals, 2, "mode", kX},
                                     {Predicate::kUnknown, 3, "mode", {}},
                                     {Predicate::kLess, 4, "days", kTen}};
constexpr Case kCases[] = {
    {1, Severity::kWarning, std::nullopt, "{environment} {has/have} x", "x here", "not x"},
    {2, Severity::kInfo, Confidence::kLow, {}, {}, {}},
};
constexpr std::string_view kPointAt[] = {"mode.value", "environment.header"};
constexpr RuleLabel kLabels[] = {{"environment.header", "environment `{environment}`"}};
constexpr std::string_view kTrail[] = {"mode"};

Rule rule() {
  Rule rule;
  rule.id = "mode-bad";
  rule.conditions = kConditions;
  rule.cases = kCases;
  rule.message = "{environment} {has/have} `{mode}`";
  rule.here = "expected y";
  rule.point_at = kPointAt;
  rule.labels = kLabels;
  rule.trail = kTrail;
  rule.help = "write y";
  return rule;
}

facts::Subject subject(std::string environment, std::string connection, std::string_view facts,
                       std::uint32_t mode_at) {
  facts::Subject result = subject_of(facts);
  result.environments = {std::move(environment)};
  result.connection = std::move(connection);
  result.places = {{"mode.value", {0, mode_at, mode_at + 5}}};
  return result;
}

std::string path_of(base::FileId id) { return "file" + std::to_string(id); }

std::vector<Finding> check_one(const Rule& rule, const std::vector<facts::Subject>& subjects) {
  return check({&rule}, subjects, path_of);
}

std::string place(const base::Span& span) {
  return std::to_string(span.file) + ":" + std::to_string(span.begin) + "-" +
         std::to_string(span.end);
}

// Everything but the fingerprint.
std::string dump(const Finding& finding) {
  std::string result(severity_name(finding.severity));
  result += "/" + std::string(confidence_name(finding.confidence)) + " " + place(finding.primary) +
            " " + finding.message + " | " + finding.primary_text + " | " + finding.help + " | " +
            base::join(finding.environments, ",") + " | " + finding.connection;
  for (const Label& label : finding.labels) result += " | " + place(label.span) + " " + label.text;
  for (const std::string& condition : finding.conditions) result += " | if " + condition;
  if (!finding.resolved.empty()) result += " | resolved: " + finding.resolved;
  return result;
}

std::vector<std::string> dumps(const std::vector<Finding>& findings) {
  std::vector<std::string> result;
  for (const Finding& finding : findings) result.push_back(dump(finding));
  return result;
}

using Dumps = std::vector<std::string>;

TEST(Checker, ReportsWhatHolds) {
  Rule bad = rule();
  auto findings = check_one(bad, {subject("production", "primary", "mode=z", 10),
                                  subject("staging", "primary", "other=z", 20)});
  EXPECT_EQ(dumps(findings),
            (Dumps{"error/high 0:10-15 production has `z` | expected y | write y | production | "
                   "primary"}));
  EXPECT_EQ(findings[0].rule, &bad);
  EXPECT_EQ(findings[0].state, FindingState::kActive);
}

TEST(Checker, TakesTheFirstCaseThatHolds) {
  auto findings = check_one(rule(), {subject("production", "primary", "mode=x", 10),
                                     subject("staging", "primary", "mode=?why", 20)});
  EXPECT_EQ(dumps(findings),
            (Dumps{"warning/high 0:10-15 production has x | x here | not x | production | primary",
                   "info/low 0:20-25 staging has `why` | expected y | write y | staging | "
                   "primary"}));
}

TEST(Checker, LooksOnlyAtItsKindOfSubject) {
  facts::Subject key = subject("production", "primary", "mode=z", 10);
  key.kind = facts::SubjectKind::kKey;
  EXPECT_TRUE(check_one(rule(), {key}).empty());
  Rule of_keys = rule();
  of_keys.applies_to = facts::SubjectKind::kKey;
  EXPECT_EQ(check_one(of_keys, {key}).size(), 1U);
}

TEST(Checker, PointsAtTheFirstPlaceThatExists) {
  facts::Subject one = subject("production", "primary", "mode=z", 10);
  one.places = {{"environment.header", {1, 3, 4}}, {"mode.value", {}}};
  EXPECT_EQ(check_one(rule(), {one})[0].primary, (base::Span{1, 3, 4}));
  one.places = {{"other", {}}, {"another", {1, 5, 6}}};
  EXPECT_EQ(check_one(rule(), {one})[0].primary, (base::Span{1, 5, 6}));
  one.places = {};
  one.trail = {{"host", {}, "a"}, {"host", {1, 7, 8}, "b"}};
  EXPECT_EQ(check_one(rule(), {one})[0].primary, (base::Span{1, 7, 8}));
  one.trail = {};
  EXPECT_TRUE(check_one(rule(), {one}).empty());
}

TEST(Checker, LabelsOtherPlacesAndTheTrail) {
  facts::Subject one = subject("production", "primary", "mode=z", 10);
  one.places.push_back({"environment.header", {0, 0, 5}});
  one.trail = {{"mode", {1, 2, 3}, "sets A"},
               {"host", {1, 4, 5}, "not wanted"},
               {"mode", {0, 10, 15}, "the primary place itself"},
               {"mode", {1, 2, 3}, "sets A"},
               {"mode", {}, "nowhere"}};
  EXPECT_EQ(dumps(check_one(rule(), {one})),
            (Dumps{"error/high 0:10-15 production has `z` | expected y | write y | production | "
                   "primary | 0:0-5 environment `production` | 1:2-3 sets A"}));
}

TEST(Checker, MergesWhatHasOneCause) {
  std::vector<facts::Subject> subjects = {subject("staging", "primary", "mode=z", 10),
                                          subject("production", "primary", "mode=z", 10),
                                          subject("production", "replica", "mode=z", 10)};
  subjects[0].places.push_back({"environment.header", {0, 0, 5}});
  subjects[1].places.push_back({"environment.header", {0, 20, 25}});
  subjects[2].places.push_back({"environment.header", {0, 20, 25}});
  for (facts::Subject& each : subjects) each.conditions = {"A is unset"};
  subjects[0].resolved = subjects[1].resolved = subjects[2].resolved = "host db";
  EXPECT_EQ(dumps(check_one(rule(), subjects)),
            (Dumps{"error/high 0:10-15 staging and production have `z` | expected y | write y | "
                   "staging,production |  | 0:0-5 environment `staging` | 0:20-25 environment "
                   "`production` | if A is unset | resolved: host db"}));
  subjects[2].resolved = "host other";
  EXPECT_EQ(check_one(rule(), subjects)[0].resolved, "");
}

TEST(Checker, KeepsDifferentCausesApart) {
  facts::Subject first = subject("staging", "primary", "mode=z", 10);
  struct {
    std::string_view what;
    facts::Subject second;
  } rows[] = {
      {"place", subject("production", "primary", "mode=z", 11)},
      {"message", subject("production", "primary", "mode=w", 10)},
      {"severity", subject("production", "primary", "mode=?z", 10)},
      {"conditions", subject("production", "primary", "mode=z", 10)},
  };
  rows[3].second.conditions = {"A is unset"};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(check_one(rule(), {first, row.second}).size(), 2U);
  }
}

TEST(Checker, NamesSharedConnections) {
  Rule named = rule();
  named.message = "{environment} {has/have} it on {connection}";
  auto findings = check_one(named, {subject("production", "primary", "mode=z", 10),
                                    subject("production", "replica", "mode=z", 10)});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message, "production has it on primary and replica");
  EXPECT_EQ(findings[0].connection, "");
}

TEST(Checker, LimitsLabels) {
  facts::Subject one = subject("production", "primary", "mode=z", 10);
  for (std::uint32_t i = 0; i < 1000; ++i) one.trail.push_back({"mode", {1, i, i + 1}, "step"});
  EXPECT_EQ(check_one(rule(), {one})[0].labels.size(), kMaxLabels);
}

std::string fingerprint(const facts::Subject& subject) {
  return check_one(rule(), {subject})[0].fingerprint;
}

TEST(Checker, FingerprintsWithoutLinesAndValues) {
  facts::Subject one = subject("production", "primary", "mode=z", 10);
  // Stands in baselines: changes only with a note in CHANGELOG.md.
  EXPECT_EQ(fingerprint(one), "89ff9841e227f6f5");
  EXPECT_EQ(fingerprint(subject("production", "primary", "mode=w", 99)), fingerprint(one));
}

TEST(Checker, FingerprintsWhatAFindingIsAbout) {
  facts::Subject one = subject("production", "primary", "mode=z", 10);
  EXPECT_NE(fingerprint(subject("staging", "primary", "mode=z", 10)), fingerprint(one));
  EXPECT_NE(fingerprint(subject("production", "replica", "mode=z", 10)), fingerprint(one));
  facts::Subject keyed = subject("production", "primary", "mode=z key.path=production.mode", 10);
  EXPECT_NE(fingerprint(keyed), fingerprint(one));
  facts::Subject elsewhere = one;
  elsewhere.places[0].span.file = 1;
  EXPECT_NE(fingerprint(elsewhere), fingerprint(one));
  facts::Subject header = one;
  header.places[0].name = "environment.header";
  EXPECT_NE(fingerprint(header), fingerprint(one));
}

TEST(Checker, CountsEqualFingerprints) {
  facts::Subject one = subject("production", "primary", "mode=z", 10);
  facts::Subject two = subject("production", "primary", "mode=z", 20);
  auto findings = check_one(rule(), {one, two});
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].fingerprint, fingerprint(one));
  EXPECT_NE(findings[0].fingerprint, findings[1].fingerprint);
}

TEST(Checker, SortsByPlaceAndRule) {
  Rule a;
  a.id = "a";
  Rule b;
  b.id = "b";
  std::vector<Finding> findings(6);
  struct {
    const Rule* rule;
    base::Span span;
    std::string_view message;
  } rows[] = {{&b, {1, 4, 5}, "6"}, {&b, {0, 9, 10}, "5"}, {&a, {0, 9, 11}, "5b"},
              {&b, {0, 2, 3}, "2"}, {&a, {0, 2, 3}, "1b"}, {&a, {0, 2, 3}, "1"}};
  for (std::size_t i = 0; i < findings.size(); ++i) {
    findings[i].rule = rows[i].rule;
    findings[i].primary = rows[i].span;
    findings[i].message = rows[i].message;
  }
  sort_findings(findings, [](const base::Span& span) {
    std::string_view path = span.file == 0 ? "config/database.yml" : "z";
    return ShownPlace{path, {1, span.begin}, {1, span.end}};
  });
  Dumps order;
  for (const Finding& finding : findings) order.push_back(finding.message);
  EXPECT_EQ(order, (Dumps{"1", "1b", "2", "5", "5b", "6"}));
}

// Two thousand environments that share an anchor are still one quick finding.
TEST(Checker, MergesManyInShortTime) {
  std::vector<facts::Subject> subjects;
  for (int i = 0; i < 2000; ++i) {
    subjects.push_back(subject("e" + std::to_string(i), "primary", "mode=z", 10));
  }
  auto findings = check_one(rule(), subjects);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].environments.size(), 2000U);
  EXPECT_EQ(findings[0].message, "e0, e1, e2, e3 and 1996 more have `z`");
}

}  // namespace
}  // namespace verifull::check
