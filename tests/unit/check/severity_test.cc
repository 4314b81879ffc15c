#include "check/severity.h"

#include <gtest/gtest.h>

namespace verifull::check {
namespace {

TEST(Severity, NamesGoBothWays) {
  for (Severity severity : {Severity::kInfo, Severity::kWarning, Severity::kError}) {
    EXPECT_EQ(severity_named(severity_name(severity)), severity);
  }
  EXPECT_EQ(severity_name(Severity::kWarning), "warning");
  EXPECT_EQ(severity_named("Error"), std::nullopt);
  EXPECT_EQ(severity_named(""), std::nullopt);
}

TEST(Severity, RisesFromInfoToError) {
  EXPECT_LT(Severity::kInfo, Severity::kWarning);
  EXPECT_LT(Severity::kWarning, Severity::kError);
}

TEST(Severity, ConfidenceNamesGoBothWays) {
  for (Confidence confidence : {Confidence::kLow, Confidence::kMedium, Confidence::kHigh}) {
    EXPECT_EQ(confidence_named(confidence_name(confidence)), confidence);
  }
  EXPECT_EQ(confidence_named("sure"), std::nullopt);
}

}  // namespace
}  // namespace verifull::check
