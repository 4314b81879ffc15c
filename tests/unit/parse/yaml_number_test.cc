#include "parse/yaml_number.h"

#include <limits>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

TEST(YamlNumber, KernelFloat) {
  struct Row {
    std::string_view text;
    std::string_view value;  // "" where Ruby raises
  };
  static constexpr Row kRows[] = {
      {"1", "1.0"},
      {" 1.5\n", "1.5"},
      {"1e3", "1000.0"},
      {"1_0.0_1E-1_0", "1.001e-09"},
      {"-.5", "-0.5"},
      {"1.", ""},
      {"1.e3", ""},
      {"1__0", ""},
      {"_1", ""},
      {"1_", ""},
      {"e3", ""},
      {"1e", ""},
      {"", ""},
      {"-", ""},
      {"1 2", ""},
      {"1e400", "Infinity"},
      {"-1e-400", "-0.0"},
      {"--1", ""},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    const std::optional<double> value = ruby_float(row.text);
    EXPECT_EQ(value ? ruby_float_text(*value) : "", row.value);
  }
}

TEST(YamlNumber, FloatTexts) {
  EXPECT_EQ(ruby_float_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(ruby_float_text(1e15), "1.0e+15");
  EXPECT_EQ(ruby_float_text(1e14), "100000000000000.0");
  EXPECT_EQ(ruby_float_text(1125899906842625.5), "1125899906842625.5");
  EXPECT_EQ(ruby_float_text(1.5e-5), "1.5e-05");
  EXPECT_EQ(ruby_float_text(1e-4), "0.0001");
  EXPECT_EQ(ruby_float_text(5e-324), "5.0e-324");
  EXPECT_EQ(ruby_float_text(-std::numeric_limits<double>::infinity()), "-Infinity");
}

TEST(YamlNumber, WhatIsNone) {
  for (const std::string_view text :
       {"", "-", "1a", "1:", ":1", "1:2:", "1.2.3", "0b2", "1_", "x"}) {
    EXPECT_FALSE(type_number(text)) << text;
  }
}

}  // namespace
}  // namespace verifull::parse
