#include "parse/yaml_time.h"

#include <string_view>

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

struct Row {
  std::string_view text;
  std::string_view value;  // "-" when the text doesn't look like one at all
  ScalarType type = ScalarType::kString;
};

TEST(YamlTime, Times) {
  static constexpr Row kRows[] = {
      {"1999-12-31 23:59:60Z", "2000-01-01 00:00:00 UTC", ScalarType::kTime},
      {"2021-02-29T24:00:00 +01:00", "2021-03-02 00:00:00 +0100", ScalarType::kTime},
      {"0001-01-01 00:00:00 -23:59", "0001-01-01 00:00:00 -2359", ScalarType::kTime},
      {"-0001-03-01 00:00:00 Z", "-0001-03-01 00:00:00 UTC", ScalarType::kTime},
      {"2020-1-2 3:04:05. +5:", "2020-01-02 03:04:05 +0500", ScalarType::kTime},
      {"2020-01-02 24:00:01 Z", "2020-01-02 24:00:01 Z"},
      {"2020-01-02 00:60:00 Z", "2020-01-02 00:60:00 Z"},
      {"2020-01-02 00:00:00 +23:60", "2020-01-02 00:00:00 +23:60"},
      {"2020-01-02 00:00:00 +", "-"},
      {"2020-01-02 00:00:00 +01:3", "-"},
      {"2020-01-02 00:00", "-"},
      {"2020-01-0203:04:05", "-"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    const std::optional<TypedScalar> time = type_time(row.text);
    ASSERT_EQ(time ? time->text : "-", row.value);
    if (!time) continue;
    EXPECT_EQ(time->type, row.type);
  }
}

TEST(YamlTime, Dates) {
  static constexpr Row kRows[] = {
      {"2000-02-29", "2000-02-29", ScalarType::kDate},
      {"2000-2-9", "2000-02-09", ScalarType::kDate},
      {"1582-10-04", "1582-10-04", ScalarType::kDate},
      {"1582-10-05", "1582-10-05"},
      {"2001-02-29", "2001-02-29"},
      {"2001-04-31", "2001-04-31"},
      {"2001-13-01", "-"},
      {"2001-01-32", "-"},
      {"2001-01-001", "-"},
      {"2001-01", "-"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    const std::optional<TypedScalar> date = type_date(row.text);
    ASSERT_EQ(date ? date->text : "-", row.value);
    if (!date) continue;
    EXPECT_EQ(date->type, row.type);
  }
}

}  // namespace
}  // namespace verifull::parse
