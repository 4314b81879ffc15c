#include "check/example_reader.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"

namespace verifull::check {
namespace {

constexpr std::string_view kBadFields[] = {"name", "files", "options", "findings"};
constexpr std::string_view kGoodFields[] = {"name", "files", "options"};
constexpr std::int64_t kMaxPlace = 1'000'000;

// A path that stays inside the example's project.
bool is_inside(std::string_view path) {
  if (path.starts_with('/') || path.find('\\') != std::string_view::npos) return false;
  for (std::string_view part : base::split(path, '/')) {
    if (part.empty() || part == "." || part == "..") return false;
  }
  return true;
}

std::span<const ExampleFile> read_files(RuleYaml& yaml, parse::YamlId id, RuleSet& set) {
  std::vector<ExampleFile> files;
  for (const parse::YamlPair& pair : yaml.pairs(id, "`files`")) {
    std::string_view path = yaml.text(pair.key, "a path");
    if (!is_inside(path)) {
      yaml.fail(pair.key, quoted(path) + " is no path inside a project",
                "write it relative to the project's folder, with `/`");
    }
    files.push_back({set.keep(path), set.keep(yaml.content(pair.value, path))});
  }
  if (files.empty()) yaml.fail(id, "`files` must not be empty");
  return set.keep(files);
}

std::uint32_t to_place(std::string_view text) {
  auto number = to_integer(text);
  return number && *number >= 1 && *number <= kMaxPlace ? static_cast<std::uint32_t>(*number) : 0;
}

bool has_line(std::span<const ExampleFile> files, const ExpectedFinding& finding) {
  for (const ExampleFile& file : files) {
    if (file.path != finding.path) continue;
    return base::LineIndex(file.text).line_count() >= finding.line;
  }
  return false;
}

// "path:line:column", then perhaps a space and a severity.
ExpectedFinding read_finding(RuleYaml& yaml, parse::YamlId id, std::span<const ExampleFile> files,
                             RuleSet& set) {
  std::string_view text = yaml.text(id, "findings");
  ExpectedFinding finding;
  std::size_t space = text.rfind(' ');
  if (space != std::string_view::npos) finding.severity = severity_named(text.substr(space + 1));
  std::string_view place = finding.severity ? text.substr(0, space) : text;
  auto parts = base::split(place, ':');
  if (parts.size() == 3) {
    finding.path = set.keep(parts[0]);
    finding.line = to_place(parts[1]);
    finding.column = to_place(parts[2]);
  }
  if (finding.line == 0 || finding.column == 0) {
    yaml.fail(id, quoted(text) + " is no place",
              "write `path:line:column`, and a severity behind it if it matters");
  } else if (!has_line(files, finding)) {
    yaml.fail(id, "the example has no line " + quoted(place));
  }
  return finding;
}

Example read_example(RuleYaml& yaml, parse::YamlId id, ExampleKind kind, RuleSet& set) {
  if (kind == ExampleKind::kBad) {
    yaml.fields(id, "a bad example", kBadFields);
  } else {
    yaml.fields(id, "a good example", kGoodFields);
  }
  Example example;
  example.name = set.keep(yaml.line(yaml.require(id, "name"), "name"));
  example.files = read_files(yaml, yaml.require(id, "files"), set);
  std::vector<std::string_view> options = yaml.texts(yaml.find(id, "options"), "options");
  for (std::string_view& option : options) option = set.keep(option);
  example.options = set.keep(options);
  if (kind == ExampleKind::kGood) return example;
  std::vector<ExpectedFinding> findings;
  for (parse::YamlId item : yaml.items(yaml.require(id, "findings"), "findings")) {
    findings.push_back(read_finding(yaml, item, example.files, set));
  }
  example.findings = set.keep(findings);
  return example;
}

}  // namespace

std::span<const Example> read_examples(RuleYaml& yaml, parse::YamlId id, ExampleKind kind,
                                       RuleSet& set) {
  std::vector<Example> examples;
  for (parse::YamlId item : yaml.items(id, kind == ExampleKind::kBad ? "bad" : "good")) {
    examples.push_back(read_example(yaml, item, kind, set));
  }
  return set.keep(examples);
}

}  // namespace verifull::check
