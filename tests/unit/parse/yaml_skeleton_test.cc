#include "parse/yaml_skeleton.h"

#include <string_view>

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

TEST(YamlSkeleton, KeepsStructureOnly) {
  struct Row {
    std::string_view text;
    std::string_view skeleton;
  };
  static constexpr Row kRows[] = {
      {"a: 'b' # c\n# d\ne: |\n  f\n  g\n", "x: x \n\nx: x\n"},
      {"&k a: !!str b\nc: *k\n", "x: x\nx: x\n"},
      {"a: &x\nb: !!str # c\n", "x: x\nx: x\n"},
      {"a: &x\n  b: c\n", "x: \n  x: x\n"},
      {"a:\n|\n  x\n", "x: x\n"},
      {"a: x\n  y\n- z", "x: x\n"},
      {"%YAML 1.1\n--- a\n--- b\n", "--- x\n"},
      {"\357\273\277a: b\n c: d\n", " x: x\n x: x\n"},
      {"a: b\r\nc: d\re: f\302\205", "x: x\nx: x\nx: x\n"},
      {"[a, {b: c}, ? d] # e", "[x, {x: x}, ? x]\n"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    const YamlOutline outline = outline_yaml(row.text);
    EXPECT_EQ(yaml_skeleton(row.text, outline), row.skeleton);
  }
}

TEST(YamlSkeleton, LineStarts) {
  EXPECT_EQ(yaml_line_start("a\nb", 2), 2U);
  EXPECT_EQ(yaml_line_start("a\nbc", 3), 2U);
  EXPECT_EQ(yaml_line_start("a\rbc", 3), 2U);
  EXPECT_EQ(yaml_line_start("abc", 3), 0U);
}

}  // namespace
}  // namespace verifull::parse
