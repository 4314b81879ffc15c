#include "parse/dockerfile.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "support/dockerfile_dump.h"

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
    EXPECT_EQ(support::dump(parse_dockerfile(row.text, 0), row.text), row.expected);
  }
}

TEST(DockerfileLines, DirectivesAndComments) {
  static constexpr Row kRows[] = {
      {"FROM a", "FROM [a]\n"},
      {"\xEF\xBB\xBF"
       "FROM a\r\nUSER b\r\n",
       "FROM [a]\nUSER [b]\n"},
      {"# syntax=docker/dockerfile:1\nFROM a\n", "# syntax=docker/dockerfile:1\nFROM [a]\n"},
      {"#  ESCAPE = ` \n# Check=skip=all # x\nFROM a`\n b\n",
       "# escape=`\n# check=skip=all # x\nFROM [a] [b]\n! FROM takes an image, and AS and a name @ "
       "a`| b\n"},
      {"\n# escape=`\nFROM a\n", "FROM [a]\n"},
      {"# note\n# escape=`\nFROM a\n", "FROM [a]\n"},
      {"# escape = x\nFROM a \\\n\n",
       "# escape=x\nFROM [a]\n! the escape character can only be a backslash or a backtick @ # "
       "escape = x\n? an empty line stands between the lines of one instruction @ \n"},
      {"# escape=`\n#escape=\\\nFROM a\n",
       "# escape=`\nFROM [a]\n! the parser directive \"escape\" is given twice @ #escape=\\\n"},
      {"# escape=\nFROM a\n", "FROM [a]\n"},
      {"  # x\nFROM a\n\t# y\nUSER b # c\n", "FROM [a]\nUSER [b # c]\n"},
      {"", "! there is no FROM @ \n"},
      {"# only this\n", "! there is no FROM @ \n"},
      {"FROM a\rUSER b\n",
       "FROM [a] [USER] [b]\n! FROM takes an image, and AS and a name @ "
       "a\rUSER b\n"},
  };
  expect_rows(kRows);
}

TEST(DockerfileLines, Continuations) {
  static constexpr Row kRows[] = {
      {"FROM a\nRUN x \\\n  y\\\nz\n", "FROM [a]\nRUN [x   yz]\n"},
      {"FROM a\nRUN x \\ \t\n y\n", "FROM [a]\nRUN [x  y]\n"},
      {"FROM a\nRUN x \\\\\nUSER y\n", "FROM [a]\nRUN [x \\\\]\nUSER [y]\n"},
      {"FROM a\nRUN x \\\\\\\nUSER y\n", "FROM [a]\nRUN [x \\\\\\]\nUSER [y]\n"},
      {"FROM a\nRUN x \\\n# note \\\n   # more\n y\n", "FROM [a]\nRUN [x  y]\n"},
      {"FROM a\nRUN x \\\n\n \t\n y\n",
       "FROM [a]\nRUN [x  y]\n? an empty line stands between the lines of one instruction @ \n"},
      {"FROM a\nRUN x \\\r\n y\r\n", "FROM [a]\nRUN [x  y]\n"},
      {"FROM a\nRUN x \\", "FROM [a]\nRUN [x]\n"},
      {"FROM a\n\\\nUSER x\n", "FROM [a]\nUSER [x]\n"},
      {"FROM a\nRUN x `\nUSER y\n", "FROM [a]\nRUN [x `]\nUSER [y]\n"},
      {"FROM a\n \\\n", "FROM [a]\n?\n! the line has no instruction @ \n"},
      {"FROM a\n\xC2\xA0USER x\n", "FROM [a]\nUSER [x]\n"},
      {"FROM a\nUSER\xC2\xA0x\n",
       "FROM [a]\n?USER\xC2\xA0x\n! this is not an instruction of a Dockerfile @ USER\xC2\xA0x\n"},
  };
  expect_rows(kRows);
}

TEST(DockerfileLines, LongLines) {
  std::string line(kMaxDockerLine - 6, 'x');
  EXPECT_TRUE(parse_dockerfile("FROM " + line + "\n", 0).problems.empty());
  Dockerfile too_long = parse_dockerfile("FROM " + line + "x\nUSER y\n", 0);
  ASSERT_EQ(too_long.problems.size(), 1U);
  EXPECT_EQ(too_long.problems[0].message, "the line is longer than the 64 KiB that BuildKit reads");
  EXPECT_EQ(too_long.instructions.size(), 2U);
  EXPECT_EQ(parse_dockerfile("FROM x" + line, 0).problems.size(), 1U);
}

TEST(DockerfileLines, LargeFiles) {
  std::string text = "FROM a\n";
  text.resize(kMaxDockerfile, '\n');
  EXPECT_TRUE(parse_dockerfile(text, 0).problems.empty());
  Dockerfile file = parse_dockerfile(text + "\n", 0);
  EXPECT_TRUE(file.instructions.empty());
  ASSERT_EQ(file.problems.size(), 1U);
  EXPECT_EQ(file.problems[0].message, "the file is larger than 1 MiB and was not read");
}

TEST(DockerfileInstructions, Heredocs) {
  static constexpr Row kRows[] = {
      {"FROM a\nRUN <<EOF\nx\n# y\nEOF\nUSER z\n",
       "FROM [a]\nRUN [<<EOF] <<EOF{x|# y|}\nUSER [z]\n"},
      {"FROM a\nRUN <<E\nE\n", "FROM [a]\nRUN [<<E] <<E{}\n"},
      {"FROM a\nRUN <<-E\n\t\tx\n\ty\n\tE\n", "FROM [a]\nRUN [<<-E] <<-E{x|y|}\n"},
      {"FROM a\nRUN <<E\n\tx\n E\n\tE\nE\n", "FROM [a]\nRUN [<<E] <<E{\tx| E|\tE|}\n"},
      {"FROM a\nCOPY <<a.txt <<'b' /d/\n1\na.txt\n$2\nb\n",
       "FROM [a]\nCOPY [<<a.txt] [<<'b'] [/d/] <<a.txt{1|} <<'b'{$2|}\n"},
      {"FROM a\nRUN cat <<\"A B\" > x\n1\nA B\n",
       "FROM [a]\nRUN [cat <<\"A B\" > x] <<'A B'{1|}\n"},
      {"FROM a\nRUN 3<<E cmd\nx\nE\n", "FROM [a]\nRUN [3<<E cmd] 3<<E{x|}\n"},
      {"FROM a\nRUN <<E\\'F\nE'F\n", "FROM [a]\nRUN [<<E\\'F] <<E'F{}\n"},
      {"FROM a\nRUN <<  E\nE\n", "FROM [a]\nRUN [<<  E] <<E{}\n"},
      {"FROM a\nRUN <<$E\n$E\n", "FROM [a]\nRUN [<<$E] <<$E{}\n"},
      {"FROM a\nRUN x $(cat <<E)\nUSER u\n",
       "FROM [a]\nRUN [x $(cat <<E)] <<E){USER u|}\n! the heredoc has no line of its own that ends "
       "it @ <<E)\n"},
      {"FROM a\nRUN \"<<E\" <<<F\nUSER u\n", "FROM [a]\nRUN [\"<<E\" <<<F]\nUSER [u]\n"},
      {"FROM a\nRUN echo it's <<E\nUSER u\n", "FROM [a]\nRUN [echo it's <<E]\nUSER [u]\n"},
      {"FROM a\nRUN <<- E\nUSER u\n", "FROM [a]\nRUN [<<- E]\nUSER [u]\n"},
      {"FROM a\nRUN [\"<<E\"]\nUSER u\n", "FROM [a]\nRUN json [<<E]\nUSER [u]\n"},
      {"FROM a\nENV A=<<E\nUSER <<E\n", "FROM [a]\nENV A=[<<E]\nUSER [<<E]\n"},
      {"FROM a\nRUN x \\\n <<E \\\n y\n1\nE\n", "FROM [a]\nRUN [x  <<E  y] <<E{1|}\n"},
      {"FROM a\r\nRUN <<E\r\n1\r\nE\r\n", "FROM [a]\nRUN [<<E] <<E{1\r|}\n"},
      {"FROM a\nONBUILD RUN <<E\n1\nE\n", "FROM [a]\nONBUILD -> RUN [<<E] <<E{1|}\n"},
      {"FROM a\nRUN <<E\n1",
       "FROM [a]\nRUN [<<E] <<E{1}\n! the heredoc has no line of its own "
       "that ends it @ <<E\n"},
      {"FROM a\nCOPY x <<E\nE\n",
       "FROM [a]\nCOPY [x] [<<E] <<E{}\n! COPY has a heredoc where its "
       "destination should be @ <<E\n"},
  };
  expect_rows(kRows);
}

TEST(DockerfileInstructions, Flags) {
  static constexpr Row kRows[] = {
      {"FROM --platform=$P a AS b\n", "FROM --platform=\"$P\" [a] [AS] [b]\n"},
      {"FROM a\nCOPY --from=b  --chown=1:2 --link x /y\n",
       "FROM [a]\nCOPY --from=\"b\" --chown=\"1:2\" --link [x] [/y]\n"},
      {"FROM a\nCOPY --chown=\"a b\" --chmod='6'4\\4 x y\n",
       "FROM [a]\nCOPY --chown=\"a b\" --chmod=\"644\" [x] [y]\n"},
      {"FROM a\nRUN --mount=type=cache,target=/x \\\n --mount=type=secret,id=y go --z\n",
       "FROM [a]\nRUN --mount=\"type=cache,target=/x\" --mount=\"type=secret,id=y\" [go --z]\n"},
      {"FROM a\nCOPY -- --x y\n", "FROM [a]\nCOPY [--x] [y]\n"},
      {"FROM a\nCOPY --chown=a b --chmod=1 c\n",
       "FROM [a]\nCOPY --chown=\"a\" [b] [--chmod=1] [c]\n"},
      {"FROM a\nCOPY --link=maybe --chown --from=a --from=b --keep x y\n",
       "FROM [a]\nCOPY --link=\"maybe\" --chown --from=\"a\" --from=\"b\" --keep [x] [y]\n"
       "! the flag can only be true or false @ --link=maybe\n"
       "! the flag needs a value @ --chown\n"
       "! the flag is given twice @ --from=b\n"
       "! COPY has no such flag @ --keep\n"},
      {"FROM a\nADD --link=False --exclude=x --exclude=y --unpack=TRUE s d\n",
       "FROM [a]\nADD --link=\"False\" --exclude=\"x\" --exclude=\"y\" --unpack=\"TRUE\" [s] "
       "[d]\n"},
      {"FROM a\nUSER --x b\nARG --y z\n",
       "FROM [a]\nUSER --x [b]\nARG --y z\n! USER has no such flag @ --x\n"},
      {"FROM a\nHEALTHCHECK --interval=5s --retries=3 CMD curl -f\n",
       "FROM [a]\nHEALTHCHECK --interval=\"5s\" --retries=\"3\" [CMD] [curl -f]\n"},
  };
  expect_rows(kRows);
}

TEST(DockerfileInstructions, JsonForms) {
  static constexpr Row kRows[] = {
      {"FROM a\nCMD [\"x\", \"y z\"]\n", "FROM [a]\nCMD json [x] [y z]\n"},
      {"FROM a\nCMD []\n", "FROM [a]\nCMD json\n"},
      {"FROM a\nCOPY [\"a b\" , \"/c\"]\n", "FROM [a]\nCOPY json [a b] [/c]\n"},
      {"FROM a\nCMD [\"\\u00e9\\t\\\"\\ud83d\\ude00\"]\n", "FROM [a]\nCMD json [é\t\"😀]\n"},
      {"FROM a\nCMD ['x']\n", "FROM [a]\nCMD [['x']]\n"},
      {"FROM a\nCMD [\"x\"\n", "FROM [a]\nCMD [[\"x\"]\n"},
      {"FROM a\nCMD [\"x\",]\n", "FROM [a]\nCMD [[\"x\",]]\n"},
      {"FROM a\nCMD [\"x\"] y\n", "FROM [a]\nCMD [[\"x\"] y]\n"},
      {"FROM a\nCMD [\"c:\\dir\"]\n", "FROM [a]\nCMD [[\"c:\\dir\"]]\n"},
      {"FROM a\nCMD [\"x\", [\"y\"]]\n",
       "FROM [a]\nCMD [[\"x\", [\"y\"]]]\n! a JSON array here can only hold strings @ [\"x\", "
       "[\"y\"]]\n"},
      {"FROM a\nCMD [1, -2.5e+3, true, null, {\"k\": []}]\n",
       "FROM [a]\nCMD [[1, -2.5e+3, true, null, {\"k\": []}]]\n! a JSON array here can only hold "
       "strings @ [1, -2.5e+3, true, null, {\"k\": []}]\n"},
      {"FROM a\nCMD [01]\n", "FROM [a]\nCMD [[01]]\n"},
      {"FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nSHELL bash -c\n",
       "FROM [a]\nSHELL json [/bin/bash] [-c]\nSHELL [bash -c]\n! SHELL takes a JSON array of "
       "strings @ bash -c\n"},
      {"FROM a\nHEALTHCHECK CMD [\"x\"]\nHEALTHCHECK NONE\nHEALTHCHECK none x\nHEALTHCHECK x\n",
       "FROM [a]\nHEALTHCHECK json [CMD] [x]\nHEALTHCHECK [NONE]\nHEALTHCHECK [none] "
       "[x]\nHEALTHCHECK [x]\n! HEALTHCHECK NONE takes no arguments @ x\n! HEALTHCHECK takes CMD "
       "or "
       "NONE @ x\n"},
      {"FROM a\nVOLUME /x /y\nVOLUME [\"/z\", \"\"]\nEXPOSE 80  443/tcp\n",
       "FROM [a]\nVOLUME [/x] [/y]\nVOLUME json [/z] []\nEXPOSE [80] [443/tcp]\n! VOLUME has an "
       "empty path @ \"\"\n"},
  };
  expect_rows(kRows);
}

TEST(DockerfileInstructions, Assignments) {
  static constexpr Row kRows[] = {
      {"FROM a\nENV A=1 B=\"x y\" C='p q' D=r\\ s E=\n",
       "FROM [a]\nENV A=[1] B=[\"x y\"] C=['p q'] D=[r\\ s] E=[]\n"},
      {"FROM a\nENV A=b=c\n", "FROM [a]\nENV A=[b=c]\n"},
      {"FROM a\nENV A  x y  # z\n", "FROM [a]\nENV A [x y  # z]\n"},
      {"FROM a\nENV A b=c\n", "FROM [a]\nENV A [b=c]\n"},
      {"FROM a\nENV A=1 \\\n    B=2\n", "FROM [a]\nENV A=[1] B=[2]\n"},
      {"FROM a\nENV A=b # a note\n",
       "FROM [a]\nENV A=[b]\n! a comment needs a line of its own @ #\n"},
      {"FROM a\nENV A=b c D=e\n", "FROM [a]\nENV A=[b] D=[e]\n! the word has no \"=\" @ c\n"},
      {"FROM a\nENV A\n", "FROM [a]\nENV\n! the name has no value @ A\n"},
      {"FROM a\nENV\n", "FROM [a]\nENV\n! ENV needs at least one argument @ ENV\n"},
      {"FROM a\nENV =x\n", "FROM [a]\nENV =[x]\n! ENV has a value without a name @ \n"},
      {"FROM a\nENV A=\"x\n", "FROM [a]\nENV A=[\"x]\n"},
      {"FROM a\nLABEL a.b=\"c d\" e=f\nLABEL g h\n",
       "FROM [a]\nLABEL a.b=[\"c d\"] e=[f]\nLABEL g [h]\n"},
      {"ARG A\nARG B=1 C D=\"x y\"\nFROM a\n", "ARG A\nARG B=[1] C D=[\"x y\"]\nFROM [a]\n"},
      {"FROM a\nARG\nARG =x\n",
       "FROM [a]\nARG\nARG =[x]\n! ARG needs at least one argument @ "
       "ARG\n! ARG has a value without a name @ \n"},
  };
  expect_rows(kRows);
}

TEST(DockerfileInstructions, CountsAndPlaces) {
  static constexpr Row kRows[] = {
      {"from a\nRun x\ncOpY x y\n", "FROM [a]\nRUN [x]\nCOPY [x] [y]\n"},
      {"FROM a\nVOLUME x \u2003 y\n",
       "FROM [a]\nVOLUME [x] [\u2003] [y]\n! VOLUME has an empty path @ \u2003\n"},
      {"FROM a\nRUN\nCMD\nENTRYPOINT\n", "FROM [a]\nRUN\nCMD\nENTRYPOINT\n"},
      {"FROM a\nUSER\nWORKDIR\nCOPY x\nADD\n",
       "FROM [a]\nUSER\nWORKDIR\nCOPY [x]\nADD\n"
       "! USER needs one argument @ USER\n"
       "! WORKDIR needs one argument @ WORKDIR\n"
       "! COPY needs at least one source and a destination @ COPY x\n"
       "! ADD needs at least one source and a destination @ ADD\n"},
      {"FROM a\nUSER a b\nWORKDIR /x y\nMAINTAINER m <n>\nSTOPSIGNAL 9\n",
       "FROM [a]\nUSER [a b]\nWORKDIR [/x y]\nMAINTAINER [m <n>]\nSTOPSIGNAL [9]\n"},
      {"FROM a\nRUNN x\nfoo bar\n",
       "FROM [a]\n?RUNN\n?foo\n! this is not an instruction of a Dockerfile; did you mean RUN? @ "
       "RUNN\n! this is not an instruction of a Dockerfile @ foo\n"},
      {"FROM\nFROM a b\nFROM a as 1x\nFROM a As b.C-d_\nFROM a AS\n",
       "FROM\nFROM [a] [b]\nFROM [a] [as] [1x]\nFROM [a] [As] [b.C-d_]\nFROM [a] [AS]\n"
       "! FROM needs at least one argument @ FROM\n"
       "! FROM takes an image, and AS and a name @ a b\n"
       "! a stage's name begins with a letter and holds letters, digits, \"-\", \"_\" and \".\" @ "
       "1x\n"
       "! FROM takes an image, and AS and a name @ a AS\n"},
      {"RUN x\nARG y\nFROM a\n",
       "RUN [x]\nARG y\nFROM [a]\n! only ARG may stand before the first "
       "FROM @ RUN x\n"},
      {"FROM a\nONBUILD COPY --from=b x y\nONBUILD env A=1\n",
       "FROM [a]\nONBUILD -> COPY --from=\"b\" [x] [y]\nONBUILD -> ENV A=[1]\n"},
      {"FROM a\nONBUILD\nONBUILD ONBUILD RUN x\nONBUILD FROM b\nONBUILD bad\n",
       "FROM [a]\nONBUILD\nONBUILD\nONBUILD\nONBUILD -> ?bad\n"
       "! ONBUILD needs an instruction @ ONBUILD\n"
       "! ONBUILD can't hold ONBUILD, FROM or MAINTAINER @ ONBUILD RUN x\n"
       "! ONBUILD can't hold ONBUILD, FROM or MAINTAINER @ FROM b\n"
       "! this is not an instruction of a Dockerfile @ bad\n"},
  };
  expect_rows(kRows);
}

constexpr std::string_view kPlaces =
    "FROM a\n"
    "ENV A=\"1 \\\n"
    "# note\n"
    "  2\" B=3\n"
    "COPY --chown='x' \\\n"
    "  [\"p\", \"q\"]\n"
    "RUN cat <<-E \\\n"
    "  | tee x\n"
    "\tbody\n"
    "\tE\n"
    "# last\n";

std::string at(const base::Span& span) {
  return support::one_line(kPlaces.substr(span.begin, span.size()));
}

TEST(DockerfilePlaces, PointIntoTheFile) {
  Dockerfile file = parse_dockerfile(kPlaces, 7);
  ASSERT_EQ(file.instructions.size(), 4U);
  const DockerInstruction& env = file.instructions[1];
  EXPECT_EQ(env.span.file, 7U);
  EXPECT_EQ(at(env.span), "ENV A=\"1 \\|# note|  2\" B=3");
  EXPECT_EQ(env.assignments[0].value->text, "\"1   2\"");
  EXPECT_EQ(at(env.assignments[0].value->span), "\"1 \\|# note|  2\"");
  EXPECT_EQ(at(env.assignments[1].name.span), "B");
  EXPECT_EQ(at(env.line.span(7, 12)), "1 \\|# note|  2");
  const DockerInstruction& copy = file.instructions[2];
  EXPECT_EQ(at(copy.name.span), "COPY");
  EXPECT_EQ(at(copy.flags[0].span), "--chown='x'");
  EXPECT_EQ(at(copy.flags[0].value_span), "'x'");
  EXPECT_EQ(at(copy.arguments[1].span), "\"q\"");
  EXPECT_EQ(copy.flag("chown"), copy.flags.data());
  EXPECT_EQ(copy.flag("chmod"), nullptr);
  const DockerInstruction& run = file.instructions[3];
  EXPECT_EQ(at(run.rest.span), "cat <<-E \\|  | tee x");
  EXPECT_EQ(at(run.heredocs[0].word_span), "<<-E");
  EXPECT_EQ(at(run.heredocs[0].span), "\tbody|");
  ASSERT_EQ(file.comments.size(), 2U);
  EXPECT_EQ(at(file.comments[0]), "# note");
  EXPECT_EQ(at(file.comments[1]), "# last");
}

struct WordRow {
  std::string_view word;
  std::string_view expected;
};

TEST(DockerfileHeredocWord, TellsHeredocsApart) {
  static constexpr WordRow kRows[] = {
      {"<<EOF", " <<EOF{}"},
      {"<<'EOF'", " <<'EOF'{}"},
      {"<<-\"EOF\"", " <<-'EOF'{}"},
      {"12<<EO\"F\"", " 12<<'EOF'{}"},
      {"<<- EOF", " <<-EOF{}"},
      {"99999999999<<E", " 4294967295<<E{}"},
      {"", "none"},
      {"EOF", "none"},
      {"<EOF", "none"},
      {"<<", "none"},
      {"<<-", "none"},
      {"<<<EOF", "none"},
      {"<<A B", "none"},
      {"<<'EOF", "none"},
      {"<<EOF\"", "none"},
      {"x<<EOF", "none"},
  };
  for (const WordRow& row : kRows) {
    SCOPED_TRACE(row.word);
    auto heredoc = parse_heredoc_word(row.word);
    EXPECT_EQ(heredoc ? support::dump(*heredoc) : "none", row.expected);
  }
}

// None of these may take more than linear time.
TEST(DockerfileHostile, LargeInputs) {
  auto repeated = [](std::string_view part, std::size_t size) {
    std::string text = "FROM a\n";
    while (text.size() + part.size() <= size) text += part;
    return text;
  };
  for (std::string_view part :
       {"ENV A=1\n", "\\\n", "RUN \\\n", "ONBUILD ", "RUN <<A <<B\n", "[", "'", "# x\n", "--x ",
        "COPY --chown=\"a\\\n", "RUN x \\\n\n", "\xff", "${"}) {
    SCOPED_TRACE(part);
    std::string text = repeated(part, kMaxDockerfile / 4);
    EXPECT_GE(parse_dockerfile(text, 0).instructions.size(), 1U);
  }
}

}  // namespace
}  // namespace verifull::parse
