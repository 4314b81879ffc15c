#include "check/example_reader.h"

#include <string>

#include <gtest/gtest.h>

namespace verifull::check {
namespace {

struct Row {
  std::string_view text;
  std::string_view expected;
};

std::string problem(std::string_view text, ExampleKind kind) {
  RuleSet set;
  RuleYaml yaml(text, "r.yml", base::kNoFile);
  read_examples(yaml, yaml.root(), kind, set);
  if (yaml.ok()) return "fine";
  return yaml.error().message + (yaml.error().hint.empty() ? "" : " | " + yaml.error().hint);
}

TEST(ExampleReader, SaysWhatIsWrongWithBadOnes) {
  static constexpr Row kRows[] = {
      {"- { name: a, files: { f: x }, findings: ['f:1:1'] }", "fine"},
      {"- { name: a, files: { a b: \"x\\ny\" }, findings: ['a b:2:1 info'] }", "fine"},
      {"[]", "r.yml:1:1: `bad` must be a list with at least one element"},
      {"a", "r.yml:1:1: `bad` must be a list with at least one element"},
      {"- a", "r.yml:1:3: a bad example must be a mapping"},
      {"- { files: { f: x }, findings: ['f:1:1'] }", "r.yml:1:3: `name` is missing"},
      {"- { name: a, findings: ['f:1:1'] }", "r.yml:1:3: `files` is missing"},
      {"- { name: a, files: {}, findings: ['f:1:1'] }", "r.yml:1:21: `files` must not be empty"},
      {"- { name: a, files: [f], findings: ['f:1:1'] }", "r.yml:1:21: `files` must be a mapping"},
      {"- { name: a, files: { f: x } }", "r.yml:1:3: `findings` is missing"},
      {"- { name: a, files: { f: x }, findings: [] }",
       "r.yml:1:41: `findings` must be a list with at least one element"},
      {"- { name: a, files: { f: x }, finding: ['f:1:1'] }",
       "r.yml:1:31: `finding` is no key of a bad example | did you mean `findings`?"},
      {"- { name: a, files: { f: '' }, findings: ['f:1:1'] }", "r.yml:1:26: `f` must not be empty"},
      {"- { name: a, files: { f: x }, findings: ['f:1:1 fatal'] }",
       "r.yml:1:42: `f:1:1 fatal` is no place | write `path:line:column`, and a severity behind "
       "it if it matters"},
      {"- { name: a, files: { f: x }, findings: ['f:1'] }",
       "r.yml:1:42: `f:1` is no place | write `path:line:column`, and a severity behind it if it "
       "matters"},
      {"- { name: a, files: { f: x }, findings: ['f:0:1'] }",
       "r.yml:1:42: `f:0:1` is no place | write `path:line:column`, and a severity behind it if "
       "it matters"},
      {"- { name: a, files: { f: x }, findings: ['f:1:9999999999'] }",
       "r.yml:1:42: `f:1:9999999999` is no place | write `path:line:column`, and a severity "
       "behind it if it matters"},
      {"- { name: a, files: { f: x }, findings: ['f:2:1'] }",
       "r.yml:1:42: the example has no line `f:2:1`"},
      {"- { name: a, files: { f: x }, findings: ['g:1:1'] }",
       "r.yml:1:42: the example has no line `g:1:1`"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(problem(row.text, ExampleKind::kBad), row.expected);
  }
}

TEST(ExampleReader, SaysWhatIsWrongWithGoodOnes) {
  static constexpr Row kRows[] = {
      {"- { name: a, files: { f: x } }", "fine"},
      {"- { name: a, files: { f: x }, options: ['-D', 'A=1'] }", "fine"},
      {"- { name: a, files: { f: x }, options: '-D A=1' }",
       "r.yml:1:40: `options` must be a list with at least one element"},
      {"- { name: a, files: { f: x }, findings: ['f:1:1'] }",
       "r.yml:1:31: `findings` is no key of a good example"},
      {"{}", "r.yml:1:1: `good` must be a list with at least one element"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(problem(row.text, ExampleKind::kGood), row.expected);
  }
}

TEST(ExampleReader, KeepsPathsInsideTheProject) {
  for (std::string_view path : {"/etc/passwd", "../x", "a/../b", "./a", "a//b", "a/", "a\\b"}) {
    std::string text = "- { name: a, files: { '" + std::string(path) + "': x } }";
    EXPECT_EQ(problem(text, ExampleKind::kGood),
              "r.yml:1:23: `" + std::string(path) +
                  "` is no path inside a project | write it relative to the project's folder, "
                  "with `/`");
  }
  EXPECT_EQ(problem("- { name: a, files: { '.env..x/..a': x } }", ExampleKind::kGood), "fine");
}

}  // namespace
}  // namespace verifull::check
