// Facts: dotenv 2.2.2, 2.4.0, 2.5.0, 2.7.6, 2.8.1, 3.1.4, 3.1.5, 3.1.6, 3.1.8 and
// 3.2.0 run on Ruby 3.1; docker/cli pkg/kvfile and compose-go dotenv run with Go;
// foreman 0.88 lib/foreman/env.rb run on Ruby 3.1.
#include "parse/dotenv.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/text.h"

namespace verifull::parse {
namespace {

using enum DotenvDialect;

constexpr DotenvDialect kAllOfGem[] = {kDotenv22, kDotenv24,  kDotenv25, kDotenv27, kDotenv28,
                                       kDotenv30, kDotenv315, kDotenv31, kDotenv32};

std::string dump(const std::vector<DotenvPart>& parts) {
  std::string result;
  for (const DotenvPart& part : parts) {
    switch (part.kind) {
      case DotenvPart::Kind::kText:
        result += part.text;
        break;
      case DotenvPart::Kind::kVariable:
        result += "<" + part.text + part.operator_ + dump(part.operand) + ">";
        break;
      case DotenvPart::Kind::kCommand:
        result += "<!" + part.text + ">";
        break;
      case DotenvPart::Kind::kInvalid:
        result += "<?>";
        break;
    }
  }
  return result;
}

// `NAME=value` of all assignments, each followed by a semicolon.
std::string dump(const DotenvFile& file) {
  if (file.failure) return file.failure->ruby_class + ": " + file.failure->message;
  std::string result;
  for (const DotenvAssignment& each : file.assignments) {
    result += each.name + (each.has_value ? "=" + dump(each.value) : "") + ";";
  }
  for (const DotenvFile::Requirement& each : file.required) {
    result += " needs " + each.name + ": " + each.failure.message;
  }
  return result;
}

struct GemCase {
  DotenvDialect first;
  DotenvDialect last;
  std::string_view text;
  std::string_view expected;
};

template <std::size_t kSize>
void expect_gem(const GemCase (&cases)[kSize]) {
  for (const GemCase& each : cases) {
    for (DotenvDialect dialect : kAllOfGem) {
      if (dialect < each.first || dialect > each.last) continue;
      SCOPED_TRACE(std::string(each.text) + " as " + std::to_string(static_cast<int>(dialect)));
      EXPECT_EQ(dump(parse_dotenv(each.text, 0, dialect)), each.expected);
    }
  }
}

TEST(DotenvGem, ReadsAssignments) {
  static constexpr GemCase kCases[] = {
      {kDotenv22, kDotenv32, "", ""},
      {kDotenv22, kDotenv32, "A=b", "A=b;"},
      {kDotenv22, kDotenv32, "A=b\nB=c\n", "A=b;B=c;"},
      {kDotenv22, kDotenv32, "A=b\r\nB=c\rC=d", "A=b;B=c;C=d;"},
      {kDotenv22, kDotenv32,
       "\xEF\xBB\xBF"
       "A=b",
       "A=b;"},
      {kDotenv22, kDotenv32, "A=", "A=;"},
      {kDotenv22, kDotenv32, "A=\nB=c", "A=;B=c;"},
      {kDotenv22, kDotenv32, " A = b \n", "A=b;"},
      {kDotenv22, kDotenv32, "A: b", "A=b;"},
      {kDotenv22, kDotenv32, "A:  b", "A=b;"},
      {kDotenv22, kDotenv32, "export A=b", "A=b;"},
      {kDotenv22, kDotenv32, "export  A: b", "A=b;"},
      {kDotenv22, kDotenv32, "export=b", "export=b;"},
      {kDotenv22, kDotenv32, "exportA=b", "exportA=b;"},
      {kDotenv22, kDotenv32, "export = b", "export=b;"},
      {kDotenv22, kDotenv32, "1a.b_C=d", "1a.b_C=d;"},
      {kDotenv22, kDotenv32, "A=b=c", "A=b=c;"},
      {kDotenv22, kDotenv32, "A=x\nA=y", "A=x;A=y;"},
      {kDotenv22, kDotenv32, "# c\n\n  # d\nA=b", "A=b;"},
      {kDotenv22, kDotenv32, "#A=b", ""},
      {kDotenv22, kDotenv32, "A=b # c", "A=b;"},
      {kDotenv22, kDotenv32, "A=b#c", "A=b;"},
      {kDotenv22, kDotenv32, "A= # c", "A=;"},
      {kDotenv22, kDotenv32, "A=#c", "A=;"},
      {kDotenv22, kDotenv32, "P=postgres://u:p#w@h/db?sslmode=verify-full", "P=postgres://u:p;"},
      {kDotenv22, kDotenv32, "A='b#c'", "A=b#c;"},
      {kDotenv22, kDotenv32, "A=\"b#c\" # d", "A=b#c;"},
      {kDotenv22, kDotenv32, "A='b' c", "A='b' c;"},
      {kDotenv22, kDotenv32, "A='b' 'c'", "A=b' 'c;"},
      {kDotenv22, kDotenv32, "A=b'c'", "A=b'c';"},
      {kDotenv22, kDotenv32, "A='", "A=';"},
      {kDotenv22, kDotenv32, "A=''", "A=;"},
      {kDotenv22, kDotenv32, "A='b", "A='b;"},
      {kDotenv22, kDotenv32, "A='b#c", "A='b;"},
      {kDotenv22, kDotenv32, std::string_view("A=\0b\0", 5), "A=b;"},
      // Not an assignment.
      {kDotenv24, kDotenv32, "A-B=c", ""},
      {kDotenv24, kDotenv32, "A:b", ""},
      {kDotenv24, kDotenv32, "A : b", ""},
      {kDotenv24, kDotenv32, "some words", ""},
      {kDotenv24, kDotenv30, "A", ""},
      {kDotenv315, kDotenv32, "A", "A=;"},
      {kDotenv315, kDotenv32, "A # c\nB=d", "A=;B=d;"},
      {kDotenv315, kDotenv32, "export", "export=;"},
      {kDotenv24, kDotenv32, "\xC3\xA9=b", ""},
  };
  expect_gem(kCases);
}

TEST(DotenvGem, QuotesAndBackslashes) {
  static constexpr GemCase kCases[] = {
      {kDotenv22, kDotenv28, R"(A="b\nc\rd")", "A=b\nc\rd;"},
      {kDotenv30, kDotenv32, R"(A="b\nc\rd")", R"(A=b\nc\rd;)"},
      {kDotenv30, kDotenv32, "DOTENV_LINEBREAK_MODE=legacy\nA=\"b\\nc\"",
       "DOTENV_LINEBREAK_MODE=legacy;A=b\nc;"},
      {kDotenv22, kDotenv32, R"(A="b\xc\\d\"e")", R"(A=bxc\d"e;)"},
      {kDotenv22, kDotenv27, R"(A=b\c\$D)", R"(A=b\c$D;)"},
      {kDotenv28, kDotenv32, R"(A=b\c\$D)", R"(A=bc$D;)"},
      {kDotenv22, kDotenv32, R"(A='b\nc\$D\'e')", R"(A=b\nc\$D\'e;)"},
      {kDotenv22, kDotenv32, R"(A='b\')", R"(A=b\;)"},
      // The gem forgot to escape its backslash up to 2.4, so that the last quote
      // that can close does.
      {kDotenv22, kDotenv24, "A='b' # c'", "A=b' # c;"},
      {kDotenv25, kDotenv32, "A='b' # c'", "A=b;"},
      {kDotenv25, kDotenv32, R"(A='b\' # c)", R"(A=b\;)"},
      {kDotenv22, kDotenv24, "A= 'b#c'", "A=b#c;"},
      {kDotenv25, kDotenv25, "A= 'b#c'", "A='b;"},
      {kDotenv27, kDotenv32, "A= 'b#c'", "A=b#c;"},
      {kDotenv22, kDotenv25, "A:  'b#c'", "A='b;"},
      {kDotenv27, kDotenv32, "A:  'b#c'", "A=b#c;"},
  };
  expect_gem(kCases);
}

TEST(DotenvGem, EntriesOverSeveralLines) {
  static constexpr GemCase kCases[] = {
      {kDotenv24, kDotenv24, "A='b\nc'", "A='b;"},
      {kDotenv25, kDotenv30, "A='b\nc'", "A=b\nc;"},
      {kDotenv25, kDotenv30, "A='b\r\n\r\nc'", "A=b\n\nc;"},
      {kDotenv315, kDotenv315, "A='b\r\n\r\nc'", "A=b\nc;"},
      {kDotenv31, kDotenv32, "A='b\r\n\r\nc'", "A=b\n\nc;"},
      {kDotenv24, kDotenv25, "A=\n'b c'", "A=;"},
      {kDotenv27, kDotenv32, "A=\n'b c'", "A=b c;"},
      {kDotenv22, kDotenv24, "A: \nB: c", "A=;B=c;"},
      {kDotenv24, kDotenv24, "A:\nB: c", "B=c;"},
      {kDotenv25, kDotenv32, "A:\nB: c", "A=B: c;"},
      {kDotenv25, kDotenv32, "A: \nB: c", "A=;B=c;"},
      {kDotenv25, kDotenv32, "A\n=b", "A=b;"},
      {kDotenv25, kDotenv32, "export\nA=b", "A=b;"},
      {kDotenv24, kDotenv24, "export\nA=b", "A=b;"},
      {kDotenv25, kDotenv32, "A=\"b\nB=c\nC=d\" x\nD=e", "A=\"b;B=c;C=d\" x;D=e;"},
  };
  expect_gem(kCases);
}

TEST(DotenvGem, VariablesAndCommands) {
  static constexpr GemCase kCases[] = {
      {kDotenv22, kDotenv32, "A=$B-${C}x", "A=<B>-<C>x;"},
      {kDotenv22, kDotenv32, "A=\"$B\"", "A=<B>;"},
      {kDotenv22, kDotenv32, "A='$B'", "A=$B;"},
      {kDotenv22, kDotenv32, "A=\\$B", "A=$B;"},
      {kDotenv22, kDotenv32, "A=x$$y", "A=x$<y>;"},
      {kDotenv22, kDotenv32, "A=${B:-d}", "A=<B>:-d};"},
      {kDotenv22, kDotenv32, "A=${B", "A=<B>;"},
      {kDotenv22, kDotenv32, "A=$B}", "A=<B>;"},
      {kDotenv22, kDotenv32, "A=$ ${} $-", "A=$ ${} $-;"},
      {kDotenv22, kDotenv32,
       "A=$a\xC5\xBF"
       "b",
       "A=<a\xC5\xBF"
       "b>;"},
      {kDotenv22, kDotenv32, "A=x$(cat $B (c))y", "A=x<!cat $B (c)>y;"},
      {kDotenv22, kDotenv32, "A=\\$(cat b)", "A=$(cat b);"},
      {kDotenv22, kDotenv31, "A=$(a ${B} \\$C)", "A=<!a ${B} $C>;"},
      {kDotenv28, kDotenv32, "A=$()$(a())$(a $(b)", "A=$()$(a())$(a <!b>;"},
      {kDotenv22, kDotenv32, "A=$(a", "A=$(a;"},
  };
  expect_gem(kCases);
}

TEST(DotenvGem, RefusesFiles) {
  static constexpr GemCase kCases[] = {
      {kDotenv22, kDotenv32, "A=\xFF", "ArgumentError: Invalid byte sequence in UTF-8"},
      {kDotenv22, kDotenv22, "A=b\nsome words",
       "Dotenv::FormatError: The line doesn't match format"},
      {kDotenv22, kDotenv22, "A:b", "Dotenv::FormatError: The line doesn't match format"},
      {kDotenv22, kDotenv30, "export A",
       "Dotenv::FormatError: Line \"export A\" has an unset variable"},
      {kDotenv22, kDotenv24, "export A\nA=b",
       "Dotenv::FormatError: Line \"export A\" has an unset variable"},
      {kDotenv25, kDotenv30, "export A\nA=b", "A=b;"},
      {kDotenv22, kDotenv30, "A=b\nexport A  A", "A=b;"},
      {kDotenv22, kDotenv30, "A=b\nexport A B",
       "Dotenv::FormatError: Line \"export A B\" has an unset variable"},
      {kDotenv22, kDotenv30, " export A-B=secret",
       "Dotenv::FormatError: Line \"export A-B=[redacted]\" has an unset variable"},
      {kDotenv315, kDotenv32, "export A-B=c", ""},
      {kDotenv22, kDotenv30, "export", ""},
      {kDotenv22, kDotenv30, "export A=", "A=;"},
      {kDotenv315, kDotenv32, "export A", " needs A: Line \"export A\" has an unset variable"},
      {kDotenv315, kDotenv32, "export A=\nA=b",
       "A=b; needs A: Line \"export A=\" has an unset variable"},
      {kDotenv315, kDotenv32, "export A= ", "A=;"},
      {kDotenv315, kDotenv32, "A=b\nexport A", "A=b;"},
      {kDotenv315, kDotenv32, "export A B", ""},
  };
  expect_gem(kCases);
}

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
    EXPECT_EQ(dump(parse_dotenv(each.text, 0, kDocker)), each.docker);
    EXPECT_EQ(dump(parse_dotenv(each.text, 0, kCompose)), each.compose);
    EXPECT_EQ(dump(parse_dotenv(each.text, 0, kForeman)), each.foreman);
  }
}

TEST(DotenvReaders, DockerReadsNoLineOver64KiB) {
  std::string line = "A=" + std::string(64 * 1024 - 3, 'b');
  EXPECT_EQ(parse_dotenv(line + "\n", 0, kDocker).assignments.size(), 1U);
  EXPECT_EQ(parse_dotenv(line, 0, kDocker).assignments.size(), 1U);
  constexpr std::string_view kTooLong = ": The line is longer than docker reads";
  EXPECT_EQ(dump(parse_dotenv(line + "b\n", 0, kDocker)), kTooLong);
  EXPECT_EQ(dump(parse_dotenv(line + "b", 0, kDocker)), kTooLong);
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
    EXPECT_EQ(dump(parse_dotenv(each.text, 0, kCompose)), each.expected);
  }
}

// `name|value|whole` of all assignments, as the spans give them.
std::string places(std::string_view text, DotenvDialect dialect) {
  std::string result;
  auto show = [&](base::Span span) {
    EXPECT_EQ(span.file, 7U);
    return std::string(text.substr(span.begin, span.size()));
  };
  for (const DotenvAssignment& each : parse_dotenv(text, 7, dialect).assignments) {
    result += show(each.name_span) + "|" + show(each.value_span) + "|" + show(each.span) + ";";
  }
  return result;
}

TEST(DotenvSpans, CoverNameValueAndWhole) {
  struct Case {
    DotenvDialect dialect;
    std::string_view text;
    std::string_view expected;
  };
  static constexpr Case kCases[] = {
      {kDotenv24,
       "\xEF\xBB\xBF"
       "A = b \r\n export B='c' # d\r\n",
       "A|b|A = b;B|'c'|export B='c';"},
      {kDotenv32,
       "\xEF\xBB\xBF"
       "A = b \r\n export B='c' # d\r\n",
       "A|b|A = b;B|'c'|export B='c';"},
      {kDotenv32, "A=b\r\nB='c\r\n\r\nd'\r\nC=e", "A|b|A=b;B|'c\r\n\r\nd'|B='c\r\n\r\nd';C|e|C=e;"},
      {kDotenv315, "A=b\r\n\r\nB='c\r\n\r\nd'\nC=e",
       "A|b|A=b;B|'c\r\n\r\nd'|B='c\r\n\r\nd';C|e|C=e;"},
      {kDotenv32, "A=\nB = # c\nC", "A||A=;B||B =;C||C;"},
      {kDotenv22, "A= # c", "A||A= ;"},
      {kDocker, "\xEF\xBB\xBF  A= b \r\nC", "A| b |A= b ;C||C;"},
      {kCompose,
       "\xEF\xBB\xBF"
       "export A = b # c\r\nB:\r\nC\nD= 'e' x",
       "A|b|export A = b;B||B:;C||C;D|'e'|D= 'e';"},
      {kForeman, "A= b \r\nB='c'", "A| b |A= b ;B|'c'|B='c';"},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(std::string(each.text));
    EXPECT_EQ(places(each.text, each.dialect), each.expected);
  }
}

TEST(DotenvSpans, EmptyValueStandsBehindItsSign) {
  for (DotenvDialect dialect : {kDotenv32, kDocker, kCompose, kForeman}) {
    DotenvFile file = parse_dotenv("A=\nB=c\n", 0, dialect);
    ASSERT_EQ(file.assignments.size(), 2U);
    EXPECT_EQ(file.assignments[0].value_span, (base::Span{0, 2, 2}));
  }
}

TEST(DotenvSpans, FailureHasItsLine) {
  constexpr std::string_view kText = "A=b\r\n  export C D\r\nE=f";
  for (DotenvDialect dialect : {kDotenv24, kDotenv30}) {
    DotenvFile file = parse_dotenv(kText, 3, dialect);
    ASSERT_TRUE(file.failure.has_value());
    EXPECT_EQ(file.failure->span, (base::Span{3, 7, 17}));
  }
  DotenvFile docker = parse_dotenv(kText, 3, kDocker);
  ASSERT_TRUE(docker.failure.has_value());
  EXPECT_EQ(docker.failure->span, (base::Span{3, 5, 17}));
}

TEST(DotenvGem, ProcessMayAskForLegacyLineBreaks) {
  EXPECT_EQ(dump(parse_dotenv(R"(A="b\nc")", 0, kDotenv32, true)), "A=b\nc;");
  EXPECT_EQ(dump(parse_dotenv("DOTENV_LINEBREAK_MODE=strict\nA=\"b\\nc\"", 0, kDotenv32, true)),
            "DOTENV_LINEBREAK_MODE=strict;A=b\\nc;");
}

TEST(DotenvDialectOf, FollowsTheVersion) {
  struct Case {
    std::string_view version;
    DotenvDialect expected;
  };
  static constexpr Case kCases[] = {
      {"", kDotenv32},       {"1.0.2", kDotenv22},  {"2.2.2", kDotenv22}, {"2.3.0", kDotenv24},
      {"2.4.0", kDotenv24},  {"2.5.0", kDotenv25},  {"2.7.4", kDotenv25}, {"2.7.5", kDotenv27},
      {"2.7.6", kDotenv27},  {"2.8.1", kDotenv28},  {"3.0.0", kDotenv30}, {"3.1.4", kDotenv30},
      {"3.1.5", kDotenv315}, {"3.1.6", kDotenv315}, {"3.1.7", kDotenv31}, {"3.1.8", kDotenv31},
      {"3.2.0", kDotenv32},  {"4.0", kDotenv32},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(std::string(each.version));
    EXPECT_EQ(dotenv_dialect(each.version), each.expected);
  }
}

TEST(DotenvLimits, LongTextTakesLinearTime) {
  struct Case {
    std::string_view piece;
    int times;
  };
  static constexpr Case kCases[] = {
      {"a", 300'000},    {"\n", 300'000},    {"\r", 300'000},      {"A=b\n", 50'000},
      {"A=b\r", 50'000}, {"A='\n", 50'000},  {"A='\\'\n", 50'000}, {"A:\n", 50'000},
      {"A \n", 50'000},  {"${A:-{", 50'000}, {"$((", 100'000},     {"${A:-x\n", 50'000},
  };
  for (const Case& each : kCases) {
    std::string text = "A=\"";
    for (int i = 0; i < each.times; ++i) text += each.piece;
    for (DotenvDialect dialect : {kDotenv24, kDotenv32, kDocker, kCompose, kForeman}) {
      DotenvFile file = parse_dotenv(text, 0, dialect);
      EXPECT_LE(file.assignments.size(), text.size());
    }
  }
}

}  // namespace
}  // namespace verifull::parse
