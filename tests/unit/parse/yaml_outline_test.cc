#include "parse/yaml_outline.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

constexpr std::string_view kKinds = "sqma";  // scalar, sequence, mapping, alias

// "m0-4(2) s0-1=a s3-4=b": kind, range, index of the last node inside, value.
std::string described(const YamlOutline& outline) {
  std::string result;
  for (const YamlOutlineNode& node : outline.nodes) {
    if (!result.empty()) result += ' ';
    result += kKinds[static_cast<std::size_t>(node.kind)];
    result += std::to_string(node.range.begin) + "-" + std::to_string(node.range.end);
    const bool collection = node.kind == YamlKind::kSequence || node.kind == YamlKind::kMapping;
    if (collection) result += "(" + std::to_string(node.last) + (node.flow ? " flow)" : ")");
    if (node.kind == YamlKind::kScalar) result += "=" + node.value;
  }
  return result;
}

TEST(YamlOutline, Nodes) {
  struct Row {
    std::string_view text;
    std::string_view nodes;
    std::uint32_t begin;
    std::uint32_t end;
  };
  static constexpr Row kRows[] = {
      {"", "", 0, 0},
      {"a: b # c\n", "m0-4(2) s0-1=a s3-4=b", 0, 4},
      {"- [x]\n- *a\n", "q0-10(3) q2-5(2 flow) s3-4=x a8-10", 0, 10},
      {"%YAML 1.1\n---\n{a: b}\n...\n", "m14-20(2 flow) s15-16=a s18-19=b", 10, 20},
      {"a:\n- b\nc:\n", "m0-9(5) s0-1=a q3-6(3) s5-6=b s7-8=c s9-9=", 0, 9},
      {"[a: b]", "q0-6(3 flow) m1-5(3 flow) s1-2=a s4-5=b", 0, 6},
      {"--- \n--- x", "s3-3=", 0, 3},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    const YamlOutline outline = outline_yaml(row.text);
    EXPECT_FALSE(outline.error);
    EXPECT_EQ(described(outline), row.nodes);
    EXPECT_EQ(outline.begin, row.begin);
    EXPECT_EQ(outline.end, row.end);
  }
}

TEST(YamlOutline, Refusals) {
  struct Row {
    std::string_view text;
    std::string_view message;
    std::uint32_t offset;
  };
  static constexpr Row kRows[] = {
      {"- a\nb: c\n", "did not find expected '-' indicator while parsing a block collection", 0},
      {"a: 1\n- b\n", "did not find expected key while parsing a block mapping", 0},
      {"a: 'b' c\n", "did not find expected key while parsing a block mapping", 0},
      {"a: *b c\n", "did not find expected key while parsing a block mapping", 0},
      {": a\n", "did not find expected key while parsing a block mapping", 0},
      {"[a b: c", "did not find expected ',' or ']' while parsing a flow sequence", 0},
      {"[? ]\n", "did not find expected ',' or ']' while parsing a flow sequence", 0},
      {"x: {a: b\nc: d}\n", "did not find expected ',' or '}' while parsing a flow mapping", 3},
      {"[,]", "did not find expected node content while parsing a flow node", 1},
      {"a: ]\n", "did not find expected node content while parsing a block node", 3},
      {"%YAML 1.1\na: b\n", "did not find expected <document start>", 10},
      {"%YAML 1.1\n%YAML 1.1\n---\n", "found duplicate %YAML directive", 10},
      {"%YAML 2.0\n---\n", "found incompatible YAML document", 0},
      {"%TAG ! a\n%TAG ! b\n---\n", "found duplicate %TAG directive", 9},
      {"a: !e!x b\n", "found undefined tag handle while parsing a node", 3},
      {"a: b\n...\nc: \001\n", "control characters are not allowed", 12},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    const YamlOutline outline = outline_yaml(row.text);
    ASSERT_TRUE(outline.error);
    EXPECT_EQ(outline.error->message, row.message);
    EXPECT_EQ(outline.error->offset, row.offset);
    EXPECT_EQ(outline.error->kind, YamlError::Kind::kSyntax);
  }
}

}  // namespace
}  // namespace verifull::parse
