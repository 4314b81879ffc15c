#include "parse/docker_json.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

struct Row {
  std::string_view text;
  std::string_view expected;  // each string and its source, or the outcome
};

std::string dump(std::string_view text) {
  JsonStrings json = read_json_strings(text);
  if (json.outcome == JsonStrings::Outcome::kNotJson) return "not JSON";
  if (json.outcome == JsonStrings::Outcome::kMixed) return "mixed";
  std::string result = "strings";
  for (const JsonString& string : json.strings) {
    result += " " + string.text + "<" +
              std::string(text.substr(string.begin, string.end - string.begin)) + ">";
  }
  return result;
}

TEST(DockerJson, Strings) {
  static constexpr Row kRows[] = {
      {"[]", "strings"},
      {" [ ] ", "strings"},
      {"[\"a\",\t\"b c\"]", "strings a<\"a\"> b c<\"b c\">"},
      {"[\"\"]", "strings <\"\">"},
      {"[\"\\\"\\\\\\/\\n\"]", "strings \"\\/\n<\"\\\"\\\\\\/\\n\">"},
      {"[\"\\u0041\\u00E9\\u20ac\"]", "strings Aé€<\"\\u0041\\u00E9\\u20ac\">"},
      {"[\"\\ud83d\\ude00\"]", "strings 😀<\"\\ud83d\\ude00\">"},
      {"[\"\\ud83d\"]", "strings \xEF\xBF\xBD<\"\\ud83d\">"},
      {"[\"\\ud83dx\"]", "strings \xEF\xBF\xBDx<\"\\ud83dx\">"},
      {"[\"\\ude00\\ud83d\"]", "strings \xEF\xBF\xBD\xEF\xBF\xBD<\"\\ude00\\ud83d\">"},
      {"[\"\xFF\"]", "strings \xEF\xBF\xBD<\"\xFF\">"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(dump(row.text), row.expected);
  }
}

TEST(DockerJson, OtherTexts) {
  static constexpr Row kRows[] = {
      {"", "not JSON"},
      {"a", "not JSON"},
      {"\"a\"", "not JSON"},
      {"[", "not JSON"},
      {"[\"a\"", "not JSON"},
      {"[\"a", "not JSON"},
      {"[\"a\\", "not JSON"},
      {"[\"a\",]", "not JSON"},
      {"[\"a\" \"b\"]", "not JSON"},
      {"[\"a\"] x", "not JSON"},
      {"['a']", "not JSON"},
      {"[\"\\x\"]", "not JSON"},
      {"[\"\\u12\"]", "not JSON"},
      {"[\"\\u12g4\"]", "not JSON"},
      {"[\"\t\"]", "not JSON"},
      {"[a]", "not JSON"},
      {"[-]", "not JSON"},
      {"[1.]", "not JSON"},
      {"[1e]", "not JSON"},
      {"[{\"a\"}]", "not JSON"},
      {"[{a:1}]", "not JSON"},
      {"[1]", "mixed"},
      {"[null]", "mixed"},
      {"[-0.5E-3, 10]", "mixed"},
      {"[\"a\", [], [\"b\", false]]", "mixed"},
      {"[{}, {\"a\": {\"b\": [1]}, \"c\": \"d\"}]", "mixed"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(dump(row.text), row.expected);
  }
}

TEST(DockerJson, DepthIsBounded) {
  EXPECT_EQ(dump(std::string(100, '[') + std::string(100, ']')), "mixed");
  EXPECT_EQ(dump(std::string(100'000, '[') + std::string(100'000, ']')), "not JSON");
}

}  // namespace
}  // namespace verifull::parse
