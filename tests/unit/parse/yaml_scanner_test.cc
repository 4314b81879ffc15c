#include "parse/yaml_scanner.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

constexpr std::string_view kNames[] = {"end",  "%YAML", "%TAG", "---", "...", "seq",   "map",
                                       "-end", "[",     "]",    "{",   "}",   "-",     ",",
                                       "?",    ":",     "*",    "&",   "!",   "scalar"};

// Names of the tokens; the texts of those that have one.
std::string tokens_of(std::string_view text) {
  YamlScanner scanner(text);
  std::string result;
  while (const YamlToken* token = scanner.peek()) {
    if (!result.empty()) result += ' ';
    result += kNames[static_cast<std::size_t>(token->kind)];
    if (!token->handle.empty()) result += "(" + token->handle + ")";
    if (!token->text.empty()) result += "=" + token->text;
    if (token->kind == YamlTokenKind::kStreamEnd) return result;
    scanner.skip();
  }
  return result + " | " + scanner.error()->message + "@" + std::to_string(scanner.error()->offset);
}

struct Row {
  std::string_view text;
  std::string_view tokens;
};

void expect_all(const Row* begin, const Row* end) {
  for (const Row* row = begin; row != end; ++row) {
    SCOPED_TRACE(row->text);
    EXPECT_EQ(tokens_of(row->text), row->tokens);
  }
}

TEST(YamlScanner, Structure) {
  static constexpr Row kRows[] = {
      {"a: b\n", "map ? scalar=a : scalar=b -end end"},
      {"- a\n- b: c\n", "seq - scalar=a - map ? scalar=b : scalar=c -end -end end"},
      {"a:\n- b\n", "map ? scalar=a : - scalar=b -end end"},
      {"[a, b: c]", "[ scalar=a , ? scalar=b : scalar=c ] end"},
      {"{? a : b}", "{ ? scalar=a : scalar=b } end"},
      {"? a\n: b\n", "map ? scalar=a : scalar=b -end end"},
      {"--- a\n...\n", "--- scalar=a ... end"},
      {"a: b\n c", "map ? scalar=a : scalar=b c -end end"},
      {"  a: 1\n b: 2\n", "map ? scalar=a : scalar=1 -end map ? scalar=b : scalar=2 -end end"},
      {"a: |\n  x\nb: >-\n  y\n", "map ? scalar=a : scalar=x\n ? scalar=b : scalar=y -end end"},
  };
  expect_all(std::begin(kRows), std::end(kRows));
}

TEST(YamlScanner, Properties) {
  static constexpr Row kRows[] = {
      {"&a *b", "&=a *=b end"},
      {"!!str x", "!(!!)=str scalar=x end"},
      {"!foo x", "!(!)=foo scalar=x end"},
      {"! x", "!=! scalar=x end"},
      {"!<tag:x> y", "!=tag:x scalar=y end"},
      {"!a%C3%A9 x", "!(!)=a\303\251 scalar=x end"},
      {"!h!s%20t x", "!(!h!)=s t scalar=x end"},
      {"%YAML 1.2 # c\n", "%YAML=1.2 end"},
      {"%YAML 001.01\n", "%YAML=1.1 end"},
      {"%TAG !e! tag:e,2000:\n", "%TAG(!e!)=tag:e,2000: end"},
      {"[!a, &b]", "[ !(!)=a , &=b ] end"},
      {"&a: b", "map ? &=a : scalar=b -end end"},
  };
  expect_all(std::begin(kRows), std::end(kRows));
}

TEST(YamlScanner, Refusals) {
  static constexpr Row kRows[] = {
      {"@", " | found character that cannot start any token while scanning for the next token@0"},
      {"\t", " | found character that cannot start any token while scanning for the next token@0"},
      {"%FOO\n", " | found unknown directive name while scanning a directive@0"},
      {"%\n", " | could not find expected directive name while scanning a directive@0"},
      {"%YAML\n", " | did not find expected version number while scanning a %YAML directive@0"},
      {"%YAML 1\n",
       " | did not find expected digit or '.' character while scanning a %YAML directive@0"},
      {"%YAML 1.1x\n",
       " | did not find expected comment or line break while scanning a directive@0"},
      {"%YAML 1234567890.1\n",
       " | found extremely long version number while scanning a %YAML directive@0"},
      {"%YA(\n", " | found unexpected non-alphabetical character while scanning a directive@0"},
      {"%TAG x y\n", " | did not find expected '!' while scanning a tag directive@0"},
      {"%TAG !x y\n", " | did not find expected '!' while parsing a tag directive@0"},
      {"%TAG !e!\n", " | did not find expected whitespace while scanning a %TAG directive@0"},
      {"%TAG !e!  \n", " | did not find expected tag URI while parsing a %TAG directive@0"},
      {"%TAG !e! x{\n",
       " | did not find expected whitespace or line break while scanning a %TAG directive@0"},
      {"!<x y", " | did not find the expected '>' while scanning a tag@0"},
      {"!<>", " | did not find expected tag URI while parsing a tag@0"},
      {"!h!", " | did not find expected tag URI while parsing a tag@0"},
      {"!a%zz", " | did not find URI escaped octet while parsing a tag@0"},
      {"!a%FF", " | found an incorrect leading UTF-8 octet while parsing a tag@0"},
      {"!a%C3%41", " | found an incorrect trailing UTF-8 octet while parsing a tag@0"},
      {"!a{", " | did not find expected whitespace or line break while scanning a tag@0"},
      {"&", " | did not find expected alphabetic or numeric character while scanning an anchor@0"},
      {"& a",
       " | did not find expected alphabetic or numeric character while scanning an anchor@0"},
      {"*a(", " | did not find expected alphabetic or numeric character while scanning an alias@0"},
      {"a: b: c", "map ? scalar=a : scalar=b | mapping values are not allowed in this context@4"},
      {"a\nb: c\nd: e", "scalar=a b | mapping values are not allowed in this context@3"},
      {"a: 1\nb\n",
       "map ? scalar=a : scalar=1 | could not find expected ':' while scanning a simple key@5"},
      {"- a: - b",
       "seq - map ? scalar=a : | block sequence entries are not allowed in this context@5"},
      {"a: ? b", "map ? scalar=a : | mapping keys are not allowed in this context@3"},
      {"'a", " | found unexpected end of stream while scanning a quoted scalar@0"},
      {"\"a\n---\n", " | found unexpected document indicator while scanning a quoted scalar@0"},
      {"\"\\z\"", " | found unknown escape character while parsing a quoted scalar@0"},
      {"\"\\x4\"", " | did not find expected hexdecimal number while parsing a quoted scalar@0"},
      {"\"\\ud800\"",
       " | found invalid Unicode character escape code while parsing a quoted scalar@0"},
      {"|0\n", " | found an indentation indicator equal to 0 while scanning a block scalar@0"},
      {"|+-\n", " | did not find expected comment or line break while scanning a block scalar@0"},
      {"|x\n", " | did not find expected comment or line break while scanning a block scalar@0"},
      {"a: |\n\tx\n",
       "map ? scalar=a : | found a tab character where an indentation space is expected while "
       "scanning a block scalar@3"},
      {"a: b\n\tc",
       "map ? scalar=a : | found a tab character that violates indentation while scanning a plain "
       "scalar@3"},
      {"[a:]", " | found unexpected ':' while scanning a plain scalar@1"},
      {"{a:,", " | found unexpected ':' while scanning a plain scalar@1"},
  };
  expect_all(std::begin(kRows), std::end(kRows));
}

TEST(YamlScanner, KeysEndAfter1024Characters) {
  EXPECT_EQ(tokens_of(std::string(1024, 'k') + ": v").substr(0, 8), "map ? sc");
  EXPECT_EQ(tokens_of(std::string(1025, 'k') + ": v").substr(1035),
            "mapping values are not allowed in this context@1025");
}

}  // namespace
}  // namespace verifull::parse
