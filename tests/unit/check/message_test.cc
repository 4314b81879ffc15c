#include "check/message.h"

#include <gtest/gtest.h>

#include "unit/check/subject_text.h"

namespace verifull::check {
namespace {

constexpr facts::Word kKeys[] = {{"host", ""}, {"sslmode.effective", ""}};

struct Row {
  std::string_view text;
  std::string_view expected;
};

TEST(Message, FillsInFacts) {
  static constexpr Row kRows[] = {
      {"plain", "plain"},
      {"", ""},
      {"`{host}`", "`db`"},
      {"{truth} {list}", "true a, b"},
      {"{unknown}", "nobody-knows"},
      {"{absent}", "not set"},
      {"{environment}/{environments}", "staging and production/staging and production"},
      {"{connection}", "primary"},
      {"{conditions}", "A is unset and B is empty"},
      {"{environment} {sets/set} it", "staging and production set it"},
      {"{{host}} {{{host}}}", "{host} {db}"},
      {"{host", "{host"},
      {"a } b", "a } b"},
      {"{ho{host}", "{hodb"},
  };
  facts::Subject subject = subject_of("host=db truth=true list=[a,b] unknown=?nobody-knows");
  Names names{{"staging", "production"}, {"primary"}, {"A is unset", "B is empty"}};
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(render(row.text, subject, names), row.expected);
  }
}

TEST(Message, SpeaksOfOneEnvironmentOrNone) {
  std::string_view text = "{environment} {sets/set} {connection}";
  EXPECT_EQ(render(text, {}, {{"production"}, {"primary"}, {}}), "production sets primary");
  EXPECT_EQ(render(text, {}, {}), "every environment sets ");
}

// A value with braces in it is no template.
TEST(Message, DoesNotReadFactsAsTemplates) {
  EXPECT_EQ(render("{host}", subject_of("host={password} password=x"), {}), "{password}");
}

TEST(Message, ShowsHowItReadsInGeneral) {
  EXPECT_EQ(render_pattern("{environment} {sets/set} `{host}` on {connection} {{"),
            "production sets `…` on primary {");
}

TEST(Message, FindsWrongPlaceholders) {
  static constexpr Row kRows[] = {
      {"{host} {environment} {environments} {connection} {conditions} {a/b} {{ }}", ""},
      {"{hots}", "`{hots}` is no fact that is known here; did you mean `{host}`?"},
      {"{sslmode}", "`{sslmode}` is no fact that is known here; "},
      {"{}", "`{}` is no fact that is known here; "},
      {"{a/b/c}", "`{a/b/c}` is no fact that is known here; "},
      {"{host", "a lone `{` is neither a placeholder nor a brace; write `{{` for a brace"},
      {"host}", "a lone `}` is neither a placeholder nor a brace; write `}}` for a brace"},
      {"{ho{host}", "a lone `{` is neither a placeholder nor a brace; write `{{` for a brace"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    auto problem = check_message(row.text, kKeys);
    EXPECT_EQ(problem ? problem->message + "; " + problem->hint : "", row.expected);
  }
}

TEST(Message, Enumerates) {
  EXPECT_EQ(enumeration({}), "");
  EXPECT_EQ(enumeration({"a"}), "a");
  EXPECT_EQ(enumeration({"a", "b"}), "a and b");
  EXPECT_EQ(enumeration({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(enumeration({"a", "b", "c", "d", "e", "f"}), "a, b, c, d, e and f");
  EXPECT_EQ(enumeration({"a", "b", "c", "d", "e", "f", "g"}), "a, b, c, d and 3 more");
}

}  // namespace
}  // namespace verifull::check
