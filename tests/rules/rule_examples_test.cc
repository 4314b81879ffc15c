// The examples in rules/*.yml, run through the whole engine: a bad one gives
// exactly the findings that it lists, a good one none of its rule.
//
// What other rules say about a bad example is printed, because whoever writes an
// example should know it, but it is no failure: most bad lines are bad in two ways.
#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "check/rules.h"
#include "rules/example_run.h"

namespace {

using namespace verifull;

std::vector<const check::Rule*> every_rule() {
  std::vector<const check::Rule*> rules;
  for (const check::Rule& rule : check::all_rules()) rules.push_back(&rule);
  return rules;
}

// The severity stands behind the place where the example states one.
std::vector<std::string> expected_of(const check::Example& example, const check::Rule& rule) {
  std::vector<std::string> expected;
  for (const check::ExpectedFinding& finding : example.findings) {
    expected.push_back(std::string(finding.path) + ":" + std::to_string(finding.line) + ":" +
                       std::to_string(finding.column) + " " +
                       std::string(check::severity_name(finding.severity.value_or(rule.severity))));
  }
  std::sort(expected.begin(), expected.end());
  return expected;
}

// Its own findings; those of other rules are printed.
std::vector<std::string> found_by(const check::Rule& rule, const check::Example& example,
                                  const engine::Analysis& analysis) {
  std::vector<std::string> own;
  for (const check::Finding& finding : analysis.findings) {
    std::string place = rule_tests::place_and_severity(analysis, finding);
    if (finding.rule == &rule) {
      own.push_back(place);
    } else if (!example.findings.empty()) {
      std::printf("  %s, \"%s\": also %s %s\n", std::string(rule.id).c_str(),
                  std::string(example.name).c_str(), std::string(finding.rule->id).c_str(),
                  place.c_str());
    }
  }
  std::sort(own.begin(), own.end());
  return own;
}

class RuleExamples : public testing::TestWithParam<const check::Rule*> {};

void expect_findings(const check::Rule& rule, const check::Example& example) {
  SCOPED_TRACE(std::string(rule.id) + ": " + std::string(example.name));
  rule_tests::ExampleRun run = rule_tests::run_example(example, every_rule());
  ASSERT_EQ(run.trouble, "");
  for (const base::Error& error : run.analysis.errors) ADD_FAILURE() << error.message;
  EXPECT_FALSE(run.analysis.projects.empty()) << "the example is no Rails app";
  EXPECT_EQ(found_by(rule, example, run.analysis), expected_of(example, rule));
}

TEST_P(RuleExamples, BadOnesGiveTheListedFindings) {
  for (const check::Example& example : GetParam()->bad) expect_findings(*GetParam(), example);
}

TEST_P(RuleExamples, GoodOnesGiveNone) {
  for (const check::Example& example : GetParam()->good) expect_findings(*GetParam(), example);
}

// GoogleTest takes letters, digits and underscores.
std::string test_name(const testing::TestParamInfo<const check::Rule*>& info) {
  std::string name(info.param->id);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Rules, RuleExamples, testing::ValuesIn(every_rule()), test_name);

}  // namespace
