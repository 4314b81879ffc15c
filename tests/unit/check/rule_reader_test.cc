#include "check/rule_reader.h"

#include <string>

#include <gtest/gtest.h>

#include "base/text.h"

namespace verifull::check {
namespace {

constexpr facts::Word kFacts[] = {{"host", ""}, {"sslmode.effective", ""}};
constexpr facts::Word kPlaces[] = {{"host.value", ""}, {"environment.header", ""}};

constexpr std::string_view kRule = R"(id: host-bad
title: The host is bad
severity: error
confidence: medium
pedantic: true
applies_to: connection
when: { host: { present: true } }
cases:
  - when: { host: { equals: x } }
    severity: warning
    confidence: low
    message: "{environment} {has/have} x"
    here: x
    help: not x
message: "{environment} {has/have} `{host}`"
here: expected y
point_at: [host.value, environment.header]
labels:
  - { at: environment.header, text: "of {connection}" }
trail: [host]
help: write y
why: |
  Because.

  And so.
sources: [ "libpq: x" ]
bad:
  - name: it is x
    files:
      config/database.yml: |
        production:
          host: x
      .env: A=1
    options: [ "-D", "A=2" ]
    findings: [ "config/database.yml:2:9 warning", ".env:1:1" ]
good:
  - name: it is y
    files: { config/database.yml: "production: { host: y }" }
)";

base::Result<const Rule*> read(std::string_view text, bool complete, RuleSet& set) {
  RuleReading reading{kFacts, kPlaces, complete};
  return read_rule(text, "rules/host-bad.yml", 7, reading, set);
}

std::string problem(std::string_view text, bool complete = true) {
  RuleSet set;
  auto rule = read(text, complete, set);
  if (rule) return "fine";
  EXPECT_EQ(rule.error().kind, base::ErrorKind::kUsage);
  EXPECT_EQ(rule.error().place.file, 7U);
  EXPECT_TRUE(set.rules().empty());
  return rule.error().message + (rule.error().hint.empty() ? "" : " | " + rule.error().hint);
}

TEST(RuleReader, ReadsEveryField) {
  RuleSet set;
  auto result = read(kRule, true, set);
  ASSERT_TRUE(result) << result.error().message;
  const Rule& rule = **result;
  EXPECT_EQ(&rule, &set.rules()[0]);
  EXPECT_EQ(rule.id, "host-bad");
  EXPECT_EQ(rule.title, "The host is bad");
  EXPECT_EQ(rule.severity, Severity::kError);
  EXPECT_EQ(rule.confidence, Confidence::kMedium);
  EXPECT_TRUE(rule.pedantic);
  EXPECT_EQ(rule.applies_to, facts::SubjectKind::kConnection);
  ASSERT_EQ(rule.conditions.size(), 2U);
  EXPECT_EQ(rule.conditions[0].predicate, Predicate::kPresent);
  ASSERT_EQ(rule.cases.size(), 1U);
  EXPECT_EQ(rule.cases[0].condition, 1);
  EXPECT_EQ(rule.cases[0].severity, Severity::kWarning);
  EXPECT_EQ(rule.cases[0].confidence, Confidence::kLow);
  EXPECT_EQ(rule.cases[0].message, "{environment} {has/have} x");
  EXPECT_EQ(rule.cases[0].here, "x");
  EXPECT_EQ(rule.cases[0].help, "not x");
  EXPECT_EQ(rule.message, "{environment} {has/have} `{host}`");
  EXPECT_EQ(rule.here, "expected y");
  ASSERT_EQ(rule.point_at.size(), 2U);
  EXPECT_EQ(rule.point_at[1], "environment.header");
  ASSERT_EQ(rule.labels.size(), 1U);
  EXPECT_EQ(rule.labels[0].at, "environment.header");
  EXPECT_EQ(rule.labels[0].text, "of {connection}");
  ASSERT_EQ(rule.trail.size(), 1U);
  EXPECT_EQ(rule.trail[0], "host");
  EXPECT_EQ(rule.help, "write y");
  EXPECT_EQ(rule.why, "Because.\n\nAnd so.\n");
  ASSERT_EQ(rule.sources.size(), 1U);
  EXPECT_EQ(rule.sources[0], "libpq: x");
}

TEST(RuleReader, ReadsExamples) {
  RuleSet set;
  auto result = read(kRule, true, set);
  ASSERT_TRUE(result) << result.error().message;
  const Rule& rule = **result;
  ASSERT_EQ(rule.bad.size(), 1U);
  const Example& bad = rule.bad[0];
  EXPECT_EQ(bad.name, "it is x");
  ASSERT_EQ(bad.files.size(), 2U);
  EXPECT_EQ(bad.files[0].path, "config/database.yml");
  EXPECT_EQ(bad.files[0].text, "production:\n  host: x\n");
  EXPECT_EQ(bad.files[1].text, "A=1");
  ASSERT_EQ(bad.options.size(), 2U);
  EXPECT_EQ(bad.options[1], "A=2");
  ASSERT_EQ(bad.findings.size(), 2U);
  EXPECT_EQ(bad.findings[0].path, "config/database.yml");
  EXPECT_EQ(bad.findings[0].line, 2U);
  EXPECT_EQ(bad.findings[0].column, 9U);
  EXPECT_EQ(bad.findings[0].severity, Severity::kWarning);
  EXPECT_EQ(bad.findings[1].severity, std::nullopt);
  ASSERT_EQ(rule.good.size(), 1U);
  EXPECT_EQ(rule.good[0].files[0].text, "production: { host: y }");
  EXPECT_TRUE(rule.good[0].findings.empty());
}

// `from`, in the good rule, replaced by `to`, gives this error.
struct Row {
  std::string_view from;
  std::string_view to;
  std::string_view expected;
};

void expect_problems(std::span<const Row> rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.from) + " -> " + std::string(row.to));
    ASSERT_NE(kRule.find(row.from), std::string_view::npos);
    std::string text(kRule);
    text.replace(text.find(row.from), row.from.size(), row.to);
    EXPECT_EQ(problem(text), row.expected);
  }
}

TEST(RuleReader, RefusesWrongHeads) {
  static constexpr Row kRows[] = {
      {"id: host-bad", "id: host-worse",
       "rules/host-bad.yml:1:5: `id` is `host-worse`, but the file is `host-bad`"},
      {"id: host-bad", "id: Host_bad",
       "rules/host-bad.yml:1:5: `id` must be lower-case words joined with hyphens"},
      {"id: host-bad", "id: host--bad",
       "rules/host-bad.yml:1:5: `id` must be lower-case words joined with hyphens"},
      {"id: host-bad\n", "", "rules/host-bad.yml:1:1: `id` is missing"},
      {"title: The host is bad", "title: The host is bad.",
       "rules/host-bad.yml:2:8: `title` must not end with a full stop"},
      {"title: The host is bad", "title:", "rules/host-bad.yml:2:7: `title` must not be empty"},
      {"title: The host is bad", "title: \"a\\x1b[1mb\"",
       "rules/host-bad.yml:2:8: `title` must not hold control characters"},
      {"point_at: [host.value", "point_at: [''",
       "rules/host-bad.yml:17:12: a place must not be empty"},
      {"title: The host is bad", "title: \"a\\nb\"",
       "rules/host-bad.yml:2:8: `title` must be one line"},
      {"severity: error", "severity: eror",
       "rules/host-bad.yml:3:11: `severity` is `eror`, not one of info, warning, error | "
       "did you mean `error`?"},
      {"severity: error\n", "", "rules/host-bad.yml:1:1: `severity` is missing"},
      {"confidence: medium", "confidence: sure",
       "rules/host-bad.yml:4:13: `confidence` is `sure`, not one of low, medium, high"},
      {"pedantic: true", "pedantic: yes",
       "rules/host-bad.yml:5:11: `pedantic` is `yes`, not one of false, true"},
      {"applies_to: connection", "applies_to: conection",
       "rules/host-bad.yml:6:13: `applies_to` is `conection`, not one of connection, key, pair, "
       "error, variable, unknown | did you mean `connection`?"},
      {"trail: [host]", "trial: [host]",
       "rules/host-bad.yml:20:1: `trial` is no key of a rule | did you mean `trail`?"},
      {"trail: [host]", "severity: info", "rules/host-bad.yml:20:1: `severity` is given twice"},
      {"trail: [host]", "trail: host",
       "rules/host-bad.yml:20:8: `trail` must be a list with at least one element"},
  };
  expect_problems(kRows);
}

TEST(RuleReader, RefusesWrongSentences) {
  static constexpr Row kRows[] = {
      {"when: { host: { present: true } }\n", "", "rules/host-bad.yml:1:1: `when` is missing"},
      {"when: { host: {", "when: { hots: {",
       "rules/host-bad.yml:7:9: `hots` is no fact that is known here | did you mean `host`?"},
      {"message: \"{environment} {has/have} `{host}`\"", "message: '{hots}'",
       "rules/host-bad.yml:15:10: `{hots}` is no fact that is known here | did you mean "
       "`{host}`?"},
      {"message: \"{environment} {has/have} `{host}`\"\n", "",
       "rules/host-bad.yml:1:1: `message` is missing"},
      {"here: expected y", "here: \"{\"",
       "rules/host-bad.yml:16:7: a lone `{` is neither a placeholder nor a brace | write `{{` "
       "for a brace"},
      {"help: write y\n", "", "rules/host-bad.yml:1:1: `help` is missing"},
      {"help: write y", "help: write y.",
       "rules/host-bad.yml:21:7: `help` must not end with a full stop"},
      {"    here: x\n", "    heree: x\n",
       "rules/host-bad.yml:13:5: `heree` is no key of a case | did you mean `here`?"},
      {"  - when: { host: { equals: x } }\n", "  - here: y\n",
       "rules/host-bad.yml:13:5: `here` is given twice"},
      {"why: |\n  Because.\n\n  And so.\n", "", "rules/host-bad.yml:1:1: `why` is missing"},
      {"sources: [ \"libpq: x\" ]", "sources: []",
       "rules/host-bad.yml:26:10: `sources` must be a list with at least one element"},
  };
  expect_problems(kRows);
}

TEST(RuleReader, RefusesWrongPlaces) {
  static constexpr Row kRows[] = {
      {"point_at: [host.value, environment.header]\n", "",
       "rules/host-bad.yml:1:1: `point_at` is missing"},
      {"point_at: [host.value, environment.header]", "point_at: []",
       "rules/host-bad.yml:17:11: `point_at` must be a list with at least one element"},
      {"point_at: [host.value", "point_at: [host.valeu",
       "rules/host-bad.yml:17:12: `host.valeu` is no place that is known here | did you mean "
       "`host.value`?"},
      {"{ at: environment.header, text", "{ at: environment, text",
       "rules/host-bad.yml:19:11: `environment` is no place that is known here"},
      {"{ at: environment.header, text", "{ text", "rules/host-bad.yml:19:5: `at` is missing"},
      {"of {connection}", "of {conn}",
       "rules/host-bad.yml:19:37: `{conn}` is no fact that is known here"},
  };
  expect_problems(kRows);
}

TEST(RuleReader, RefusesCasesThatChangeNothing) {
  std::string text(kRule);
  std::size_t begin = text.find("    severity: warning");
  text.erase(begin, text.find("message: \"{environment} {has/have} `") - begin);
  EXPECT_EQ(problem(text), "rules/host-bad.yml:9:5: a case must change something");
}

TEST(RuleReader, RefusesFilesThatAreNoRules) {
  struct {
    std::string text;
    std::string expected;
  } rows[] = {
      {"", "rules/host-bad.yml:1:1: the file is empty"},
      {"# nothing\n", "rules/host-bad.yml:1:1: the file is empty"},
      {"- a", "rules/host-bad.yml:1:1: a rule must be a mapping"},
      {"text", "rules/host-bad.yml:1:1: a rule must be a mapping"},
      {"? [a]\n: b\n", "rules/host-bad.yml:1:3: a key must be a text"},
      {"id: \xFF", "rules/host-bad.yml:1:1: a rule file must be valid UTF-8"},
      {"# " + std::string(60'000, 'x'),
       "rules/host-bad.yml:1:1: a rule file has at most 60000 bytes"},
      {"title: &t x\nid: *t\n",
       "rules/host-bad.yml:2:5: a rule file has no aliases: write the text out"},
      {std::string(70, 'x') + ": 1",
       "rules/host-bad.yml:1:1: `" + std::string(64, 'x') + "…` is no key of a rule"},
      {"\"a\\x1b[31m\": 1", "rules/host-bad.yml:1:1: `a\\x1B[31m` is no key of a rule"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.text.substr(0, 40));
    EXPECT_EQ(problem(row.text), row.expected);
  }
}

// What a user's rule may leave out.
TEST(RuleReader, TakesShortRulesOfUsers) {
  constexpr std::string_view kShort = R"(id: host-bad
title: The host is bad
severity: info
applies_to: key
when: { host: x }
message: bad
point_at: [host.value]
)";
  RuleSet set;
  auto rule = read(kShort, false, set);
  ASSERT_TRUE(rule) << rule.error().message;
  EXPECT_EQ((*rule)->confidence, Confidence::kHigh);
  EXPECT_FALSE((*rule)->pedantic);
  EXPECT_TRUE((*rule)->cases.empty());
  EXPECT_TRUE((*rule)->bad.empty());
  EXPECT_EQ((*rule)->help, "");
  EXPECT_EQ(problem(kShort, true), "rules/host-bad.yml:1:1: `help` is missing");
}

}  // namespace
}  // namespace verifull::check
