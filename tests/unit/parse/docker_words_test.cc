#include "parse/docker_words.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

using Presence = DockerVariable::Presence;

struct Known {
  std::string_view name;
  DockerVariable variable;
};

constexpr Known kVariables[] = {
    {"HOME", {Presence::kSet, "/home/app"}},
    {"EMPTY", {Presence::kSet, ""}},
    {"MODE", {Presence::kSet, "require", true, true}},
    {"PATHS", {Presence::kSet, "/a/b.c/b.c"}},
    {"STAR", {Presence::kSet, "x*y?z\\w"}},
    {"WIDE", {Presence::kSet, "größe"}},
    {"SPACED", {Presence::kSet, " a  b "}},
    {"BASE", {Presence::kMaybe, "", false, false}},
    {"ASKED", {Presence::kNotGiven, "", false, true}},
    {"HOLE", {Presence::kSet, "/lib", false, false}},
    {"VOID", {Presence::kSet, "", false, false}},
};

DockerVariable look_up(std::string_view name) {
  for (const Known& known : kVariables) {
    if (known.name == name) return known.variable;
  }
  return {};
}

// The text; "?" in front when it is not known, "~" when a build argument may
// change it; or the error and the bytes that it points to.
std::string expanded(std::string_view word, const WordOptions& options) {
  WordBudget budget;
  ExpandedWord result = expand_word(word, look_up, options, budget);
  if (result.error) {
    std::string_view place =
        word.substr(result.error->begin, result.error->end - result.error->begin);
    return "error: " + result.error->message + " @ " + std::string(place);
  }
  return (result.known ? "" : "?") + std::string(result.from_build_arg ? "~" : "") + result.text;
}

struct Row {
  std::string_view word;
  std::string_view expected;
};

void expect_rows(const Row* begin, const Row* end, const WordOptions& options) {
  for (const Row* row = begin; row != end; ++row) {
    SCOPED_TRACE(row->word);
    EXPECT_EQ(expanded(row->word, options), row->expected);
  }
}

template <std::size_t N>
void expect_rows(const Row (&rows)[N], const WordOptions& options = {}) {
  expect_rows(rows, rows + N, options);
}

TEST(DockerWords, QuotesAndEscapes) {
  static constexpr Row kRows[] = {
      {"", ""},
      {"plain", "plain"},
      {"two  words", "two  words"},
      {"a'b c'd", "ab cd"},
      {"'$HOME \\n'", "$HOME \\n"},
      {"\"it's\"", "it's"},
      {"a\\ b", "a b"},
      {"\\'x\\'", "'x'"},
      {"tab\\t", "tabt"},
      {"\"tab\\t\"", "tab\\t"},
      {"\"\\\"\\$HOME\\\\\"", "\"$HOME\\"},
      {"end\\", "end"},
      {"end\\\\", "end\\"},
      {"\\$HOME", "$HOME"},
      {"\\\\$HOME", "\\/home/app"},
      {"ü\\ö", "üö"},
      {"'open", "error: a single quote is not closed @ 'open"},
      {"a\"open", "error: a double quote is not closed @ \"open"},
      {"\"open\\\"", "error: a double quote is not closed @ \"open\\\""},
      {"it's", "error: a single quote is not closed @ 's"},
  };
  expect_rows(kRows);
}

TEST(DockerWords, PlainVariables) {
  static constexpr Row kRows[] = {
      {"$HOME/x", "/home/app/x"},
      {"${HOME}x", "/home/appx"},
      {"$HOMEx", ""},
      {"$HOME.x", "/home/app.x"},
      {"$home", ""},
      {"\"$HOME\"", "/home/app"},
      {"$EMPTY", ""},
      {"$UNSET", ""},
      {"$", "$"},
      {"$.", "$."},
      {"$ x", "$ x"},
      {"a$1b", "ab"},
      {"$12x", "x"},
      {"$@$*$#$?$-$!$$", ""},
      {"${@}${1:-none}", "none"},
      {"$MODE", "~require"},
      {"$WIDE", "größe"},
      {"$HOMEé", ""},
      {"$HOME—x", "/home/app—x"},
      {"${}", "error: a substitution does not begin with the name of a variable @ ${}"},
      {"${:-x}", "error: a substitution does not begin with the name of a variable @ ${:"},
      {"${{HOME}", "error: a substitution does not begin with the name of a variable @ ${{"},
      {"${", "error: a substitution has no closing \"}\" @ ${"},
      {"x${HOME", "error: a substitution has no closing \"}\" @ ${HOME"},
      {"${HOME:=x}", "error: Docker does not have this kind of substitution @ ${HOME:=x}"},
      {"${HOME:1:2}", "error: Docker does not have this kind of substitution @ ${HOME:1:2}"},
      {"${HOME^^}", "error: Docker does not have this kind of substitution @ ${HOME^"},
      {"${HOME:#x}", "error: Docker does not have this kind of substitution @ ${HOME:#"},
      {"${.}", "error: Docker does not have this kind of substitution @ ${."},
  };
  expect_rows(kRows);
}

TEST(DockerWords, DefaultsAndAlternatives) {
  static constexpr Row kRows[] = {
      {"${UNSET:-x}", "x"},
      {"${UNSET-x}", "x"},
      {"${EMPTY:-x}", "x"},
      {"${EMPTY-x}", ""},
      {"${HOME:-x}", "/home/app"},
      {"${UNSET:+x}", ""},
      {"${EMPTY:+x}", ""},
      {"${EMPTY+x}", "x"},
      {"${HOME:+x}", "x"},
      {"${UNSET:-${EMPTY:-$HOME}}", "/home/app"},
      {"${UNSET:-'a}b'}", "a}b"},
      {"${UNSET:-\"$HOME}\"}", "/home/app}"},
      {"${UNSET:-a b}c", "a bc"},
      {"${UNSET:-\\}}", "}"},
      {"${UNSET:-{x}", "{x"},
      {"${UNSET:-}}", "}"},
      {"${UNSET:-$", "error: a substitution has no closing \"}\" @ $"},
      {"${UNSET?need}", "error: the variable must be set @ ${UNSET?need}"},
      {"${UNSET:?need}", "error: the variable must be set to something @ ${UNSET:?need}"},
      {"${EMPTY:?}", "error: the variable must be set to something @ ${EMPTY:?}"},
      {"${EMPTY?}", ""},
      {"${HOME:?need}", "/home/app"},
      {"${MODE:-x}", "~require"},
      {"${MODE:+x}", "~x"},
      {"${UNSET:-$MODE}", "~require"},
      {"${HOME:-$MODE}", "/home/app"},
  };
  expect_rows(kRows);
}

// BASE may be set by the base image, ASKED by --build-arg; HOLE is set to
// something of which a part is known, VOID to something unknown.
TEST(DockerWords, UnknownValues) {
  static constexpr Row kRows[] = {
      {"$BASE", "?"},           {"a${BASE}b", "?ab"},
      {"${BASE:-x}", "?"},      {"${BASE-x}", "?"},
      {"${BASE:+x}", "?"},      {"${BASE?}", "?"},
      {"${BASE#x}", "?"},       {"${BASE/x/y}", "?"},
      {"'$BASE'", "$BASE"},     {"$ASKED", "?~"},
      {"${ASKED:-x}", "~x"},    {"${ASKED-x}", "~x"},
      {"${ASKED:+x}", "?~"},    {"${ASKED:?}", "?~"},
      {"${ASKED%x}", "?~"},     {"$HOLE/x", "?/lib/x"},
      {"${HOLE:-x}", "?/lib"},  {"${HOLE:+x}", "x"},
      {"${HOLE#/}", "?"},       {"$VOID", "?"},
      {"${VOID:-x}", "?"},      {"${VOID-x}", "?"},
      {"${VOID+x}", "x"},       {"${VOID:+x}", "?"},
      {"${UNSET:-$BASE}", "?"}, {"${HOME:-$BASE}", "/home/app"},
      {"${UNSET:+$BASE}", ""},  {"${HOME#$BASE}", "?"},
      {"${HOME/a/$BASE}", "?"},
  };
  expect_rows(kRows);
}

TEST(DockerWords, Patterns) {
  static constexpr Row kRows[] = {
      {"${PATHS#/}", "a/b.c/b.c"},
      {"${PATHS#*/}", "a/b.c/b.c"},
      {"${PATHS##*/}", "b.c"},
      {"${PATHS%.c}", "/a/b.c/b"},
      {"${PATHS%/*}", "/a/b.c"},
      {"${PATHS%%/*}", ""},
      {"${PATHS%%.*}", "/a/b"},
      {"${PATHS#?a}", "/b.c/b.c"},
      {"${PATHS#b}", "/a/b.c/b.c"},
      {"${PATHS#}", "/a/b.c/b.c"},
      {"${PATHS##*b*c}", ""},
      {"${PATHS#*b*c}", "/b.c"},
      {"${PATHS/b/X}", "/a/X.c/b.c"},
      {"${PATHS//b/X}", "/a/X.c/X.c"},
      {"${PATHS/b*/X}", "/a/X"},
      {"${PATHS//?c/X}", "/a/bX/bX"},
      {"${PATHS/\\//X}", "Xa/b.c/b.c"},
      {"${PATHS//b.c/}", "/a//"},
      {"${PATHS//nothing/X}", "/a/b.c/b.c"},
      {"${EMPTY//*/X}", "X"},
      {"${HOME//*/X}", "X"},
      {"${MODE///-}", "~-r-e-q-u-i-r-e-"},
      {"${PATHS//b/<'$0'>}", "/a/<b>.c/<b>.c"},
      {"${PATHS//b/'$$$9${1}$'}", "/a/$$.c/$$.c"},
      {"${PATHS/b/'$0'}", "/a/$0.c/b.c"},
      {"${STAR#x\\*}", "y?z\\w"},
      {"${STAR/\\?/q}", "x*yqz\\w"},
      {"${STAR%\\\\w}", "x*y?z"},
      {"${WIDE%?e}", "grö"},
      {"${WIDE#gr?}", "ße"},
      {"${UNSET#x}", ""},
      {"${UNSET//x/y}", ""},
      {"${MODE%re}", "~requi"},
      {"${HOME#\\h}",
       "error: a backslash in the pattern is followed by a character it can't escape @ "
       "${HOME#\\h}"},
      {"${HOME/\\h/x}",
       "error: a backslash in the pattern is followed by a character it can't escape @ "
       "${HOME/\\h/x}"},
      {"${HOME/x}", "error: a substitution has no closing \"/\" @ x}"},
  };
  expect_rows(kRows);
}

TEST(DockerWords, BacktickAsEscape) {
  static constexpr Row kRows[] = {
      {"C:\\dir", "C:\\dir"},
      {"`$HOME", "$HOME"},
      {"\"``\"", "`"},
      {"a` b", "a b"},
  };
  expect_rows(kRows, {'`'});
}

TEST(DockerWords, HeredocBodiesKeepQuotes) {
  static constexpr Row kRows[] = {
      {"say \"$HOME\" 'it's'", "say \"/home/app\" 'it's'"},
      {"\\$HOME", "$HOME"},
  };
  expect_rows(kRows, {'\\', true});
}

TEST(DockerWords, UnsetCanStay) {
  static constexpr Row kRows[] = {
      {"$UNSET ${UNSET} ${UNSET:-x} ${UNSET:0:2}", "$UNSET ${UNSET} ${UNSET:-x} ${UNSET:0:2}"},
      {"${UNSET#x} ${UNSET/a/b}", "${UNSET#x} ${UNSET/a/b}"},
      {"$HOME", "/home/app"},
  };
  expect_rows(kRows, {'\\', false, false, true});
}

struct SplitRow {
  std::string_view source;
  std::string_view expected;  // each word in brackets, with the source of it
};

TEST(DockerWords, Splitting) {
  static constexpr SplitRow kRows[] = {
      {"", ""},
      {"  a\tb ", "[a<a>][b<b>]"},
      {"a\\ b c", "[a b<a\\ b>][c<c>]"},
      {"'a b'c", "[a bc<'a b'c>]"},
      {"a \"\" b", "[a<a>][b<b>]"},
      {"x$SPACED", "[x<x>][a<$SPACED>][b<$SPACED>]"},
      {"\"$SPACED\"", "[ a  b <\"$SPACED\">]"},
      {"a\xC2\xA0"
       "b",
       "[a<a>][b<b>]"},
      {"cat << EOF", "[cat<cat>][<< EOF<<< EOF>]"},
      {"'open", "error"},
      {"a${UNSET:-b}", "[b<${UNSET:-b}>]"},
  };
  for (const SplitRow& row : kRows) {
    SCOPED_TRACE(row.source);
    WordBudget budget;
    auto words = split_words(row.source, look_up, {}, budget);
    std::string actual = words ? "" : "error";
    for (const SplitWord& word : words.value_or(std::vector<SplitWord>{})) {
      actual += "[" + word.text + "<" +
                std::string(row.source.substr(word.begin, word.end - word.begin)) + ">]";
    }
    EXPECT_EQ(actual, row.expected);
  }
}

TEST(DockerWords, NamesWithoutValue) {
  WordBudget budget;
  ExpandedWord word = expand_word("$A$BASE$A$HOME${ASKED:-x}$1", look_up, {}, budget);
  EXPECT_EQ(word.without_value, (std::vector<std::string>{"A", "BASE", "ASKED", "1"}));
}

std::string nested(int depth) {
  std::string word;
  for (int i = 0; i < depth; ++i) word += "${U:-";
  return word + "x" + std::string(static_cast<std::size_t>(depth), '}');
}

TEST(DockerWords, DepthIsBounded) {
  EXPECT_EQ(expanded(nested(kMaxWordDepth - 1), {}), "x");
  WordBudget budget;
  ExpandedWord word = expand_word(nested(100'000), look_up, {}, budget);
  ASSERT_TRUE(word.error);
  EXPECT_EQ(word.error->message, "substitutions are nested too deep");
  EXPECT_FALSE(word.known);
}

TEST(DockerWords, SizeIsBounded) {
  std::string big(kMaxWordSize, 'x');
  auto lookup = [&](std::string_view) { return DockerVariable{Presence::kSet, big}; };
  WordBudget budget;
  EXPECT_EQ(expand_word("$a", lookup, {}, budget).text, big);
  EXPECT_EQ(expand_word("$a$a", lookup, {}, budget).error->message,
            "the word expands to more than 64 KiB");
  budget.bytes = kMaxWordSize;
  EXPECT_FALSE(expand_word("$a", lookup, {}, budget).error);
  EXPECT_EQ(expand_word("$a", lookup, {}, budget).error->message,
            "the variables of this file expand to too much text");
}

TEST(DockerWords, PatternWorkIsBounded) {
  std::string big(kMaxWordSize, 'x');
  auto lookup = [&](std::string_view) { return DockerVariable{Presence::kSet, big}; };
  std::string word = "${a#*" + std::string(kMaxWordSize / 2, 'x') + "y}";
  WordBudget budget;
  EXPECT_EQ(expand_word(word, lookup, {}, budget).error->message,
            "the patterns of this file take too long to compare");
  EXPECT_EQ(budget.steps, 0U);
}

}  // namespace
}  // namespace verifull::parse
