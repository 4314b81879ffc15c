// Facts: as tests/unit/parse/dotenv_test.cc and dotenv_readers_test.cc.
#include "parse/dotenv_expand.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "parse/placeholder.h"

namespace verifull::parse {
namespace {

using enum DotenvDialect;

std::optional<std::string> value_of(const std::string& name) {
  static const std::map<std::string, std::string> kVariables = {
      {"HOST", "h"},   {"EMPTY", ""},       {"OPEN", "("},       {"COMMAND", "$(date)"},
      {"DOLLAR", "$"}, {"BACKSLASH", "\\"}, {"NESTED", "$HOST"}, {"UNKNOWN", placeholder(3)}};
  auto found = kVariables.find(name);
  if (found == kVariables.end()) return std::nullopt;
  return found->second;
}

// The value of `A`, `!command` or `error: …`.
std::string expanded(std::string_view text, DotenvDialect dialect) {
  DotenvFile file = parse_dotenv(text, 0, dialect);
  if (file.assignments.size() != 1) return "not one assignment";
  DotenvExpansion result = expand_dotenv(file.assignments[0], dialect, value_of);
  if (!result.error.empty()) return "error: " + result.error;
  return result.command.empty() ? result.text : "!" + result.command;
}

struct Case {
  DotenvDialect dialect;
  std::string_view text;
  std::string_view expected;
};

TEST(DotenvExpand, GivesTheValue) {
  static constexpr Case kCases[] = {
      {kDotenv32, "A=postgres://${HOST}/$EMPTY.db", "postgres://h/.db"},
      {kDotenv32, "A=$UNSET-${UNSET}", "-"},
      {kDotenv32, "A='$HOST'", "$HOST"},
      {kDotenv32, "A=\\$HOST", "$HOST"},
      {kDotenv32, "A=$NESTED", "$HOST"},
      {kDotenv24, "A=$NESTED", "$HOST"},
      {kDotenv32, "A=x$(date)", "!date"},
      {kDotenv24, "A=x$(date)", "!date"},
      {kDotenv32, "A=\\$(date $HOST)", "$(date h)"},
      {kDotenv31, "A=\\$(date $HOST)", "$(date h)"},
      // Up to 3.1 a value can bring a command, or parentheses that break one.
      {kDotenv31, "A=$COMMAND", "!date"},
      {kDotenv32, "A=$COMMAND", "$(date)"},
      {kDotenv31, "A=$(date $OPEN)", "$(date ()"},
      {kDotenv32, "A=$(date $OPEN)", "!date $OPEN"},
      {kDotenv31, "A=$DOLLAR(date)", "!date"},
      {kDotenv31, "A=$BACKSLASH$(date)", "$(date)"},
      // So may one that nobody knows.
      {kDotenv31, "A=$UNKNOWN)", "!..."},
      {kDocker, "A=$HOST", "$HOST"},
      {kForeman, "A=\"$HOST\"", "$HOST"},
      {kCompose, "A=$HOST${HOST}", "hh"},
      {kCompose, "A=${UNSET:-a}${UNSET-b}${EMPTY:-c}${EMPTY-d}${HOST:-e}${HOST-f}", "abchh"},
      {kCompose, "A=${UNSET:+a}${UNSET+b}${EMPTY:+c}${EMPTY+d}${HOST:+e}${HOST+f}", "def"},
      {kCompose, "A=${UNSET:-${UNSET:-$HOST}}", "h"},
      {kCompose, "A=${EMPTY?no}${HOST:?no}", "h"},
      {kCompose, "A=${EMPTY:?no}", "error: The required variable EMPTY is missing a value"},
      {kCompose, "A=${UNSET?}", "error: The required variable UNSET is missing a value"},
      {kCompose, "A=${UNSET-${}}", "error: The value has an invalid template"},
      {kCompose, "A=${HOST-${}}", "h"},
      {kCompose, "A='${UNSET?}'", "${UNSET?}"},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(std::string(each.text));
    EXPECT_EQ(expanded(each.text, each.dialect), each.expected);
  }
}

TEST(DotenvExpand, PlaceholdersPassThrough) {
  std::string unknown = placeholder(3);
  EXPECT_EQ(expanded("A=x$UNKNOWN", kDotenv31), "x" + unknown);
  EXPECT_EQ(expanded("A=$(a $UNKNOWN)", kDotenv31), "!a " + unknown);
  EXPECT_EQ(expanded("A=${UNKNOWN:-d}", kCompose), unknown);
  EXPECT_EQ(expanded("A=${UNKNOWN:+d}", kCompose), "d");
}

TEST(DotenvExpand, ValuesThatDoubleEachOtherEnd) {
  for (DotenvDialect dialect : {kDotenv24, kDotenv32, kCompose}) {
    DotenvFile file = parse_dotenv("A=$A$A", 0, dialect);
    std::string value = "x";
    DotenvExpansion result;
    auto lookup = [&value](const std::string&) { return std::optional<std::string>(value); };
    for (int i = 0; i < 40 && result.error.empty(); ++i) {
      result = expand_dotenv(file.assignments[0], dialect, lookup);
      value = result.text;
    }
    EXPECT_EQ(result.error, "The value is longer than a megabyte once it is expanded");
  }
}

}  // namespace
}  // namespace verifull::parse
