#include "resolve/psych_objects.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace verifull::resolve {
namespace {

ConfigValue text(std::string value) {
  ConfigValue result;
  result.type = ConfigType::kString;
  result.text = std::move(value);
  return result;
}

ConfigEntry entry(std::string key, ConfigValue value) {
  ConfigEntry result;
  result.key = std::move(key);
  result.value = std::move(value);
  return result;
}

ConfigValue mapping(std::uint32_t object, std::vector<ConfigEntry> entries) {
  ConfigValue result;
  result.type = ConfigType::kMapping;
  result.object = object;
  result.entries = std::move(entries);
  return result;
}

TEST(PsychObjects, TagsOfMappings) {
  EXPECT_EQ(mapping_of_tag(""), TaggedMapping::kHash);
  EXPECT_EQ(mapping_of_tag("!anything"), TaggedMapping::kHash);
  EXPECT_EQ(mapping_of_tag("!ruby/object:Hash"), TaggedMapping::kHash);
  EXPECT_EQ(mapping_of_tag("tag:yaml.org,2002:map"), TaggedMapping::kHash);
  EXPECT_EQ(mapping_of_tag("tag:yaml.org,2002:set"), TaggedMapping::kSet);
  EXPECT_EQ(mapping_of_tag("!str"), TaggedMapping::kText);
  EXPECT_EQ(mapping_of_tag("!str:Foo"), TaggedMapping::kObject);
  EXPECT_EQ(mapping_of_tag("!ruby/object:Foo"), TaggedMapping::kObject);
}

// What each of them is to Psych 4.0.4 stands in tests/rails/cases/objects.json.
TEST(PsychObjects, TextOfMapping) {
  EXPECT_TRUE(text_of_mapping(mapping(1, {})).value->is(ConfigType::kNil));
  EXPECT_EQ(text_of_mapping(mapping(1, {entry("str", text("x")), entry("a", {})})).value->text, "x");
  EXPECT_EQ(text_of_mapping(mapping(1, {entry("a", {})})).error->ruby_class, "FrozenError");
  EXPECT_EQ(text_of_mapping(mapping(1, {entry("a b", {})})).error->ruby_class, "NameError");
}

TEST(PsychObjects, UnrollStopsAndIsBounded) {
  ConfigValue again = mapping(1, {});
  again.again = true;
  ConfigValue whole = mapping(1, {entry("x", again), entry("y", text("v"))});
  WholeObjects objects{{1, whole}};
  ConfigValue value = whole;
  ASSERT_TRUE(unroll(value, objects, 1'000));
  EXPECT_EQ(to_json(value), R"({"x":"{...}","y":"v"})");
  EXPECT_EQ(value.find("x")->value.find("x")->value.find("y")->value.text, "v");
  EXPECT_FALSE(unroll(whole, objects, 3));
}

TEST(PsychObjects, AnEmptyTextHasNoAnchor) {
  parse::YamlTree tree = parse::parse_yaml("a: !!str &x {}\nb: !!str &y {str: z}\n");
  const std::vector<parse::YamlPair>& pairs = tree.at(tree.root).pairs;
  EXPECT_FALSE(is_registered(tree, tree.at(pairs[0].value)));
  EXPECT_TRUE(is_registered(tree, tree.at(pairs[1].value)));
}

}  // namespace
}  // namespace verifull::resolve
