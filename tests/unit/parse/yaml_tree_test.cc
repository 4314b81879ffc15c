#include "parse/yaml_tree.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parse/placeholder.h"
#include "support/yaml_dump.h"

namespace verifull::parse {
namespace {

using tests::dump_yaml;

struct Row {
  std::string_view text;
  std::string_view tree;
};

void expect_all(const Row* begin, const Row* end) {
  for (const Row* row = begin; row != end; ++row) {
    SCOPED_TRACE(row->text);
    EXPECT_EQ(dump_yaml(parse_yaml(row->text)), row->tree);
  }
}

TEST(YamlTree, Collections) {
  static constexpr Row kRows[] = {
      {"adapter: postgresql\n", "{adapter@0-7: postgresql@9-19}@0-19"},
      {"default: &default\n  adapter: postgresql\n  pool: 5\n\nproduction:\n  <<: *default\n  "
       "host: a\n  host: b\n",
       "{default@0-7: &default {adapter@20-27: postgresql@29-39, pool@42-46: 5@48-49}@20-49, "
       "production@51-61: {<<@65-67: *default@69-77, host@80-84: a@86-87, host@90-94: "
       "b@96-97}@65-97}@0-97"},
      {"a:\n  b:\n    c: d\ne: f\n",
       "{a@0-1: {b@5-6: {c@12-13: d@15-16}@12-16}@5-16, e@17-18: f@20-21}@0-21"},
      {"- a\n- - b\n  - c\n- d: e\n  f: g\n",
       "[a@2-3, [b@8-9, c@14-15]@6-15, {d@18-19: e@21-22, f@25-26: g@28-29}@18-29]@0-29"},
      {"a:\n- b\n- c: d\ne: f\n",
       "{a@0-1: [b@5-6, {c@9-10: d@12-13}@9-13]@3-13, e@14-15: f@17-18}@0-18"},
      {"a:\n  - b\n", "{a@0-1: [b@7-8]@5-8}@0-8"},
      {"[a, b: c, {d: e, f}]\n",
       "[a@1-2, {b@4-5: c@7-8}@4-8, {d@11-12: e@14-15, f@17-18: @18-18}@10-19]@0-20"},
      {"{a: 1, 'b': [2, 3], \"c\":4}\n",
       "{a@1-2: 1@4-5, 'b'@7-10: [2@13-14, 3@16-17]@12-18, \"c\"@20-23: 4@24-25}@0-26"},
      {"{a: 1,\n b: 2,\n}\n", "{a@1-2: 1@4-5, b@8-9: 2@11-12}@0-15"},
      {"[]", "[]@0-2"},
      {"a: {}\nb: []\n", "{a@0-1: {}@3-5, b@6-7: []@9-11}@0-11"},
      {"? a\n: b\n? c\n? [d, e]\n: f\n",
       "{a@2-3: b@6-7, c@10-11: @11-11, [d@15-16, e@18-19]@14-20: f@23-24}@0-24"},
      {"a: {url: postgres://u:p@h/d?sslmode=require&x=y}\n",
       "{a@0-1: {url@4-7: postgres://u:p@h/d?sslmode=require&x=y@9-47}@3-48}@0-48"},
      {"a : b\n", "{a@0-1: b@4-5}@0-5"},
      {"a: 1\na: 2\n", "{a@0-1: 1@3-4, a@5-6: 2@8-9}@0-9"},
  };
  expect_all(std::begin(kRows), std::end(kRows));
}

TEST(YamlTree, Scalars) {
  static constexpr Row kRows[] = {
      {"a: b # c\n", "{a@0-1: b@3-4}@0-4"},
      {"a: b#c\nd: e #f\n", "{a@0-1: b#c@3-6, d@7-8: e@10-11}@0-11"},
      {"a: 'it''s'\nb: \"q\\\"\\x41\\u00e9\\n\\\\\"\n",
       "{a@0-1: 'it's'@3-10, b@11-12: \"q\"A\303\251\\n\\\"@14-33}@0-33"},
      {"a: \"x\n  y\n\n  z\"\n", "{a@0-1: \"x y\\nz\"@3-15}@0-15"},
      {"a: 'x\n\n\n  y'\n", "{a@0-1: 'x\\n\\ny'@3-12}@0-12"},
      {"a: \"x\\\n   y\"\n", "{a@0-1: \"xy\"@3-12}@0-12"},
      {"a: x\n  y\n\n  z\nb: c\n", "{a@0-1: x y\\nz@3-13, b@14-15: c@17-18}@0-18"},
      {"a: |\n  x\n   y\n\nb: c\n", "{a@0-1: |x\\n y\\n@3-13, b@15-16: c@18-19}@0-19"},
      {"a: |-\n  x\n\n", "{a@0-1: |x@3-9}@0-9"},
      {"a: |+\n  x\n\nb: c\n", "{a@0-1: |x\\n\\n@3-9, b@11-12: c@14-15}@0-15"},
      {"a: >\n  x\n  y\n\n  z\n   k\n  l\n", "{a@0-1: >x y\\nz\\n k\\nl\\n@3-26}@0-26"},
      {"a: >+\n  x\n\nb: c\n", "{a@0-1: >x\\n\\n@3-9, b@11-12: c@14-15}@0-15"},
      {"a: |2\n    x\n", "{a@0-1: |  x\\n@3-11}@0-11"},
      {"a: | # c\n  x", "{a@0-1: |x@3-12}@0-12"},
      {"a: |\nb: >-\n", "{a@0-1: |@3-4, b@5-6: >@8-10}@0-10"},
      {"a:\tb\n", "{a@0-1: b@3-4}@0-4"},
      {"a: b\t# c\n", "{a@0-1: b@3-4}@0-4"},
      {"a: postgres://h:5432/d\n", "{a@0-1: postgres://h:5432/d@3-22}@0-22"},
      {"a: -1\nb: ?x\nc: :sym\n", "{a@0-1: -1@3-5, b@6-7: ?x@9-11, c@12-13: :sym@15-19}@0-19"},
      {"a: x@y\nb: ~\nc: null\nd: ''\n",
       "{a@0-1: x@y@3-6, b@7-8: ~@10-11, c@12-13: null@15-19, d@20-21: ''@23-25}@0-25"},
      {"a: *:\n",
       "syntax@3: did not find expected alphabetic or numeric character while scanning an alias | "
       "nothing"},
  };
  expect_all(std::begin(kRows), std::end(kRows));
}

TEST(YamlTree, EmptyValuesStandBehindWhatTheyBelongTo) {
  static constexpr Row kRows[] = {
      {"a:\nb: \nc: # x\n", "{a@0-1: @2-2, b@3-4: @5-5, c@7-8: @9-9}@0-9"},
      {"a:\n  b:\nc: 1\n", "{a@0-1: {b@5-6: @7-7}@5-7, c@8-9: 1@11-12}@0-12"},
      {"-\n- \n- x\n", "[@1-1, @3-3, x@7-8]@0-8"},
      {"a:\n-\n-\n", "{a@0-1: [@4-4, @6-6]@3-6}@0-6"},
      {"? \n", "{@1-1: @1-1}@0-1"},
      {"? a\n", "{a@2-3: @3-3}@0-3"},
      {"{a, b: , c: }\n", "{a@1-2: @2-2, b@4-5: @6-6, c@9-10: @11-11}@0-13"},
      {"[a: , ? b]\n", "[{a@1-2: @3-3}@1-3, {b@8-9: @9-9}@6-9]@0-10"},
      {"a: &x\nb: !!str\nc: !foo &y # z\n",
       "{a@0-1: &x @5-5, b@6-7: !<tag:yaml.org,2002:str> @14-14, c@15-16: &y !<!foo> @25-25}@0-25"},
      {": a\n", "syntax@0: did not find expected key while parsing a block mapping | nothing"},
      {"---\n", "@3-3"},
      {"--- # x\n...\n", "@3-3"},
      {"{: a}\n",
       "syntax@1: did not find expected node content while parsing a flow node | nothing"},
  };
  expect_all(std::begin(kRows), std::end(kRows));
}

TEST(YamlTree, AnchorsAliasesAndTags) {
  static constexpr Row kRows[] = {
      {"a: &x 1\nb: *x\n", "{a@0-1: &x 1@6-7, b@8-9: *x@11-13}@0-13"},
      {"&a k: &b v\n*a : *b\n", "{&a k@3-4: &b v@9-10, *a@11-13: *b@16-18}@0-18"},
      {"x: &d\n  a: 1\ny:\n  <<: *d\n  <<: [*d, *d]\n",
       "{x@0-1: &d {a@8-9: 1@11-12}@8-12, y@13-14: {<<@18-20: *d@22-24, <<@27-29: [*d@32-34, "
       "*d@36-38]@31-39}@18-39}@0-39"},
      {"a: &x &y 1\n",
       "syntax@0: did not find expected key while parsing a block mapping | nothing"},
      {"a: &x [b, &y c]\nd: *y\n", "{a@0-1: &x [b@7-8, &y c@13-14]@6-15, d@16-17: *y@19-21}@0-21"},
      {"a: !!str 5\nb: ! 5\nc: !foo 5\nd: !<tag:x,1:y> 5\n",
       "{a@0-1: !<tag:yaml.org,2002:str> 5@9-10, b@11-12: !<!> 5@16-17, c@18-19: !<!foo> 5@26-27, "
       "d@28-29: !<tag:x,1:y> 5@44-45}@0-45"},
      {"!!map\na: !!seq\n- b\n",
       "!<tag:yaml.org,2002:map> {a@6-7: !<tag:yaml.org,2002:seq> [b@17-18]@15-18}@6-18"},
      {"a: !ruby/object:Foo\n  b: 1\n",
       "{a@0-1: !<!ruby/object:Foo> {b@22-23: 1@25-26}@22-26}@0-26"},
      {"%TAG !e! tag:e.com,2020:\n%YAML 1.1\n---\na: !e!x y\n",
       "{a@39-40: !<tag:e.com,2020:x> y@47-48}@39-48"},
      {"%TAG !! tag:other,\n--- !!str x\n", "!<tag:other,str> x@29-30"},
      {"a: !x%41 b\n", "{a@0-1: !<!xA> b@9-10}@0-10"},
      {"!!merge <<: {a: b}\n",
       "{!<tag:yaml.org,2002:merge> <<@8-10: {a@13-14: b@16-17}@12-18}@0-18"},
      {"a: !!a!b c\n", "{a@0-1: !<tag:yaml.org,2002:a!b> c@9-10}@0-10"},
      {"&anchor-1_x a: b\n", "{&anchor-1_x a@12-13: b@15-16}@0-16"},
      {"a: &x\n  b: *x\n", "{a@0-1: &x {b@8-9: *x@11-13}@8-13}@0-13"},
  };
  expect_all(std::begin(kRows), std::end(kRows));
}

TEST(YamlTree, OnlyTheFirstDocument) {
  static constexpr Row kRows[] = {
      {"a: 1\n---\nb: 2\n", "{a@0-1: 1@3-4}@0-4"},
      {"--- a\n--- b\n", "a@4-5"},
      {"a: 1\n...\nb: [\n", "{a@0-1: 1@3-4}@0-4"},
      {"--- >\n  x\n...\n@", ">x\\n@4-9"},
      {"", "nothing"},
      {"\n\n", "nothing"},
      {"# only\n", "nothing"},
      {"  ", "nothing"},
      {"'a'\nb: c\n", "'a'@0-3"},
      {"a: 1\n---\n@\n", "{a@0-1: 1@3-4}@0-4"},
      {"---\n---\na: b\n", "@3-3"},
      {"a: 1\n--- \"unclosed\n", "{a@0-1: 1@3-4}@0-4"},
  };
  expect_all(std::begin(kRows), std::end(kRows));
}

TEST(YamlTree, LineBreaksAndByteOrderMarks) {
  static constexpr Row kRows[] = {
      {"a: 1\r\nb:\r\n  c: \"x\r\n    y\"\r\nd: |\r\n  x\r\n  y\r\n",
       "{a@0-1: 1@3-4, b@6-7: {c@12-13: \"x y\"@15-25}@12-25, d@27-28: |x\\ny\\n@30-41}@0-41"},
      {"a: 1\rb: 2\r", "{a@0-1: 1@3-4, b@5-6: 2@8-9}@0-9"},
      {"a: 1\302\205b: 2\302\205", "{a@0-1: 1@3-4, b@6-7: 2@9-10}@0-10"},
      {"\357\273\277a: 1\nb: 2\n", "{a@3-4: 1@6-7}@3-7"},
      {"\357\273\277\na: 1\nb: 2\n", "{a@4-5: 1@7-8, b@9-10: 2@12-13}@4-13"},
      {"\357\273\277# c\na: 1\nb: 2\n", "{a@7-8: 1@10-11, b@12-13: 2@15-16}@7-16"},
      {"\357\273\277---\na: 1\nb: 2\n",
       "syntax@8: mapping values are not allowed in this context | ---@3-6"},
      {"\357\273\277{a: 1,\nb: 2}\n", "{a@4-5: 1@7-8, b@10-11: 2@13-14}@3-15"},
      {"\357\273\277a: 1\n b: 2\n c: 3\nd: 4\n",
       "{a@3-4: 1@6-7, b@9-10: 2@12-13, c@15-16: 3@18-19}@3-19"},
      {"\357\273\277", "nothing"},
      {"\303\251: \303\274 # \344\270\255\nb: 'x'\n",
       "{\303\251@0-2: \303\274@4-6, b@13-14: 'x'@16-19}@0-19"},
      {"a: x\342\200\250b\n",
       "syntax@7: could not find expected ':' while scanning a simple key | nothing"},
      {"a: 1", "{a@0-1: 1@3-4}@0-4"},
  };
  expect_all(std::begin(kRows), std::end(kRows));
}

// Read by yaml-cpp otherwise than by Psych, or not at all.
TEST(YamlTree, AsPsychReadsIt) {
  static constexpr Row kRows[] = {
      {"[a?b, c? d]\n", "[a?b@1-4, c? d@6-10]@0-11"},
      {"a: |+\n  x\n\nb: >+\n  y\n\nc: d\n",
       "{a@0-1: |x\\n\\n@3-9, b@11-12: >y\\n\\n@14-20, c@22-23: d@25-26}@0-26"},
      {"a: 'null'\nb: !!str ~\n",
       "{a@0-1: 'null'@3-9, b@10-11: !<tag:yaml.org,2002:str> ~@19-20}@0-20"},
      {"a:\n|\n  x\n", "{a@0-1: |x\\n@3-8}@0-8"},
      {"&a x\ny\n", "&a x y@3-6"},
      {"'\n\n'", "'\\n'@0-4"},
      {"\"a\":1\n", "\"a\"@0-3"},
      {"a: !!map\n  b: c\n", "{a@0-1: !<tag:yaml.org,2002:map> {b@11-12: c@14-15}@11-15}@0-15"},
      {"!foo a\nb\n", "!<!foo> a b@5-8"},
      {"{a: b\n  c}\n", "{a@1-2: b c@4-9}@0-10"},
  };
  expect_all(std::begin(kRows), std::end(kRows));
}

TEST(YamlTree, ErrorsKeepTheLinesBefore) {
  static constexpr Row kRows[] = {
      {"a: 1\nb: 'x\nc: 2\n",
       "syntax@8: found unexpected end of stream while scanning a quoted scalar | {a@0-1: "
       "1@3-4}@0-4"},
      {"a:\n  b: 1\n   c: 2\nd: 3\n",
       "syntax@14: mapping values are not allowed in this context | {a@0-1: {b@5-6: "
       "1@8-9}@5-9}@0-9"},
      {"a: 1\nb: *nope\nc: 2\n", "unknown alias@8: Unknown alias: nope | {a@0-1: 1@3-4, b@5-6: *nope@8-13, c@14-15: 2@17-18}@0-18"},
      {"- a\nb: c\n",
       "syntax@0: did not find expected '-' indicator while parsing a block collection | nothing"},
      {"p: q: r\n", "syntax@4: mapping values are not allowed in this context | nothing"},
      {"a: 1\nb: @x\n",
       "syntax@8: found character that cannot start any token while scanning for the next token | "
       "{a@0-1: 1@3-4}@0-4"},
      {"a: 1\n\tb: 2\n",
       "syntax@3: found a tab character that violates indentation while scanning a plain scalar | "
       "nothing"},
      {"a: 1\nb\nc: 2\n",
       "syntax@5: could not find expected ':' while scanning a simple key | {a@0-1: 1@3-4}@0-4"},
      {"a: [1, 2\nb: 3\n",
       "syntax@3: did not find expected ',' or ']' while parsing a flow sequence | nothing"},
      {"a: \"\\q\"\n",
       "syntax@3: found unknown escape character while parsing a quoted scalar | nothing"},
      {"a: 1\nb: x\001y\n", "syntax@9: control characters are not allowed | {a@0-1: 1@3-4}@0-4"},
      {"? \n:\n", "unread@0: the file uses YAML that can't be read here | nothing"},
      {"[? ]\n",
       "syntax@0: did not find expected ',' or ']' while parsing a flow sequence | nothing"},
      {"a: &a *a\n", "syntax@0: did not find expected key while parsing a block mapping | nothing"},
      {"a: - b\n", "syntax@3: block sequence entries are not allowed in this context | nothing"},
      {"a: 1\n}\n", "syntax@0: did not find expected key while parsing a block mapping | nothing"},
      {"*x : y\n", "unknown alias@0: Unknown alias: x | {*x@0-2: y@5-6}@0-6"},
  };
  expect_all(std::begin(kRows), std::end(kRows));
}

TEST(YamlTree, PlaceholdersAreOrdinaryCharacters) {
  const std::string unknown = placeholder(12);
  const std::string text = "a: " + unknown + "\nb: \"x" + unknown + "\"\n" + unknown + ": c-" +
                           unknown + " # " + unknown + "\n";
  const YamlTree tree = parse_yaml(text);
  ASSERT_FALSE(tree.error);
  const std::vector<YamlPair>& pairs = tree.at(tree.root).pairs;
  ASSERT_EQ(pairs.size(), 3U);
  EXPECT_EQ(tree.at(pairs[0].value).value, unknown);
  EXPECT_EQ(tree.at(pairs[1].value).value, "x" + unknown);
  EXPECT_EQ(tree.at(pairs[2].key).value, unknown);
  EXPECT_EQ(tree.at(pairs[2].value).value, "c-" + unknown);
}

TEST(YamlTree, AliasesLeadToTheLatestAnchorBeforeThem) {
  const YamlTree tree = parse_yaml("a: &x 1\nb: *x\nc: &x 2\nd: *x\ne: &y [*y]\n");
  ASSERT_FALSE(tree.error);
  const std::vector<YamlPair>& pairs = tree.at(tree.root).pairs;
  ASSERT_EQ(pairs.size(), 5U);
  EXPECT_EQ(tree.follow(pairs[1].value).value, "1");
  EXPECT_EQ(tree.follow(pairs[3].value).value, "2");
  const YamlNode& itself = tree.at(pairs[4].value);
  EXPECT_EQ(tree.at(itself.items.at(0)).target, pairs[4].value);
}

TEST(YamlTree, PropertiesHaveTheirOwnRange) {
  const YamlTree tree = parse_yaml("a: &x  !!str b\n");
  const YamlNode& value = tree.at(tree.at(tree.root).pairs.at(0).value);
  EXPECT_EQ(value.properties.begin, 3U);
  EXPECT_EQ(value.properties.end, 12U);
  EXPECT_EQ(value.range.begin, 13U);
}

std::string repeated(std::string_view part, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += part;
  return result;
}

std::string stairs(int depth) {
  std::string result;
  for (int i = 0; i < depth; ++i) {
    result.append(static_cast<std::size_t>(i), ' ').append("a:\n");
  }
  return result;
}

TEST(YamlTree, DepthIsBounded) {
  for (const std::string& text :
       {repeated("[", 100'000), repeated("- ", 100'000), repeated("? ", 100'000),
        repeated("{a: ", 100'000), repeated("[\n", 100'000), stairs(2'000)}) {
    SCOPED_TRACE(text.substr(0, 8));
    const YamlTree tree = parse_yaml(text);
    ASSERT_TRUE(tree.error);
    EXPECT_EQ(tree.error->kind, YamlError::Kind::kTooDeep);
    EXPECT_EQ(tree.error->message, "the file is nested too deeply");
  }
  EXPECT_FALSE(parse_yaml(repeated("[", kMaxYamlDepth) + repeated("]", kMaxYamlDepth)).error);
  EXPECT_FALSE(parse_yaml(stairs(kMaxYamlDepth)).error);
}

TEST(YamlTree, SizeIsBounded) {
  const YamlTree tree = parse_yaml("[" + repeated("a,", 400'000) + "]");
  ASSERT_TRUE(tree.error);
  EXPECT_EQ(tree.error->kind, YamlError::Kind::kTooLarge);
  EXPECT_EQ(tree.error->message, "the file has too many nodes");
  EXPECT_EQ(tree.error->offset, 199'999U);
}

TEST(YamlTree, AliasesAreNotExpanded) {
  std::string text = "a0: &a0 x\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    const std::string name = "a" + std::to_string(i);
    text.append(name).append(": &").append(name).append(" [");
    text.append(before).append(", ").append(before).append("]\n");
  }
  const YamlTree tree = parse_yaml(text);
  ASSERT_FALSE(tree.error);
  EXPECT_EQ(tree.nodes.size(), 1U + 2U * 40U + 2U * 39U);
}

}  // namespace
}  // namespace verifull::parse
