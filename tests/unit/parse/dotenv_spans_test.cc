// Where each reader says that the pieces of an assignment stand.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "parse/dotenv.h"

namespace verifull::parse {
namespace {

using enum DotenvDialect;

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

}  // namespace
}  // namespace verifull::parse
