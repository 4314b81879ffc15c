#include "check/rules.h"

#include <string>

#include <gtest/gtest.h>

#include "check/message.h"
#include "check/rule_doc.h"

namespace verifull::check {
namespace {

TEST(Rules, AreSortedAndFound) {
  ASSERT_FALSE(all_rules().empty());
  for (std::size_t i = 0; i < all_rules().size(); ++i) {
    const Rule& rule = all_rules()[i];
    EXPECT_EQ(find_rule(rule.id), &rule);
    if (i > 0) {
      EXPECT_LT(all_rules()[i - 1].id, rule.id);
    }
  }
  EXPECT_EQ(find_rule(""), nullptr);
  EXPECT_EQ(find_rule("sslmode-wea"), nullptr);
  EXPECT_EQ(find_rule("zzz"), nullptr);
}

TEST(Rules, AreComplete) {
  for (const Rule& rule : all_rules()) {
    SCOPED_TRACE(rule.id);
    EXPECT_FALSE(rule.title.empty());
    EXPECT_FALSE(rule.message.empty());
    EXPECT_FALSE(rule.help.empty());
    EXPECT_FALSE(rule.why.empty());
    EXPECT_FALSE(rule.conditions.empty());
    EXPECT_FALSE(rule.point_at.empty());
    EXPECT_FALSE(rule.good.empty());
    EXPECT_FALSE(rule.bad.empty());
    for (const Example& example : rule.bad) EXPECT_FALSE(example.findings.empty()) << example.name;
  }
}

TEST(Rules, HaveConditionsThatStayInTheirTable) {
  for (const Rule& rule : all_rules()) {
    SCOPED_TRACE(rule.id);
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
      EXPECT_GT(rule.conditions[i].end, i);
      EXPECT_LE(rule.conditions[i].end, rule.conditions.size());
    }
    for (const Case& each : rule.cases) EXPECT_LT(each.condition, rule.conditions.size());
  }
}

TEST(Rules, HavePages) {
  for (const Rule& rule : all_rules()) {
    SCOPED_TRACE(rule.id);
    EXPECT_TRUE(rule_text(rule).starts_with(std::string(rule.id) + "\n"));
    EXPECT_NE(rule_markdown(rule).find(render_pattern(rule.message)), std::string::npos);
  }
}

}  // namespace
}  // namespace verifull::check
