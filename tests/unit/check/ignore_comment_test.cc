#include "check/ignore_comment.h"

#include <string>

#include <gtest/gtest.h>

#include "check/ignore_rules.h"
#include "check/rules.h"

namespace verifull::check {
namespace {

// "line id@text,id@text until=… reason; …" with the line as a person counts.
std::string dump(const std::string& text, source::FileKind kind) {
  source::SourceSet sources;
  base::FileId file = sources.add("file", kind, text);
  std::string out;
  for (const IgnoreComment& comment : ignore_comments(sources.at(file), file)) {
    if (!out.empty()) out += "; ";
    out += std::to_string(comment.line + 1) + " ";
    for (const IgnoredId& id : comment.ids) {
      out += id.id + ",";
      EXPECT_EQ(sources.text(id.span), id.id);
    }
    if (!comment.until.empty()) out += " until=" + comment.until;
    out += " " + comment.reason;
  }
  return out;
}

struct Row {
  std::string text;
  std::string expected;
};

TEST(IgnoreComment, InYaml) {
  const Row rows[] = {
      {"a: 1 # verifull: ignore[x] why\n", "1 x, why"},
      {"a: 1 # verifull: ignore[x, y-z]\n", "1 x,y-z, "},
      {"a: 1 #verifull:ignore[x]why\n", "1 x, why"},
      {"# verifull: ignore[x] until=2027-01-31 the proxy\na: 1\n",
       "2 x, until=2027-01-31 the proxy"},
      {"\xEF\xBB\xBF# verifull: ignore[x] r\r\n\r\n  # another\r\na: 1\r\n", "4 x, r"},
      {"# verifull: ignore[x] r\n# verifull: ignore[y] s\na: 1\n", "3 x, r; 3 y, s"},
      {"a: 1 # verifull: ignore\n", "1  "},
      {"a: 1 # verifull: ignore[] r\n", "1  r"},
      {"a: 1 # verifull: ignore[x\n", "1  [x"},
      {"a: 1 # verifull: ignore[x] until= r\n", "1 x, until=? r"},
      {"a: \"# verifull: ignore[x]\"\n", ""},
      {"a: b# verifull: ignore[x]\n", ""},
      {"a: verifull: ignore[x]\n", ""},
      {"verifull: ignore[x]\n", ""},
      {"a: 1 # see verifull: ignore[x]\n", ""},
      {"a: 1 # verifull: other\n", ""},
      {"# verifull: ignore[x] at the end", "2 x, at the end"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(dump(row.text, source::FileKind::kDatabaseConfig), row.expected) << row.text;
  }
}

TEST(IgnoreComment, InDotenvAndDockerfile) {
  EXPECT_EQ(dump("A=b # verifull: ignore[x] r\n", source::FileKind::kDotenv), "1 x, r");
  EXPECT_EQ(dump("ENV A=b # verifull: ignore[x] r\n", source::FileKind::kDockerfile), "");
  EXPECT_EQ(dump("# verifull: ignore[x] r\nENV A=b\n", source::FileKind::kDockerfile), "2 x, r");
}

TEST(IgnoreComment, Dates) {
  EXPECT_TRUE(is_date("2026-11-24"));
  for (std::string_view text : {"", "?", "2026-13-01", "2026-00-01", "2026-01-32", "2026-1-1",
                                "26-01-01", "2026/01/01", "x026-01-01", "2026-01-01 "}) {
    EXPECT_FALSE(is_date(text)) << text;
  }
}

TEST(IgnoreRules, AreFoundAndNoBuiltInRuleHasTheirNames) {
  for (const Rule& rule : ignore_rules()) {
    EXPECT_EQ(find_rule(rule.id), &rule);
    for (const Rule& other : all_rules()) EXPECT_NE(rule.id, other.id);
  }
}

}  // namespace
}  // namespace verifull::check
