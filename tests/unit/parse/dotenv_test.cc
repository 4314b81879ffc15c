// Facts: dotenv 2.2.2, 2.4.0, 2.5.0, 2.7.6, 2.8.1, 3.1.4, 3.1.5, 3.1.6, 3.1.8 and
// 3.2.0 run on Ruby 3.1; tests/dotenv holds the reader against the installed one.
#include "parse/dotenv.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/dotenv_dump.h"

namespace verifull::parse {
namespace {

using enum DotenvDialect;

constexpr DotenvDialect kAllOfGem[] = {kDotenv22, kDotenv24,  kDotenv25, kDotenv27, kDotenv28,
                                       kDotenv30, kDotenv315, kDotenv31, kDotenv32};

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
      EXPECT_EQ(dump_dotenv(parse_dotenv(each.text, 0, dialect)), each.expected);
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

TEST(DotenvGem, ProcessMayAskForLegacyLineBreaks) {
  EXPECT_EQ(dump_dotenv(parse_dotenv(R"(A="b\nc")", 0, kDotenv32, true)), "A=b\nc;");
  EXPECT_EQ(dump_dotenv(parse_dotenv("DOTENV_LINEBREAK_MODE=strict\nA=\"b\\nc\"", 0, kDotenv32, true)),
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
