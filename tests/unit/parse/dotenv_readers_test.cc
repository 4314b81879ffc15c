// Facts: docker/cli pkg/kvfile and compose-go dotenv run with Go; foreman 0.88
// lib/foreman/env.rb run on Ruby 3.1.
#include "parse/dotenv_readers.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/dotenv_dump.h"

namespace verifull::parse {
namespace {

using enum DotenvDialect;

struct Readers {
  std::string_view text;
  std::string_view docker;
  std::string_view compose;
  std::string_view foreman;
};

TEST(DotenvReaders, ReadTheSameTextDifferently) {
  constexpr std::string_view kWhiteSpace = ": The variable name contains white space";
  static constexpr Readers kCases[] = {
      {"A=b # c\n", "A=b # c;", "A=b;", "A=b # c;"},
      {"A=b#c", "A=b#c;", "A=b#c;", "A=b#c;"},
      {"A=\"b\"", "A=\"b\";", "A=b;", "A=b;"},
      {"A='b $C'", "A='b $C';", "A=b $C;", "A=b $C;"},
      {"A=$C", "A=$C;", "A=<C>;", "A=$C;"},
      {"A=${C:-d}", "A=${C:-d};", "A=<C:-d>;", "A=${C:-d};"},
      {"A=$(cmd)", "A=$(cmd);", "A=$(cmd);", "A=$(cmd);"},
      {"A=x$$y", "A=x$$y;", "A=x$y;", "A=x$$y;"},
      {"A=", "A=;", "A=;", "A=;"},
      {"A\nB=c", "A;B=c;", "A;B=c;", "B=c;"},
      {"A", "A;", "", ""},
      {"A: b", kWhiteSpace, "A=b;", ""},
      {"export A=b", kWhiteSpace, "A=b;", ""},
      {"A = b", kWhiteSpace, "A=b;", ""},
      {"  A=b", "A=b;", "A=b;", ""},
      {"A=b \t\n", "A=b \t;", "A=b;", "A=b \t;"},
      {"A='b\nc'\n", "A='b;c';", "A=b\nc;", "A='b;"},
      {"A=\"b\\nc\\\"\\td\"", "A=\"b\\nc\\\"\\td\";", "A=b\nc\"\td;", "A=b\nc\"td;"},
      {"A-B=c", "A-B=c;", "A-B=c;", ""},
      {"A B=c", kWhiteSpace, ": A variable name contains a space", ""},
      {"=b", ": The line has no variable name before the equals sign", "=b;", ""},
      {"#A=b\n # c\n\nB=d", "B=d;", "B=d;", "B=d;"},
      {"A=b\r\nB=c\r\n", "A=b;B=c;", "A=b;B=c;", "A=b;B=c;"},
      {"A=b\r", "A=b;", "A=b;", "A=b\r;"},
      {"A=b\rB=c\n", "A=b\rB=c;", "A=b\rB=c;", "A=b\rB=c;"},
      {"\xEF\xBB\xBF"
       "A=b\nB=c",
       "A=b;B=c;", "A=b;B=c;", "B=c;"},
      {"A=\xFF", ": The line is not valid UTF-8", "A=\xFF;",
       "ArgumentError: Invalid byte sequence in UTF-8"},
      {"\xC2\xA0"
       "A=b\xE2\x80\x83",
       "A=b\xE2\x80\x83;", "A=b;", ""},
      {"A=\"b", "A=\"b;", ": A quoted value is not closed", "A=\"b;"},
      {"A='b' # c", "A='b' # c;", "A=b;", "A='b' # c;"},
      {"A='b' B=c", "A='b' B=c;", "A=b;B=c;", "A='b' B=c;"},
      {"a!=b", "a!=b;", ": Unexpected character in a variable name", ""},
  };
  for (const Readers& each : kCases) {
    SCOPED_TRACE(std::string(each.text));
    EXPECT_EQ(dump_dotenv(parse_dotenv(each.text, 0, kDocker)), each.docker);
    EXPECT_EQ(dump_dotenv(parse_dotenv(each.text, 0, kCompose)), each.compose);
    EXPECT_EQ(dump_dotenv(parse_dotenv(each.text, 0, kForeman)), each.foreman);
  }
}

TEST(DotenvReaders, DockerReadsNoLineOver64KiB) {
  std::string line = "A=" + std::string(64 * 1024 - 3, 'b');
  EXPECT_EQ(parse_dotenv(line + "\n", 0, kDocker).assignments.size(), 1U);
  EXPECT_EQ(parse_dotenv(line, 0, kDocker).assignments.size(), 1U);
  constexpr std::string_view kTooLong = ": The line is longer than docker reads";
  EXPECT_EQ(dump_dotenv(parse_dotenv(line + "b\n", 0, kDocker)), kTooLong);
  EXPECT_EQ(dump_dotenv(parse_dotenv(line + "b", 0, kDocker)), kTooLong);
}

struct TextCase {
  std::string_view text;
  std::string_view expected;
};

TEST(DotenvCompose, ReadsTemplatesEscapesAndComments) {
  static constexpr TextCase kCases[] = {
      {"A=${B}${C-d}${E+f}${G:+h}${I:?no}${J?}", "A=<B><C-d><E+f><G:+h><I:?no><J?>;"},
      {"A=${B:-${C:-d}x}y", "A=<B:-<C:-d>x>y;"},
      {"A=${B:-$C}}", "A=<B:-<C>>};"},
      {"A=${B:-{x}y", "A=<B:-{x>y;"},
      {"A=${B:-{xy}}z", "A=<B:-{xy}>z;"},
      {"A=${B-c:?d}", "A=<B-c:?d>;"},
      {"A=${B:-}", "A=<B:->;"},
      {"A=${B:-$${C}}", "A=<B:-${C}>;"},
      {"A=\"${B:-x\ny}\"", ": The value has an invalid template"},
      {"A=${B:-${}}", "A=<B:-<?>}>;"},
      {"A=${", ": The value has an invalid template"},
      {"A=${}", ": The value has an invalid template"},
      {"A=${1}", ": The value has an invalid template"},
      {"A=${B=c}", ": The value has an invalid template"},
      {"A=$1$-$", "A=$1$-$;"},
      {"A=\\$B", "A=\\<B>;"},
      {"A=\"\\$B\"", "A=$B;"},
      {"A='\\$B\\'c'", "A=\\$B'c;"},
      {"A=\"\\a\\\\n\\x\\0101\\0\\09\\0777\\0351\"", "A=\a\\n\\xA\\\\9\\777\xC3\xA9;"},
      // The comment must have white space before it that is not skipped as well.
      {"A= # c", "A=# c;"},
      {"A=#c", "A=#c;"},
      {"export A\nB=c", "A;B=c;"},
      {"export\nA=b", "A=b;"},
      {"export ", ": The file ends after `export`"},
      {"A[0].b-c: d", "A[0].b-c=d;"},
      {"A\tB=c", "A\tB=c;"},
  };
  for (const TextCase& each : kCases) {
    SCOPED_TRACE(std::string(each.text));
    EXPECT_EQ(dump_dotenv(parse_dotenv(each.text, 0, kCompose)), each.expected);
  }
}

}  // namespace
}  // namespace verifull::parse
