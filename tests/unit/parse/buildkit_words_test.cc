// What BuildKit's own tests of its shell words ask, asked of our reader in our own
// words: frontend/dockerfile/shell has 230 expansions in envVarTest, 28 lines in
// wordsTest and the tables of lex_test.go. Each row here is one of theirs by what it
// is about; the text is ours.
//
// Two of their expansions are about Windows, where `$dir` is also `$DIR`. Images of
// Windows do not run here: the variable is then unset, as on Linux.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "parse/docker_words.h"

namespace verifull::parse {
namespace {

using Presence = DockerVariable::Presence;
using Variables = std::vector<std::pair<std::string_view, std::string_view>>;

constexpr std::string_view kError = "error";

DockerLookup lookup_in(const Variables& variables) {
  return [&variables](std::string_view name) {
    DockerVariable found;
    for (const auto& [known, text] : variables) {
      if (known == name) found = {Presence::kSet, text};  // the last one counts
    }
    return found;
  };
}

std::string expanded(std::string_view word, const Variables& variables) {
  WordBudget budget;
  ExpandedWord result = expand_word(word, lookup_in(variables), {}, budget);
  EXPECT_EQ(result.known, !result.error) << word;
  return result.error ? std::string(kError) : result.text;
}

struct Row {
  std::string_view word;
  std::string_view expected;
};

const Variables kPlaces = {{"DIR", "/srv"}, {"KIND", "zsh"}, {"WORT", "größe"}, {"VOID", ""}};

// `@` is a text, first of plain letters, then of letters that take several bytes.
constexpr Row kAfterText[] = {
    {"@", "@"},
    {"@'@'@", "@@@"},
    {"@'@", kError},
    {"@\\'@", "@'@"},
    {"@\\\\'@", kError},
    {"@\\t@", "@t@"},
    {"\"@\\t@\"", "@\\t@"},
    {"'@\\t@", kError},
    {"@\\", "@"},
    {"@\\\\", "@\\"},
    {"\"@", kError},
    {"\"@\\\"", kError},
    {"\"@'@\"", "@'@"},
    {"'@", kError},
    {"'@\\'", "@\\"},
    {"@$1z", "@z"},
    {"@$.z", "@$.z"},
    {"@$dir.", "@."},
    {"@$DIR", "@/srv"},
    {"@\\$DIR", "@$DIR"},
    {"@\\\\$DIR", "@\\/srv"},
    {"@\\${}", "@${}"},
    {"@\\${}z", "@${}z"},
    {"@${}", kError},
    {"@${}z", kError},
    {"@${none}", "@"},
    {"@${none}z", "@z"},
    {"@${DIR}", "@/srv"},
    {"@${.}", kError},
    {"@${NONE:-11}z", "@11z"},
    {"@${DIR:-11}z", "@/srvz"},
    {"@${NONE:-$DIR}z", "@/srvz"},
    {"@${NONE:-${DIR:-w}}z", "@/srvz"},
    {"@${NONE:-${MORE:-w}}z", "@wz"},
    {"@${NONE:MORE}", kError},
    {"@${NONE:+${DIR}}z", "@z"},
    {"@${DIR:+${NONE}}z", "@z"},
    {"@${DIR:+${KIND}}z", "@zshz"},
    {"@${NONE:+11}z", "@z"},
    {"@${DIR:+11}z", "@11z"},
    {"'@${NONE}'", "@${NONE}"},
    {"\"@${DIR}\"", "@/srv"},
    {"\"@'$DIR'\"", "@'/srv'"},
    {"'\"@\"'", "\"@\""},
    {"\"@\\$DIR\"", "@$DIR"},
    {"'@\\$DIR'", "@\\$DIR"},
    {"@${DIR", kError},
    {"@${DIR:=11}z", kError},
    {"@${DIR:+${DIR}:}z", "@/srv:z"},
    {"@${NONE:-\\$DIR:}z", "@$DIR:z"},
    {"@${NONE:-\\${DIR}w}z", "@${DIRw}z"},
    // With plain letters only in BuildKit's list.
    {"\"@\\\\t@\"", "@\\t@"},
    {"'@\\t@'", "@\\t@"},
    {"'@\\\\t@'", "@\\\\t@"},
    {"\"@\\\\$DIR\"", "@\\/srv"},
    {"@${NONE?}", kError},
    {"@${NONE:?}", kError},
    {"@${DIR?}", "@/srv"},
    {"@${DIR:?}", "@/srv"},
    {"@${VOID?}", "@"},
    {"@${VOID:?}", kError},
    {"@$WORT", "@größe"},
};

constexpr Row kAlone[] = {
    {"\"''\"", "''"},
    {"$.", "$."},
    {"\\${}", "${}"},
    {"\\${}aaa", "${}aaa"},
    {"${}", kError},
    {"${}aaa", kError},
    {"\"$DIR\"", "/srv"},
    {"'$DIR'", "$DIR"},
    {"'\\$DIR'", "\\$DIR"},
    {"$WORT", "größe"},
    {"${{none}", kError},
    {"${none}}", "}"},
    {"${none", kError},
    {"${{none:-w}", kError},
    {"${none:-w}}", "w}"},
    {"${none:-w", kError},
    {"${none:-w}", "w"},
    {"${none:-${more:-w}}", "w"},
    {"${none:-w ${more}", kError},
    {"${none:-w {more}", "w {more"},
    {"${:}", kError},
    {"${:-w}", kError},
    {"${:+w}", kError},
};

std::string with_text(std::string_view pattern, std::string_view text) {
  std::string result;
  for (char c : pattern) {
    if (c == '@')
      result += text;
    else
      result += c;
  }
  return result;
}

TEST(BuildkitWords, Expansions) {
  std::size_t asked = 0;
  for (std::string_view text : {"in", "größe", "日本"}) {
    for (const Row& row : kAfterText) {
      std::string word = with_text(row.word, text);
      EXPECT_EQ(expanded(word, kPlaces), with_text(row.expected, text)) << word;
      ++asked;
    }
  }
  for (const Row& row : kAlone) {
    EXPECT_EQ(expanded(row.word, kPlaces), row.expected) << row.word;
    ++asked;
  }
  EXPECT_GE(asked, 141U);  // BuildKit's, without the parameters below
}

// A Dockerfile has no positional nor special parameters: all of them are unset.
TEST(BuildkitWords, ParametersOfAShell) {
  std::size_t asked = 0;
  auto ask = [&](const std::string& word, std::string_view expected) {
    EXPECT_EQ(expanded(word, kPlaces), expected) << word;
    ++asked;
  };
  for (std::string_view name : {"1", "2", "3", "4", "5", "6", "7", "8", "9", "999", "001", "@", "*",
                                "#", "?", "-", "$", "!", "0"}) {
    for (std::string_view behind : {"", "tail"}) {
      std::string name_text(name);
      std::string tail(behind);
      ask("$" + name_text + tail, tail);
      ask("${" + name_text + "}" + tail, tail);
      ask("${" + name_text + ":+w}" + tail, tail);
      ask("${" + name_text + ":-w}" + tail, "w" + tail);
    }
  }
  ask("$@@@", "@@");
  EXPECT_GE(asked, 89U);
}

struct WordsRow {
  std::string_view source;
  std::string_view expected;  // the words with "|" between
};

// The variables of wordsTest come to be while it is read; so here.
TEST(BuildkitWords, Splitting) {
  static constexpr WordsRow kBefore[] = {{"in", "in"}, {"in${out}on", "inon"}};
  static constexpr WordsRow kRows[] = {
      {"in${out}on", "inouton"},
      {"in${wide}on", "inone|twoon"},
      {"in\"${wide}\"on", "inone   twoon"},
      {"in \"${wide}\"on", "in|one   twoon"},
      {"in${before}on", "in|a|bon"},
      {"in\"${before}\" on", "in  a b|on"},
      {"in\"${before}\"", "in  a b"},
      {"in${before}", "in|a|b"},
      {"in${after}", "ina|b"},
      {"in${after}on", "ina|b|on"},
      {"in\"${after}\"on", "ina b  on"},
      {"i\"n${after}\"", "ina b  "},
      {"in\" and  \"", "in and  "},
      {"in and   ", "in|and"},
      {"in\\ and", "in and"},
      {"in\" and", kError},
      {"in\\\" and", "in\"|and"},
      {"in\"\\\\and\"", "in\\and"},
      {"in\"\\and\"", "in\\and"},
      {"in'\\\\and'", "in\\\\and"},
      {"in'\\and'", "in\\and"},
      {"in'$and'", "in$and"},
  };
  auto split = [](std::string_view source, const Variables& variables) {
    WordBudget budget;
    auto words = split_words(source, lookup_in(variables), {}, budget);
    if (!words) return std::string(kError);
    std::vector<std::string> texts;
    for (const SplitWord& word : *words) texts.push_back(word.text);
    return base::join(texts, "|");
  };
  for (const WordsRow& row : kBefore) EXPECT_EQ(split(row.source, {}), row.expected) << row.source;
  const Variables variables = {
      {"out", "out"}, {"wide", "one   two"}, {"before", "  a b"}, {"after", "a b  "}};
  for (const WordsRow& row : kRows) {
    EXPECT_EQ(split(row.source, variables), row.expected) << row.source;
  }
}

struct TableRow {
  std::string_view word;
  Variables variables;
  std::string_view expected;
};

void expect_rows(const std::vector<TableRow>& rows) {
  for (const TableRow& row : rows)
    EXPECT_EQ(expanded(row.word, row.variables), row.expected) << row.word;
}

// TestProcessWithMatches, TestShellParserMandatoryEnvVars, TestGetEnv and
// TestProcessWithMatchesPlatform of lex_test.go.
TEST(BuildkitWords, DefaultsAndWhatMustBeSet) {
  const Variables some = {{"ONE", "111"}, {"VOID", ""}};
  expect_rows({
      {"t", some, "t"},
      {"t ${NONE}", some, "t "},
      {"t ${ONE}", some, "t 111"},
      {"${ONE-a} ${VOID-b} ${NONE-c}", some, "111  c"},
      {"${ONE:-a} ${VOID:-b} ${NONE:-c}", some, "111 b c"},
      {"${ONE:-}", some, "111"},
      {"${ONE:-}", {}, ""},
      {"${ONE+a} ${VOID+b} ${NONE+c}", some, "a b "},
      {"${ONE:+a} ${VOID:+b} ${NONE:+c}", some, "a  "},
      {"${ONE?a}", some, "111"},
      {"${VOID?a}", some, ""},
      {"${NONE?a}", some, kError},
      {"${ONE:?a}", some, "111"},
      {"${VOID:?a}", some, kError},
      {"${NONE:?a}", some, kError},
      {"${NONE:?}", some, kError},
      {"${ONE=a}", some, kError},
      {"${ONE=:a}", some, kError},
      {"${ONE=}", {}, kError},
      {"${ONE:?say $VOID}", some, "111"},
      {"${ONE?say $VOID}", some, "111"},
      {"$ONE", {}, ""},
      {"$VOID", some, ""},
      {"$ONE", {{"ONE", "1"}, {"TWO", "2"}}, "1"},
      {"$ONE", {{"ONE", "1"}, {"TWO", "2"}, {"ONE", "3"}}, "3"},
      {"pg-${V}-${OS}${KIND:+-${KIND}}.tgz",
       {{"V", "17"}, {"OS", "linux"}, {"KIND", "slim"}},
       "pg-17-linux-slim.tgz"},
      {"pg-${V}-${OS}${KIND:+-${KIND}}.tgz",
       {{"V", "17"}, {"OS", "linux"}, {"KIND", ""}},
       "pg-17-linux.tgz"},
      {"pg-${V}-${OS}${KIND:+-${KIND}}.tgz", {{"V", "17"}, {"OS", "linux"}}, "pg-17-linux.tgz"},
  });
}

TEST(BuildkitWords, PrefixesAndSuffixes) {
  const Variables pairs = {{"P", "aabb"}, {"A", "a"}, {"VOID", ""}};
  expect_rows({
      // What means something in a regular expression means nothing here.
      {"${P#()[]{\\}^$.\\*\\?|\\\\}", {{"P", "()[]{}^$.*?|\\end"}}, "end"},
      {"${P#\\*}", {{"P", "*a"}}, "a"},
      {"${P#?}", {{"P", "*a"}}, "a"},
      {"${P%%\\**}", {{"P", "aa**"}}, "aa"},
      {"${P#*a*b}", pairs, "b"},
      {"${P#*}", pairs, "aabb"},
      {"${P#$A}", pairs, "abb"},
      {"${P#$VOID}", pairs, "aabb"},
      {"${P#}", pairs, "aabb"},
      {"${P##*a}", pairs, "bb"},
      {"${P##}", pairs, "aabb"},
      {"${P#?\\?}", {{"P", "???b"}}, "?b"},
      {"${NONE:-.}${P%a}${NONE:-.}", pairs, ".aabb."},
      {"${P%%\\**\\*}", {{"P", "c***bb*"}}, "c"},
      {"${P%}", pairs, "aabb"},
      {"${P%%$VOID}", pairs, "aabb"},
      {"${P%b\\*}", {{"P", "ab*"}}, "a"},
      {"${P%?\\\\}", {{"P", "ab\\"}}, "a"},
      {"${P%🖖\\\\}", {{"P", "🚀🖖\\"}}, "🚀"},
      {"${P:#}", {}, kError},
      {"${P:##}", {}, kError},
      {"${P:%}", {}, kError},
      {"${P:%%}", {}, kError},
      {"${P#\\x}", pairs, kError},
      {"${P#'\\\\\\'}", pairs, kError},
  });
}

TEST(BuildkitWords, Replacements) {
  expect_rows({
      {"${P/$W/.} + ${P//$W/.}",
       {{"P", "/in*/*/*.pem"}, {"W", "\\*/"}},
       "/in.*/*.pem + /in..*.pem"},
      {"${P/$W/} + ${P//$W/}", {{"P", "/srv/srv/a.pem"}, {"W", "/srv"}}, "/srv/a.pem + /a.pem"},
      {"${P/$W/$R} + ${P//$W/$R}",
       {{"P", "/c/in/d/e.pem"}, {"W", "/?/"}, {"R", "/"}},
       "/in/d/e.pem + /in/e.pem"},
      {"${P/$W/$R}", {{"P", "http://a.b"}, {"W", "http://"}, {"R", "https://"}}, "https://a.b"},
      {"${P//\\//\\/}", {{"P", "/srv/a.pem"}}, "\\/srv\\/a.pem"},
      {"${P/$W/zz}", {{"P", "aabb"}, {"W", ""}}, "zzaabb"},
      {"${P//zz}", {{"P", "aabb"}}, kError},
      {"${P//}", {{"P", "aabb"}}, kError},
      {"${P///}", {{"P", "aabb"}}, "aabb"},
      {"${P///}", {}, ""},
  });
}

}  // namespace
}  // namespace verifull::parse
