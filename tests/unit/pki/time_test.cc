#include "pki/time.h"

#include <gtest/gtest.h>

namespace {

using namespace verifull;

TEST(PkiTime, DaysThereAndBack) {
  EXPECT_EQ(pki::parse_day("1970-01-01"), 0);
  EXPECT_EQ(pki::parse_day("2000-02-29"), 951'782'400);
  EXPECT_EQ(pki::day_text(-1), "1969-12-31");
  // Every day from 1900 on, leap years and their exceptions among them.
  for (std::int64_t day = -25'567; day < 60'000; ++day) {
    std::int64_t seconds = day * pki::kSecondsPerDay;
    ASSERT_EQ(pki::parse_day(pki::day_text(seconds)), seconds) << pki::day_text(seconds);
  }
}

TEST(PkiTime, NoDays) {
  for (const char* text : {"", "2026-1-01", "2026-02-30", "2026-13-01", "2026-00-10", "2026/01/01",
                           "2025-02-29", "20a6-01-01", "2026-01-01T"}) {
    EXPECT_EQ(pki::parse_day(text), std::nullopt) << text;
  }
}

}  // namespace
