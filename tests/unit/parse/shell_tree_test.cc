#include "parse/shell_tree.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "support/shell_dump.h"

namespace verifull::parse {
namespace {

struct Row {
  std::string_view text;
  std::string_view expected;
};

template <std::size_t N>
void expect_rows(const Row (&rows)[N]) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(support::dump(parse_shell(row.text)), row.expected);
  }
}

TEST(ShellTree, Programs) {
  static constexpr Row kRows[] = {
      {"a && b || c; d | e & f", "(and [a] && [b] || [c]); (& (pipe [d]; [e])); [f]"},
      {"echo \"a $B ${C:-\"x y\"}\" 'q' \\$x $'a\\n' $(ls `pwd` | x) > out 2>&1",
       "[echo] ['a '$'B'' '${'C':-['x y']}] ['q'] ['$'x] [<opaque>] [$((pipe [ls] [$([pwd])]; "
       "[x]))] >[out] 2>&[1]"},
      {"cat <<EOF > /f && b\nx $A `y`\nEOF\nc",
       "(and [cat] <<[EOF]{'x '$'A'' '$'([y])''|'} >[/f] && [b]); [c]"},
      {"cat <<-'E'\n\t\ta $x\n\tE", "[cat] <<['E']{'a $x|'}"},
      {"cat <<A <<B\n1\nA\n2\nB", "[cat] <<[A]{'1|'} <<[B]{'2|'}"},
      {"if a; then b; elif c; then d; else e; fi > x",
       "(if (group [a]); (group [b]); (group [c]); (group [d]); (group [e]) >[x])"},
      {"for i in a \"$b\" *; do echo $i; done", "(for i [a] [$'b'] [<*>] (group [echo] [$i]))"},
      {"for i\ndo x; done", "(for i [$'@'] (group [x]))"},
      {"while read x; do y; done < f", "(loop (group [read] [x]); (group [y]) <[f])"},
      {"case $x in a|b) c;; (*) d ;; esac", "(case [$x] (group [a] [b] [c]); (group [<*>] [d]))"},
      {"case x in esac", "(case [x])"},
      {"(cd a; b) && { c; d; }", "(and (sub [cd] [a]; [b]) && (group [c]; [d]))"},
      {"f() { a; }; f x", "(function f (group [a])); [f] [x]"},
      {"function g { b; }", "(function g (group [b]))"},
      {"[[ $a =~ \n(x|y)$ ]] && b", "(and (test [$a] [=~] [x] [y] [$]) && [b])"},
      {"A=1 B=\"$A\" c D=2; E=~/x; F+=1", "A=[1] B=[$'A'] [c] [D=2]; E=[<~>/x]; F+=[1]"},
      {"rm -rf ~/.x ~bob/y a{b,c} [a-z]*.?",
       "[rm] [-rf] [<~>/.x] [<opaque>/y] {}[a{b,c}] [<[>a-z]<*>.<?>]"},
      {"a # comment\nb", "[a]; [b]"},
      {"# only", ""},
      {"echo a#b \"c\"#d", "[echo] [a#b] ['c'#d]"},
      {"$((1+2)) $(( (1) ))", "[<opaque>] [<opaque>]"},
      {"\"\" ''", "[''] ['']"},
      {"a &> f; b &>> g; c >| h; d <<< w; e 2> /dev/null",
       "[a] &>[f]; [b] &>>[g]; [c] >[h]; [d] <<<[w]; [e] 2>[/dev/null]"},
      {"! a | b", "(not (pipe [a]; [b]))"},
      {"echo {a} }", "[echo] [{a}] [}]"},
      {"echo ${#a} ${!b} ${a/x/y} ${a%.*} ${a##*/} $1 $@ ${10} $# $?",
       "[echo] [<opaque>] [<opaque>] [${aother[/x/y]}] [${a%[.<*>]}] [${a##[<*>/]}] [$1] [$@] "
       "[$10] [$#] [$?]"},
      {"`a \\`b\\``", "[$((unreadable))]"},
      {"set -ex;\n  a \\\n  b", "[set] [-ex]; [a] [b]"},
      {"export A=b; { a; } 2>/dev/null", "[export] [A=b]; (group [a] 2>[/dev/null])"},
      {"a&&b||c", "(and [a] && [b] || [c])"},
      {"if ! a; then b; fi", "(if (group (not [a])); (group [b]))"},
  };
  expect_rows(kRows);
}

TEST(ShellTree, WhatIsNotUnderstood) {
  static constexpr Row kRows[] = {
      {"a(", "! this shell syntax is not understood @2"},
      {"a \"b", "! a double quote is not closed @4"},
      {"if a; then", "! this shell syntax is not understood @10"},
      {"((a))", "! an arithmetic command is not understood @0"},
      {"a <(b)", "! a process substitution is not understood @3"},
      {"x=(1)", "! arrays are not understood @2"},
      {"a;;", "! this shell syntax is not understood @1"},
      {") ", "! this shell syntax is not understood @0"},
  };
  expect_rows(kRows);
}

TEST(ShellTree, DepthIsBounded) {
  for (const std::string_view open :
       {"(", "$(", "{ ", "if ", "\"$(", "${a:-", "` $(", "f() { ", "<<E $("}) {
    std::string text;
    for (int i = 0; i < 100000; ++i) text += open;
    EXPECT_TRUE(parse_shell(text).error) << open;
  }
  std::string chain = "a";
  for (int i = 0; i < 100000; ++i) chain += i % 2 == 0 ? " && a" : "; a | a";
  EXPECT_FALSE(parse_shell(chain).error);
}

TEST(ShellTree, SizeIsBounded) {
  EXPECT_EQ(support::dump(parse_shell(std::string(kMaxShellSize + 1, 'a'))),
            "! the shell code is too long @0");
}

TEST(ShellTree, PlacesAreThoseOfTheText) {
  static constexpr std::string_view kText = "cp  \"$A\"/b c > d";
  const ShellScript script = parse_shell(kText);
  const ShellNode& node = script.commands.at(0);
  const auto text = [](ShellRange range) {
    return kText.substr(range.begin, range.end - range.begin);
  };
  EXPECT_EQ(text(node.range), kText);
  EXPECT_EQ(text(node.words.at(1).range), "\"$A\"/b");
  EXPECT_EQ(text(node.words.at(1).parts.at(0).range), "$A");
  EXPECT_EQ(text(node.redirects.at(0).range), "> d");
}

}  // namespace
}  // namespace verifull::parse
