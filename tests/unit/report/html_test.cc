#include "report/html.h"

#include <string>

#include <gtest/gtest.h>

#include "sample.h"

namespace verifull::report {
namespace {

Terminal plain() { return {false, true, 80}; }

resolve::Connection connection(std::string environment, std::string name,
                               resolve::Verdict verdict) {
  resolve::Connection made;
  made.environment = std::move(environment);
  made.name = std::move(name);
  made.verdict = verdict;
  return made;
}

engine::ProjectResult project(std::string root, std::vector<resolve::Connection> connections) {
  engine::ProjectResult made;
  made.project.root = std::move(root);
  made.connections = std::move(connections);
  return made;
}

std::string page_of(const engine::Analysis& analysis) {
  return write_html(Report(analysis, check::Severity::kInfo, plain()));
}

// The rows of the matrix without their tags, a cell between bars.
std::string matrix_of(const std::string& page) {
  std::size_t begin = page.find("<table class=\"matrix\">");
  std::size_t end = page.find("</table>", begin);
  std::string out;
  for (std::size_t at = begin; at < end;) {
    if (page[at] != '<') {
      out += page[at++];
      continue;
    }
    std::size_t close = page.find('>', at);
    std::string tag = page.substr(at, close - at);
    if (tag == "</td" || tag == "</th") out += "|";
    if (tag == "</a") out += " ";
    at = close + 1;
  }
  return out;
}

TEST(Html, HasARowForEachAppAndAColumnForEachEnvironment) {
  engine::Analysis analysis;
  using resolve::Verdict;
  analysis.projects.push_back(
      project("a", {connection("staging", "primary", Verdict::kOpportunistic),
                    connection("production", "primary", Verdict::kVerified),
                    connection("production", "cache", Verdict::kUnknown)}));
  analysis.projects.push_back(
      project("b", {connection("production", "primary", Verdict::kPlaintext)}));
  const std::string page = page_of(analysis);
  EXPECT_EQ(matrix_of(page),
            "app|staging|production|\n"
            "a|opportunistic |verified unknown cache |\n"
            "b||plaintext |\n");
  EXPECT_NE(page.find("<section class=\"connection\" id=\"c3\"><h3>b: production / primary"),
            std::string::npos);
}

TEST(Html, LoadsNothingAndRunsNothingOfAProject) {
  engine::Analysis analysis;
  const std::string evil = "x\"><script>alert(1)</script><img src=//e>'";
  analysis.projects.push_back(
      project(evil, {connection(evil, evil, resolve::Verdict::kUnknown)}));
  analysis.projects[0].connections[0].why = evil;
  resolve::Setting setting;
  setting.key = evil;
  setting.value = resolve::ShownText::open(evil);
  analysis.projects[0].connections[0].settings.push_back(setting);
  setting.key = "password";
  setting.value = resolve::ShownText::secret("hunter2");
  analysis.projects[0].connections[0].settings.push_back(setting);
  const std::string page = page_of(analysis);
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(page.find("hunter2"), std::string::npos);
  EXPECT_EQ(page.find("http://"), std::string::npos);
  EXPECT_EQ(page.find("https://"), std::string::npos);
  EXPECT_EQ(page.find(" src="), page.find(" src=//e&gt;")) << "only as a text";
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

TEST(Html, NothingAtAllIsAPage) {
  const std::string page = page_of(engine::Analysis());
  EXPECT_NE(page.find("No connection was found."), std::string::npos);
  EXPECT_TRUE(page.ends_with("</body>\n</html>\n"));
}

}  // namespace
}  // namespace verifull::report
