#include "resolve/conditions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"

namespace {

using namespace verifull::resolve;

Answer state(std::string name, int value) { return {{Ask::kState, std::move(name), ""}, value}; }
Answer equals(std::string name, std::string text, bool yes) {
  return {{Ask::kEquals, std::move(name), std::move(text)}, yes ? 1 : 0};
}
Answer carries(std::string name, std::string key, bool yes) {
  return {{Ask::kCarries, std::move(name), std::move(key)}, yes ? 1 : 0};
}

std::string summary(const std::vector<WorldVerdict>& worlds) {
  Summary result = summarise(worlds);
  std::string text(verdict_name(result.verdict));
  if (!result.conditions.empty()) {
    text += " if " + verifull::base::join(result.conditions, " and ");
  }
  return text;
}

TEST(Conditions, OneWorldHasNone) {
  EXPECT_EQ(summary({{{}, Verdict::kVerified, false}}), "verified");
  EXPECT_EQ(summary({{{}, Verdict::kPlaintext, false}}), "plaintext");
}

// ENV.fetch("M", "verify-full")
TEST(Conditions, ADefaultThatAVariableCanReplace) {
  EXPECT_EQ(summary({
                {{state("M", kIsUnset)}, Verdict::kVerified, false},
                {{state("M", kIsSet), equals("M", "verify-full", false)}, Verdict::kUnknown, false},
                {{state("M", kIsSet), equals("M", "verify-full", true)}, Verdict::kVerified, false},
                {{state("M", kIsEmpty)}, Verdict::kOpportunistic, true},
            }),
            "verified-if if M is unset or `verify-full`");
}

// ENV["M"]
TEST(Conditions, TheWorstThatTheRepositoryItselfBringsAbout) {
  EXPECT_EQ(summary({
                {{state("M", kIsUnset)}, Verdict::kOpportunistic, false},
                {{state("M", kIsSet)}, Verdict::kUnknown, false},
                {{state("M", kIsEmpty)}, Verdict::kOpportunistic, true},
            }),
            "opportunistic if M is unset or empty");
}

TEST(Conditions, WhatDoesNotMatterIsLeftOut) {
  EXPECT_EQ(summary({
                {{state("A", kIsUnset), state("B", kIsUnset)}, Verdict::kPlaintext, false},
                {{state("A", kIsUnset), state("B", kIsSet)}, Verdict::kPlaintext, false},
                {{state("A", kIsSet)}, Verdict::kUnknown, false},
            }),
            "plaintext if A is unset");
}

TEST(Conditions, AWorldInWhichNothingIsOpenedContradictsNothing) {
  EXPECT_EQ(summary({
                {{state("U", kIsSet), carries("U", "sslmode", false)}, Verdict::kOpportunistic, false},
                {{state("U", kIsSet), carries("U", "sslmode", true)}, Verdict::kUnknown, false},
                {{state("U", kIsUnset)}, Verdict::kNotApplicable, false},
                {{state("U", kIsEmpty)}, Verdict::kBootError, true},
            }),
            "opportunistic if U sets no sslmode");
}

// Two variables that only go together: the conditions must not promise more than one
// of the two ways.
TEST(Conditions, NeverPromiseTooMuch) {
  EXPECT_EQ(summary({
                {{state("A", kIsUnset), state("B", kIsUnset)}, Verdict::kVerified, false},
                {{state("A", kIsUnset), state("B", kIsSet)}, Verdict::kUnknown, false},
                {{state("A", kIsSet), state("B", kIsUnset)}, Verdict::kUnknown, false},
                {{state("A", kIsSet), state("B", kIsSet)}, Verdict::kVerified, false},
            }),
            "verified-if if A is unset and B is unset");
}

TEST(Conditions, ASecondaryWorldDecidesOnlyWhenThereIsNoOther) {
  EXPECT_EQ(summary({{{state("A", kIsEmpty)}, Verdict::kPlaintext, true},
                     {{state("A", kIsUnset)}, Verdict::kFailsClosed, false},
                     {{state("A", kIsSet)}, Verdict::kFailsClosed, false}}),
            "fails-closed if A is not empty");
  EXPECT_EQ(summary({{{state("A", kIsEmpty)}, Verdict::kPlaintext, true}}), "plaintext");
}

}  // namespace
