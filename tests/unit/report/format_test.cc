// All formats over the same findings: one position, no secret, valid when empty.
#include "report/format.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "report/active.h"
#include "report/checkstyle.h"
#include "report/gcc.h"
#include "report/github.h"
#include "report/gitlab.h"
#include "report/json_text.h"
#include "report/junit.h"
#include "report/rdjson.h"
#include "report/sarif.h"
#include "report/sarif_rule.h"
#include "report/shown_place.h"
#include "report/xml_text.h"
#include "sample.h"

namespace verifull::report {
namespace {

Terminal plain() { return {false, true, 80}; }

// Byte-order mark, CRLF, tab, emoji and a letter of two bytes.
constexpr std::string_view kOddText =
    "\xEF\xBB\xBFproduction:\r\n  sslmode: \"\t\xF0\x9F\x98\x80\xC3\xA9 require\"\r\n  pool: 5\r\n";

check::Finding finding_at(const base::Span& span, std::string message = "not checked") {
  check::Finding finding;
  finding.rule = &testing::kWeak;
  finding.message = std::move(message);
  finding.primary = span;
  finding.environments = {"production"};
  finding.fingerprint = "00112233";
  return finding;
}

struct OddSample {
  engine::Analysis analysis;
  base::FileId file = base::kNoFile;

  OddSample() {
    file = analysis.sources.add("config/database.yml", source::FileKind::kDatabaseConfig,
                                std::string(kOddText));
    engine::ProjectResult project;
    project.project.root = ".";
    project.project.database_config = file;
    analysis.projects.push_back(std::move(project));
  }
  base::Span at(std::string_view text) const {
    return testing::span_of(analysis.sources, file, text);
  }
  std::string written(std::string_view format) const {
    return format_named(format)->findings(Report(analysis, check::Severity::kInfo, plain()));
  }
};

std::string squeezed(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

struct Expected {
  std::string_view format;
  std::string_view at_require;  // spaces and line breaks left out
  std::string_view at_header;
};

constexpr Expected kPlaces[] = {
    {"text", "-->config/database.yml:2:17", "-->config/database.yml:1:1"},
    {"concise", "config/database.yml:2:17:error", "config/database.yml:1:1:error"},
    {"json", R"("line":2,"column":17,"end_line":2,"end_column":24)",
     R"("line":1,"column":1,"end_line":1,"end_column":11)"},
    {"jsonl", R"("line":2,"column":17,"end_line":2,"end_column":24)",
     R"("line":1,"column":1,"end_line":1,"end_column":11)"},
    {"sarif", R"("startLine":2,"startColumn":17,"endLine":2,"endColumn":24)",
     R"("startLine":1,"startColumn":1,"endLine":1,"endColumn":11)"},
    {"github", "file=config/database.yml,line=2,endLine=2,col=17,endColumn=24,",
     "file=config/database.yml,line=1,endLine=1,col=1,endColumn=11,"},
    {"gitlab", R"("begin":{"line":2,"column":17},"end":{"line":2,"column":24})",
     R"("begin":{"line":1,"column":1},"end":{"line":1,"column":11})"},
    {"rdjson", R"("start":{"line":2,"column":21},"end":{"line":2,"column":28})",
     R"("start":{"line":1,"column":1},"end":{"line":1,"column":11})"},
    {"checkstyle", R"(<errorline="2"column="17")", R"(<errorline="1"column="1")"},
    {"junit", "(2:17)", "(1:1)"},
    {"gcc", "config/database.yml:2:17:error:", "config/database.yml:1:1:error:"},
    {"html", "<code>config/database.yml:2:17</code>", "<code>config/database.yml:1:1</code>"},
};

TEST(Formats, AllShowTheSamePlace) {
  ASSERT_EQ(std::size(kPlaces), formats().size()) << "a format without an expected place";
  OddSample sample;
  sample.analysis.findings = {finding_at(sample.at("production")),
                              finding_at(sample.at("require"))};
  for (const Expected& expected : kPlaces) {
    std::string text = squeezed(sample.written(expected.format));
    EXPECT_NE(text.find(expected.at_require), std::string::npos) << expected.format << "\n" << text;
    EXPECT_NE(text.find(expected.at_header), std::string::npos) << expected.format << "\n" << text;
  }
}

TEST(Formats, NoneShowsASecretOrACommand) {
  OddSample sample;
  sample.analysis.findings = {finding_at(
      sample.at("require"), "postgres://app:hunter2@db/app <b>&\x1b[31m\n::error::x ##[group]y")};
  for (const Format& format : formats()) {
    std::string text = sample.written(format.name);
    EXPECT_EQ(text.find("hunter2"), std::string::npos) << format.name;
    EXPECT_EQ(text.find('\x1b'), std::string::npos) << format.name;
    EXPECT_EQ(text.find("##["), std::string::npos) << format.name;
    EXPECT_EQ(text.find("\n::error::x"), std::string::npos) << format.name;
  }
}

TEST(Formats, IgnoredAndBaselinedFindingsAreLeftOut) {
  OddSample sample;
  sample.analysis.findings = {finding_at(sample.at("require"), "left out"),
                              finding_at(sample.at("require"), "left out")};
  sample.analysis.findings[0].state = check::FindingState::kSuppressed;
  sample.analysis.findings[1].state = check::FindingState::kBaselined;
  for (const Format& format : formats()) {
    if (format.name == "json" || format.name == "jsonl") continue;  // these state the state
    EXPECT_EQ(sample.written(format.name).find("left out"), std::string::npos) << format.name;
  }
}

TEST(Formats, NothingFoundIsValid) {
  OddSample sample;
  EXPECT_EQ(sample.written("jsonl"), "");
  EXPECT_EQ(sample.written("gcc"), "");
  EXPECT_EQ(sample.written("github"), "");
  EXPECT_EQ(sample.written("gitlab"), "[]\n");
  EXPECT_EQ(squeezed(sample.written("rdjson")),
            R"({"source":{"name":"verifull"},"diagnostics":[]})");
  EXPECT_EQ(sample.written("checkstyle"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
            "</checkstyle>\n");
  EXPECT_EQ(count_of(sample.written("junit"), "<testcase "), 1U);
  EXPECT_NE(squeezed(sample.written("sarif")).find(R"("results":[])"), std::string::npos);
}

TEST(GithubReport, TenOfATypeAndTheRestInTheLog) {
  OddSample sample;
  for (int i = 0; i < 12; ++i) {
    sample.analysis.findings.push_back(finding_at(sample.at("require")));
  }
  check::Finding info = finding_at(sample.at("production"), "100% a:b, c\r\n");
  info.severity = check::Severity::kInfo;
  sample.analysis.findings.insert(sample.analysis.findings.begin(), info);
  std::string text = sample.written("github");
  EXPECT_EQ(count_of(text, "::error "), kMostAnnotations);
  EXPECT_EQ(count_of(text, "::notice "), 1U);
  EXPECT_TRUE(text.starts_with("::error ")) << "the worst come first";
  EXPECT_NE(text.find("and 2 more, for which GitHub has no room as annotations:\n"
                      "config/database.yml:2:17: error[sslmode-weak] not checked\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("::config/database.yml:1:1: sslmode-weak: 100%25 a:b, c"), std::string::npos);
  std::string summary = github_summary(Report(sample.analysis, check::Severity::kInfo, plain()));
  EXPECT_EQ(count_of(summary, "\n| error | "), 12U);
  EXPECT_TRUE(summary.starts_with("### verifull\n\n12 errors, 0 warnings, 1 info.\n")) << summary;
}

TEST(GithubReport, PathsStartAtTheTopOfTheRepository) {
  OddSample sample;
  sample.analysis.findings = {finding_at(sample.at("require"))};
  Report report(sample.analysis, check::Severity::kInfo, plain());
  report.repository_folder = "apps/shop";
  EXPECT_TRUE(write_github(report).starts_with("::error file=apps/shop/config/database.yml,"));
  EXPECT_NE(write_sarif(report).find("\"uri\": \"apps/shop/config/database.yml\""),
            std::string::npos);
  EXPECT_NE(write_sarif(report).find("\"id\": \"verifull/apps/shop/\""), std::string::npos);
}

TEST(GitlabReport, FingerprintsAreUnique) {
  OddSample sample;
  sample.analysis.findings = {finding_at(sample.at("require")), finding_at(sample.at("require"))};
  std::string text = sample.written("gitlab");
  std::size_t first = text.find("\"fingerprint\": \"");
  std::size_t second = text.find("\"fingerprint\": \"", first + 1);
  ASSERT_NE(second, std::string::npos);
  EXPECT_NE(text.substr(first, 33), text.substr(second, 33));
}

TEST(ShownPlace, OneLineOfARangeOfSeveral) {
  OddSample sample;
  base::Span span = sample.at("sslmode");
  span.end = sample.at("pool").end;
  ShownPlace whole = shown_place(sample.analysis.sources, span);
  ShownPlace cut = first_line(sample.analysis.sources, span);
  EXPECT_EQ(whole.end_line, 3U);
  EXPECT_EQ(cut.end_line, 2U);
  EXPECT_EQ(cut.column, 3U);
  EXPECT_EQ(cut.end_column, 25U);
}

TEST(XmlText, OnlyWhatXmlAllows) {
  EXPECT_EQ(xml_text("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&apos;");
  EXPECT_EQ(xml_text("\x01\xEF\xBF\xBF"), "\\x01\\u{FFFF}");
}

}  // namespace
}  // namespace verifull::report
