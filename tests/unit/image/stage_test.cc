#include "image/stage.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "support/dockerfile_dump.h"

namespace verifull::image {
namespace {

// "?" in front of what is not known, "~" of what a build argument may change.
std::string marked(const std::string& text, bool known, bool from_build_arg) {
  return (known ? "" : "?") + std::string(from_build_arg ? "~" : "") + text;
}

std::string dump(const Given& given) {
  return marked(given.text, given.known, given.from_build_arg);
}

// `[name <] image ; A=1 ; user=u ; dir=/w ; chain 0 1` and a line per problem.
std::string dump(const Stage& stage, std::string_view text) {
  std::string result = stage.name.empty() ? "" : stage.name + " < ";
  result += marked(stage.base_image, stage.base_image_known, stage.base_image_from_build_arg);
  for (const EnvironmentVariable& variable : stage.environment) {
    bool default_path = variable.name == "PATH" && variable.name_span == stage.span;
    if (!default_path) result += " ; " + variable.name + "=" + dump(variable.value);
  }
  if (stage.user) result += " ; user=" + dump(*stage.user);
  if (stage.workdir) result += " ; dir=" + dump(*stage.workdir);
  if (stage.chain.size() > 1) {
    result += " ; chain";
    for (std::size_t index : stage.chain) result += " " + std::to_string(index);
  }
  result += "\n";
  for (const parse::DockerProblem& problem : stage.problems) {
    result += support::dump(problem, text) + "\n";
  }
  return result;
}

struct Row {
  std::string_view text;
  std::string_view expected;
};

template <std::size_t N>
void expect_rows(const Row (&rows)[N]) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    std::string actual;
    for (const Stage& stage : interpret_stages(parse::parse_dockerfile(row.text, 0))) {
      actual += dump(stage, row.text);
    }
    EXPECT_EQ(actual, row.expected);
  }
}

TEST(StageImages, Names) {
  static constexpr Row kRows[] = {
      {"", ""},
      {"FROM ruby:3.3\n", "ruby:3.3\n"},
      {"FROM \"ruby\":'3'\n", "ruby:3\n"},
      {"FROM scratch\n", "scratch ; dir=/\n"},
      {"FROM ruby AS Base\nFROM base\nFROM base as b\n",
       "base < ruby\nruby ; chain 0 1\nb < ruby ; chain 0 2\n"},
      {"FROM a AS x\nFROM b AS x\nFROM x\n", "x < a\nx < b\nb ; chain 1 2\n"},
      {"FROM x AS x\nFROM x\n", "x < x\nx ; chain 0 1\n"},
      {"FROM later\nFROM a AS later\n", "later\nlater < a\n"},
      {"FROM a AS x\nFROM X\n",
       "x < a\na ; chain 0 1\n! FROM finds a stage by its name in lower case only @ X\n"},
      {"FROM a\nFROM 0\n", "a\n0\n"},
      {"ARG V=3.3\nFROM ruby:$V-slim\n", "~ruby:3.3-slim\n"},
      {"ARG V=3 W=${V}.1\nFROM ruby:$W\n", "~ruby:3.1\n"},
      {"ARG V\nFROM ruby:$V\n", "?~ruby:\n"},
      {"ARG V\nFROM ruby:${V:-3}\n", "~ruby:3\n"},
      {"ARG V=1\nARG V\nFROM r:$V\n", "~r:1\n"},
      {"FROM ruby:${V:-3}\n", "ruby:3\n"},
      {"FROM r:$TARGETARCH\n", "?~r:\n"},
      {"ARG TARGETARCH\nFROM r:$TARGETARCH\n", "?~r:\n"},
      {"ARG TARGETARCH=arm64\nFROM r:$TARGETARCH\n", "~r:arm64\n"},
      {"ARG S=base\nFROM a AS base\nFROM $S AS c\n", "base < a\nc < ~a ; chain 0 1\n"},
      {"FROM $V\n", "?\n! the image's name is empty @ $V\n"},
      {"FROM ${V\n", "?\n! a substitution has no closing \"}\" @ ${V\n"},
      {"FROM\n", "?\n"},
      {"FROM a b\nFROM a AS\n", "a\na\n"},
      {"ARG V=${\nFROM a\n", "a\n! a substitution has no closing \"}\" @ ${\n"},
      {"FROM a AS s\nARG V=1\nFROM r:$V\n", "s < a\nr:\n"},
  };
  expect_rows(kRows);
}

TEST(StageEnvironment, Values) {
  static constexpr Row kRows[] = {
      {"FROM a\nENV A=1 B=\"x y\" C=p\\ q D=\n", "a ; A=1 ; B=x y ; C=p q ; D=\n"},
      {"FROM a\nENV A x  'y' # z\n", "a ; A=x  y # z\n"},
      {"FROM a\nENV A=1\nENV A=2 B=3\n", "a ; A=2 ; B=3\n"},
      {"FROM a\nENV A=1\nENV A=2 B=$A\n", "a ; A=2 ; B=1\n"},
      {"FROM a\nENV A=1\nENV B='$A' C=\"$A\" D=\\$A E=${A:+x}\n",
       "a ; A=1 ; B=$A ; C=1 ; D=$A ; E=x\n"},
      {"FROM a\nENV A=b # note\n", "a ; A=b\n"},
      {"FROM a\nENV K=N\nENV ${K}1=x $K=y\n", "a ; K=N ; N1=x ; N=y\n"},
      {"FROM a\nENV A=\"x\n", "a ; A=?\n! a double quote is not closed @ \"x\n"},
      {"FROM scratch\nENV A=${B?no} C=1\n",
       "scratch ; A=? ; C=1 ; dir=/\n! the variable must be set @ ${B?no}\n"},
      {"FROM a\nRUN export A=1\nRUN A=1 true\n", "a\n"},
      {"# escape=`\nFROM a\nENV A=c:\\d` e\n", "a ; A=c:\\d e\n"},
  };
  expect_rows(kRows);
}

TEST(StageEnvironment, WhatTheBaseImageMaySet) {
  static constexpr Row kRows[] = {
      {"FROM a\nENV A=$PATH:/x B=$GEM_HOME/b\n", "a ; A=?:/x ; B=?/b\n"},
      {"FROM a\nENV PATH=/x:$PATH\nENV B=$PATH\n", "a ; PATH=?/x: ; B=?/x:\n"},
      {"FROM a\nENV A=${X:-1} B=${X:+1} C=${PATH+1}\n", "a ; A=? ; B=? ; C=1\n"},
      {"FROM scratch\nENV A=$X/1 B=${X:-2} C=${PATH##*:}\n",
       "scratch ; A=/1 ; B=2 ; C=/bin ; dir=/\n"},
      {"FROM scratch AS s\nFROM s\nENV A=$X.\n",
       "s < scratch ; dir=/\nscratch ; "
       "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:"
       "/bin ; A=. ; dir=/ ; chain 0 1\n"},
      {"FROM scratch\nENV A=$TARGETARCH B=$http_proxy C=$1\n",
       "scratch ; A=?~ ; B=?~ ; C= ; dir=/\n"},
      {"ARG A=1\nFROM scratch\nENV B=$A\n", "scratch ; B= ; dir=/\n"},
  };
  expect_rows(kRows);
}

TEST(StageEnvironment, BuildArguments) {
  static constexpr Row kRows[] = {
      {"FROM a\nARG A=1\n", "a\n"},
      {"FROM a\nARG A=1 B=${A}2\nENV C=$B\n", "a ; C=~12\n"},
      {"FROM a\nARG A\nENV B=$A C=${A:-x}\n", "a ; B=?~ ; C=?~\n"},
      {"FROM scratch\nARG A\nENV B=$A C=${A:-x}\n", "scratch ; B=?~ ; C=~x ; dir=/\n"},
      {"ARG A=1\nFROM a\nARG A\nENV B=$A\n", "a ; B=~1\n"},
      {"ARG A=1\nFROM a\nARG A=2\nENV B=$A\n", "a ; B=~2\n"},
      {"ARG A\nFROM a\nARG A\nENV B=$A\n", "a ; B=?~\n"},
      {"FROM a\nARG A=1\nENV A=2\nENV B=$A\n", "a ; A=2 ; B=2\n"},
      {"FROM a\nENV A=1\nARG A=2\nENV B=$A\n", "a ; A=1 ; B=~2\n"},
      {"FROM a\nENV A=1\nARG A\nENV B=$A\n", "a ; A=1 ; B=~1\n"},
      {"FROM a\nARG A=1\nENV A=$A\n", "a ; A=~1\n"},
      {"FROM a\nARG A=1\nARG A\nENV B=$A\n", "a ; B=~1\n"},
      {"FROM a\nARG A=$B\nENV C=$A\n", "a ; C=?~\n"},
      {"FROM a AS s\nENV A=1\nARG A=2 C=3\nFROM s\nENV B=$A D=$C\n",
       "s < a ; A=1\na ; A=1 ; B=1 ; D=~3 ; chain 0 1\n"},
      {"FROM a AS s\nARG A=1\nFROM scratch\nENV B=$A\n", "s < a\nscratch ; B= ; dir=/\n"},
      {"FROM scratch\nENV TARGETARCH=x\nARG TARGETARCH\nENV A=$TARGETARCH\n",
       "scratch ; TARGETARCH=x ; A=?~ ; dir=/\n"},
      {"FROM a\nARG HTTP_PROXY\nENV A=$HTTP_PROXY\n", "a ; A=?~\n"},
      {"FROM a\nARG M=verify-full\nENV S=${M:+on} T=${X:-$M}\n", "a ; S=~on ; T=?\n"},
  };
  expect_rows(kRows);
}

TEST(StageProcess, UserAndDirectory) {
  static constexpr Row kRows[] = {
      {"FROM a\nUSER app\nUSER 1000:1000\n", "a ; user=1000:1000\n"},
      {"FROM a\nENV U=app\nUSER $U\n", "a ; U=app ; user=app\n"},
      {"FROM a\nARG U=app\nUSER ${U}:$G\n", "a ; user=?~app:\n"},
      {"FROM a\nWORKDIR /app\n", "a ; dir=/app\n"},
      {"FROM a\nWORKDIR /app/\nWORKDIR b\nWORKDIR ../c/.\n", "a ; dir=/app/c\n"},
      {"FROM a\nWORKDIR b\n", "a ; dir=?/b\n"},
      {"FROM a\nWORKDIR b\nWORKDIR c\n", "a ; dir=?/b/c\n"},
      {"FROM a\nWORKDIR b\nWORKDIR /c\n", "a ; dir=/c\n"},
      {"FROM scratch\nWORKDIR b\n", "scratch ; dir=/b\n"},
      {"FROM a\nENV D=/srv\nWORKDIR $D/x\n", "a ; D=/srv ; dir=/srv/x\n"},
      {"FROM a\nARG D=/srv\nWORKDIR $D\nWORKDIR x\n", "a ; dir=~/srv/x\n"},
      {"FROM a\nWORKDIR /a/$X\nWORKDIR y\n", "a ; dir=?/a/y\n"},
      {"FROM a\nWORKDIR \"/a b\"\n", "a ; dir=/a b\n"},
      {"FROM a\nENV E=\nWORKDIR /a\nWORKDIR $E\n", "a ; E= ; dir=/a\n"},
      {"FROM a AS s\nUSER u\nWORKDIR /w\nFROM s\nWORKDIR x\nFROM b\n",
       "s < a ; user=u ; dir=/w\na ; user=u ; dir=/w/x ; chain 0 1\nb\n"},
      {"FROM a\nUSER\nWORKDIR\n", "a\n"},
  };
  expect_rows(kRows);
}

TEST(StageTriggers, RunOnceInTheNextStage) {
  static constexpr Row kRows[] = {
      {"FROM a AS s\nONBUILD ENV A=1\nONBUILD WORKDIR /w\nFROM s AS t\nENV B=$A\nFROM t\n",
       "s < a\nt < a ; A=1 ; B=1 ; dir=/w ; chain 0 1\na ; A=1 ; B=1 ; dir=/w ; chain 0 1 2\n"},
      {"FROM a AS s\nONBUILD USER u\nENV A=1\nFROM s AS t\nENV A=2\nFROM s\n",
       "s < a ; A=1\nt < a ; A=2 ; user=u ; chain 0 1\na ; A=1 ; user=u ; chain 0 2\n"},
      {"FROM a AS s\nONBUILD ARG X=1\nFROM s\nENV Y=$X\n", "s < a\na ; Y=~1 ; chain 0 1\n"},
  };
  expect_rows(kRows);
}

TEST(Stages, SpansPointAtValues) {
  constexpr std::string_view kText = "FROM a\nENV A=\"x\" B=2\nUSER u\nWORKDIR /w\n";
  std::vector<Stage> stages = interpret_stages(parse::parse_dockerfile(kText, 4));
  ASSERT_EQ(stages.size(), 1U);
  auto at = [&](const base::Span& span) { return kText.substr(span.begin, span.size()); };
  EXPECT_EQ(at(stages[0].span), "FROM a");
  const EnvironmentVariable* variable = stages[0].find("A");
  ASSERT_NE(variable, nullptr);
  EXPECT_EQ(at(variable->value.span), "\"x\"");
  EXPECT_EQ(at(variable->name_span), "A");
  EXPECT_EQ(variable->name_span.file, 4U);
  EXPECT_EQ(at(stages[0].user->span), "u");
  EXPECT_EQ(at(stages[0].workdir->span), "/w");
  EXPECT_EQ(stages[0].find("C"), nullptr);
}

TEST(Stages, KnowsItsInstructions) {
  std::vector<Stage> stages =
      interpret_stages(parse::parse_dockerfile("ARG X\nFROM a\nUSER u\nRUN x\nFROM scratch\n", 0));
  ASSERT_EQ(stages.size(), 2U);
  EXPECT_EQ(stages[0].first_instruction, 2U);
  EXPECT_EQ(stages[0].end_instruction, 4U);
  EXPECT_EQ(stages[1].first_instruction, 5U);
  EXPECT_EQ(stages[1].end_instruction, 5U);
  EXPECT_FALSE(stages[0].environment_complete);
  EXPECT_TRUE(stages[1].environment_complete);
}

TEST(Stages, VisitorSeesTheStateBefore) {
  parse::Dockerfile file = parse::parse_dockerfile(
      "FROM a AS s\nONBUILD USER t\nENV D=/x\nCOPY f $D/f\nFROM s\nENV D=/y\nCOPY g $D/g\n", 0);
  std::string seen;
  interpret_stages(file, [&](std::size_t stage, const parse::DockerInstruction& step,
                             const BuildState& before, BuildContext& context) {
    seen += std::to_string(stage) + " " + support::dump(step);
    for (const parse::DockerWord& word : step.arguments) {
      seen += " " + before.expand(word.text, {context.escape}, context).text;
    }
    seen += before.user() ? " by " + before.user()->text + "\n" : "\n";
  });
  EXPECT_EQ(seen,
            "0 ONBUILD -> USER [t]\n"
            "0 ENV D=[/x]\n"
            "0 COPY [f] [$D/f] f /x/f\n"
            "1 USER [t] t\n"
            "1 ENV D=[/y] by t\n"
            "1 COPY [g] [$D/g] g /y/g by t\n");
}

struct TargetRow {
  std::string_view target;
  std::optional<std::size_t> expected;
};

TEST(Stages, Target) {
  static constexpr TargetRow kRows[] = {
      {"", 3},
      {"build", 2},
      {"Build", 2},
      {"final", std::nullopt},
      {"0", 0},
      {"3", 3},
      {"4", std::nullopt},
      {"99999999999999999999", std::nullopt},
      {"1x", std::nullopt},
  };
  std::vector<Stage> stages = interpret_stages(
      parse::parse_dockerfile("FROM a\nFROM a AS build\nFROM b AS build\nFROM c\n", 0));
  for (const TargetRow& row : kRows) {
    SCOPED_TRACE(row.target);
    EXPECT_EQ(target_stage(stages, row.target), row.expected);
  }
  EXPECT_EQ(target_stage({}, ""), std::nullopt);
}

std::vector<Stage> interpret_repeated(std::string text, std::string_view part, std::size_t size) {
  while (text.size() + part.size() <= size) text += part;
  return interpret_stages(parse::parse_dockerfile(text, 0));
}

TEST(StagesHostile, ManyStages) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "FROM base\nENV A=1 B=2\n";
  std::vector<Stage> stages =
      interpret_stages(parse::parse_dockerfile("FROM x AS base\n" + text, 0));
  ASSERT_EQ(stages.size(), 10'001U);
  EXPECT_EQ(stages.back().chain, (std::vector<std::size_t>{0, 10'000}));
  EXPECT_TRUE(stages.back().problems.empty());
}

// Each stage has one variable more than the one below it.
TEST(StagesHostile, LongChains) {
  std::string text = "FROM x AS s\n";
  for (int i = 0; i < 10'000; ++i) text += "FROM s AS s\nENV A" + std::to_string(i) + "=1\n";
  std::vector<Stage> stages = interpret_stages(parse::parse_dockerfile(text, 0));
  ASSERT_EQ(stages.size(), 10'001U);
  EXPECT_EQ(stages[100].environment.size(), 100U);
  std::size_t total = 0;
  std::size_t cut = 0;
  for (const Stage& stage : stages) {
    total += stage.environment.size();
    cut += stage.problems.empty() ? 0 : 1;
  }
  EXPECT_LT(total, kMaxInherited / 100);
  ASSERT_GT(cut, 0U);
}

TEST(StagesHostile, GrowingValues) {
  std::vector<Stage> stages =
      interpret_repeated("FROM scratch\nENV A=x\n", "ENV A=$A$A\n", 200'000);
  EXPECT_FALSE(stages[0].find("A")->value.known);
  EXPECT_EQ(stages[0].problems[0].message, "the word expands to more than 64 KiB");
  stages = interpret_repeated("FROM a\nWORKDIR /\n", "WORKDIR a\n", 200'000);
  EXPECT_LE(stages[0].workdir->text.size(), 4096U);
  EXPECT_EQ(stages[0].problems[0].message, "the working directory is longer than a path can be");
}

TEST(StagesHostile, ManyTriggers) {
  std::string text = "FROM a AS s\n";
  for (int i = 0; i < 20'000; ++i) text += "ONBUILD ENV A=1\n";
  EXPECT_EQ(interpret_repeated(text, "FROM s\n", 330'000).back().problems[0].message,
            "the stages of this file inherit more variables than are followed");
}

}  // namespace
}  // namespace verifull::image
