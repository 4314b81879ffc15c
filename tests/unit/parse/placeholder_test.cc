#include "parse/placeholder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace verifull::parse;

std::string dump(const std::string& text) {
  std::string result;
  for (const TextPart& part : split_placeholders(text)) {
    result += part.unknown ? "<" + std::to_string(part.index) + ">" : "[" + std::string(part.text) + "]";
  }
  return result;
}

TEST(Placeholder, SurvivesBeingPartOfAText) {
  EXPECT_EQ(dump(""), "");
  EXPECT_EQ(dump("plain"), "[plain]");
  EXPECT_EQ(dump(placeholder(0)), "<0>");
  EXPECT_EQ(dump("a" + placeholder(12) + "b" + placeholder(3)), "[a]<12>[b]<3>");
}

TEST(Placeholder, HalfOfOneIsLiteral) {
  std::string open(kPlaceholderOpen);
  EXPECT_EQ(dump(open), "[" + open + "]");
  EXPECT_EQ(dump(open + "1x"), "[" + open + "][1x]");
}

TEST(Placeholder, CannotBeForged) {
  std::string forged = "a" + placeholder(1) + "b";
  std::string freed = without_placeholders(forged);
  EXPECT_EQ(freed, "a????1????b");
  EXPECT_EQ(freed.size(), forged.size());
  EXPECT_TRUE(is_closed(freed));
}

}  // namespace
