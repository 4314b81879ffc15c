// Reports written and read back, and reports that nobody's verifull wrote.
#include "merge/report_file.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "merge/document.h"
#include "report/format.h"
#include "report/json.h"
#include "report/sarif.h"
#include "report/text.h"
#include "support/temp_dir.h"
#include "unit/report/sample.h"

namespace verifull::merge {
namespace {

report::Terminal plain() { return {false, true, 80}; }

// What `check` would write of one weak connection.
std::string written(report::Writer writer, const report::Labels& labels) {
  engine::Analysis analysis;
  base::FileId file = analysis.sources.add("config/database.yml", source::FileKind::kDatabaseConfig,
                                           std::string(report::testing::kDatabaseYml));
  check::Finding finding;
  finding.rule = &report::testing::kWeak;
  finding.message = "production [primary] is weak";
  finding.primary = report::testing::span_of(analysis.sources, file, "require");
  finding.labels = {{report::testing::span_of(analysis.sources, file, "production:"), "here"}};
  finding.environments = {"production"};
  finding.connection = "primary";
  finding.help = "do better";
  finding.fingerprint = "0123456789abcdef";
  finding.fix = edit::Fix{"set it", false, {{finding.primary, "verify-full"}}, {}};
  analysis.findings.push_back(finding);
  engine::ProjectResult project;
  project.project.root = ".";
  resolve::Connection connection;
  connection.environment = "production";
  connection.name = "primary";
  connection.verdict = resolve::Verdict::kEncryptedUnverified;
  connection.settings.push_back({"sslmode", resolve::ShownText::open("require"), true,
                                 {{resolve::OriginKind::kYaml, finding.primary, "sslmode"}}, {}});
  connection.settings.push_back({"password", resolve::ShownText::secret("hunter2"), true,
                                 {{resolve::OriginKind::kYaml, finding.primary, "password"}}, {}});
  project.connections.push_back(connection);
  analysis.projects.push_back(project);
  analysis.files_read = 3;
  report::Report report(analysis, check::Severity::kInfo, plain());
  report.labels = labels;
  return writer(report);
}

struct Input {
  std::string name;
  std::string text;
};

// What is written of all of them, or the complaint.
std::string merged(report::Writer writer, const std::vector<Input>& inputs) {
  support::TempDir folder;
  Collector collector;
  for (const Input& input : inputs) {
    folder.write(input.name, input.text);
    if (auto error = read_report(folder.path() + "/" + input.name, collector)) {
      return error->message.substr(folder.path().size() + 1);
    }
  }
  engine::Analysis analysis;
  report::Merged all;
  collector.finish(inputs.size(), analysis, all);
  report::Report report(analysis, check::Severity::kInfo, plain());
  report.merged = &all;
  return writer(report);
}

const report::Labels kShop = {{"repository", "shop"}, {"commit", "4f2a"}};
const report::Labels kBlog = {{"repository", "blog"}};

TEST(Merge, JsonLinesComeBackAsTheyWere) {
  std::string blog = written(report::write_json_lines, kBlog);
  std::string shop = written(report::write_json_lines, kShop);
  ASSERT_NE(shop.find(R"("labels":{"repository":"shop","commit":"4f2a"})"), std::string::npos);
  EXPECT_EQ(merged(report::write_json_lines, {{"a", shop}, {"b", blog}}), blog + shop);
}

TEST(Merge, TheOrderOfTheFilesAndCopiesMakeNoDifference) {
  std::string blog = written(report::write_json, kBlog);
  std::string shop = written(report::write_json_lines, kShop);
  std::string one = merged(report::write_json, {{"a", shop}, {"b", blog}});
  EXPECT_EQ(merged(report::write_json, {{"b", blog}, {"a", shop}}), one);
  std::string twice = merged(report::write_json, {{"b", blog}, {"a", shop + shop}});
  EXPECT_EQ(twice, one);
}

TEST(Merge, ADocumentBringsItsConnectionsAndNoSecret) {
  std::string shop = written(report::write_json, kShop);
  std::string again = merged(report::write_json, {{"a", shop}});
  EXPECT_NE(again.find(R"("root": ".")"), std::string::npos);
  EXPECT_NE(again.find(R"("value": "[redacted]")"), std::string::npos);
  EXPECT_NE(again.find(R"("verdict": "encrypted-unverified")"), std::string::npos);
  EXPECT_EQ(merged(report::write_json, {{"a", again}}), again);
}

TEST(Merge, SarifComesBack) {
  std::string shop = written(report::write_sarif, kShop);
  std::string lines = merged(report::write_json_lines, {{"a", shop}});
  for (const char* part : {R"("message":"production [primary] is weak")", R"("line":11,"column":12)",
                           R"("related":[{"path":"config/database.yml","line":8)",
                           R"("fingerprint":"0123456789abcdef")", R"("safety":"unsafe")",
                           R"("labels":{"repository":"shop","commit":"4f2a"})"}) {
    EXPECT_NE(lines.find(part), std::string::npos) << part << "\n" << lines;
  }
  std::string sarif = merged(report::write_sarif, {{"a", shop}, {"b", lines}});
  EXPECT_NE(sarif.find(R"("id": "verifull/shop@4f2a/")"), std::string::npos);
  EXPECT_NE(sarif.find("\"properties\": {\n        \"repository\": \"shop\""), std::string::npos);
}

TEST(Merge, PeopleSeeWhereItIs) {
  std::string shop = written(report::write_json_lines, kShop);
  EXPECT_EQ(merged(report::write_text, {{"a", shop}}),
            "error[sslmode-weak]: production [primary] is weak\n"
            "  --> shop@4f2a/config/database.yml:11:12\n"
            "   = help: do better\n"
            "   = unsafe fix: set it\n"
            "   = more: verifull explain sslmode-weak\n"
            "\n"
            "Merged 1 report.\n"
            "1 error, 0 warnings, 0 infos.\n");
}

TEST(Merge, LabelsThatLookAlikeStayApart) {
  std::string first = written(report::write_json_lines, {{"a", "x"}});
  std::string second = written(report::write_json_lines, {{"b", "x"}});
  EXPECT_EQ(merged(report::write_json_lines, {{"1", first}, {"2", second}}), first + second);
}

TEST(Merge, AnEmptyFileIsACleanRun) {
  EXPECT_EQ(merged(report::write_json_lines, {{"a", ""}, {"b", "\n"}}), "");
}

std::string line_with(std::string_view from, std::string_view to) {
  std::string line = written(report::write_json_lines, {});
  std::size_t at = line.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return line.replace(at, from.size(), to);
}

TEST(Merge, WhatIsNoReportIsRefusedWithItsPlace) {
  std::string good = written(report::write_json_lines, {});
  std::string deep = good;
  deep.insert(deep.size() - 2, ",\"x\":" + std::string(100000, '[') + std::string(100000, ']'));
  std::string keys = "{";
  for (int i = 0; i < 1000; ++i) keys += "\"k" + std::to_string(i) + "\":1,";
  keys.back() = '}';
  const std::vector<std::pair<std::string, std::string>> kCases = {
      {"hello\n", "r:1:1: this is no JSON"},
      {good + "{\"rule\"}\n", "r:2:8: this is no JSON"},
      {"{}\n", "r:1: `rule` is missing"},
      {"[1]\n", "r:1: it is no object"},
      {"{\n", "r:2:1: this is no JSON"},
      {"{\"format_version\": 1}", "r:1: `rule` is missing"},
      {"{\n\"format_version\": 1}\n", "r: it is no report"},
      {"{\n\"projects\": [],\n\"format_version\": 2}\n", "r: `format_version` is not 1"},
      {"{\n\"projects\": [{}]}\n", "r:projects[0]: `root` is missing"},
      {"{\n\"runs\": [{\"tool\":{\"driver\":{\"name\":\"other\"}}}]}\n",
       "r: a run in it is not of verifull"},
      {"{\n\"runs\": [{\"results\":[{}]}]}\n", "r:results[0]: `ruleId` is missing"},
      {line_with("\"line\":11", "\"line\":-1"), "r:1: `line` is no number"},
      {line_with("\"line\":11", "\"line\":0"), "r:1: no file that verifull reads has such a place"},
      {line_with("\"line\":11", "\"line\":4000000000"),
       "r:1: no file that verifull reads has such a place"},
      {line_with("\"line\":11", "\"line\":1e99"), "r:1: `line` is no number"},
      {line_with("sslmode-weak", "../../etc"), "r:1: `rule` is no id of a rule"},
      {line_with("\"error\"", "\"fatal\""), "r:1: `severity` is none of the words for it"},
      {line_with("\"path\":\"config/database.yml\"", "\"path\":\"\""), "r:1: `path` is no path"},
      {line_with("\"fix\":{", "\"labels\":{\"a b\":\"c\"},\"fix\":{"),
       "r:1: `labels` holds what no `--label` gives"},
      {deep, "r:1: it is nested too deeply"},
      {"{\n\"projects\":" + std::string(200000, '['), "r: it is nested too deeply"},
      {keys + "\n", "r:1: an object in it has too many keys"},
      {std::string(5 * 1024 * 1024, 'x'), "r:1: the line is too long"},
      {std::string("\x00\xff\xfe", 3), "r:1:1: this is no JSON"},
  };
  for (const auto& [text, expected] : kCases) {
    EXPECT_EQ(merged(report::write_json_lines, {{"r", text}}), expected) << text.substr(0, 200);
  }
}

TEST(Merge, WhatAReportSaysIsNeverACommandOrASecret) {
  std::string hostile = line_with("production [primary] is weak",
                                  "\\u001b[31m postgres://u:hunter2@h/d \\n::error::x");
  for (report::Writer writer : {report::write_json_lines, report::write_text, report::write_sarif}) {
    std::string out = merged(writer, {{"r", hostile}});
    EXPECT_EQ(out.find("hunter2"), std::string::npos) << out;
    EXPECT_EQ(out.find('\x1b'), std::string::npos) << out;
    EXPECT_EQ(out.find("\n::error"), std::string::npos) << out;
  }
}

TEST(Merge, ManyFarPlacesDoNotFillTheMemory) {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    std::string line = line_with("\"path\":\"config/database.yml\",\"line\":11",
                                 "\"path\":\"f" + std::to_string(i) + "\",\"line\":16000000");
    text += line.replace(line.find("\"end_line\":11"), 13, "\"end_line\":16000000");
  }
  EXPECT_EQ(merged(report::write_json_lines, {{"r", text}}),
            "r:17: no file that verifull reads has such a place");
}

}  // namespace
}  // namespace verifull::merge
