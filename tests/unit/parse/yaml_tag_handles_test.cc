#include "parse/yaml_tag_handles.h"

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

TEST(YamlTagHandles, TwoAreBuiltIn) {
  const YamlTagHandles handles;
  EXPECT_EQ(handles.resolve("!", "foo"), "!foo");
  EXPECT_EQ(handles.resolve("!!", "str"), "tag:yaml.org,2002:str");
  EXPECT_EQ(handles.resolve("", "!"), "!");
  EXPECT_EQ(handles.resolve("!e!", "x"), std::nullopt);
}

TEST(YamlTagHandles, DirectivesAddAndRedefineOnce) {
  YamlTagHandles handles;
  EXPECT_TRUE(handles.define("!e!", "tag:e.com,2020:"));
  EXPECT_TRUE(handles.define("!!", "!other-"));
  EXPECT_FALSE(handles.define("!!", "!third-"));
  EXPECT_EQ(handles.resolve("!e!", "x"), "tag:e.com,2020:x");
  EXPECT_EQ(handles.resolve("!!", "str"), "!other-str");
}

}  // namespace
}  // namespace verifull::parse
