// What the documents show is what the program writes.
//
// A `console` block of README.md and of docs starts with `$ script/verifull WORDS` and holds
// what that prints; the table of rules stands between two comments; docs/rules has
// the page of each rule. tests/docs/update writes all of them anew.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "app/rule_choice.h"
#include "check/rule_doc.h"
#include "engine/config.h"
#include "support/difference.h"
#include "support/read_text.h"
#include "support/run_program.h"
#include "support/temp_dir.h"

namespace {

using namespace verifull;
namespace fs = std::filesystem;

constexpr std::string_view kPrompt = "$ script/verifull";
constexpr std::string_view kRulesBegin = "<!-- rules -->";
constexpr std::string_view kRulesEnd = "<!-- end of rules -->";

std::string path_of(const std::string& name) {
  return std::string(VERIFULL_SOURCE_DIR) + "/" + name;
}

std::string output_of(std::string_view command) {
  std::istringstream stream{std::string(command.substr(kPrompt.size()))};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  support::ProgramRun run = support::run_program(VERIFULL_BINARY, words, VERIFULL_SOURCE_DIR);
  return run.out + run.err;
}

std::vector<const check::Rule*> rules() { return app::known_rules(engine::Config()); }

std::string rule_table() {
  std::string table = "| rule | severity | finds |\n|---|---|---|\n";
  for (const check::Rule* each : rules()) {
    const check::Rule& rule = *each;
    std::string id(rule.id);
    table += "| [`" + id + "`](docs/rules/" + id + ".md) | " +
             std::string(check::severity_name(rule.severity)) + " | " + std::string(rule.title) +
             " |\n";
  }
  return table;
}

// The document with everything in it that the program writes written anew.
class Rewriter {
 public:
  explicit Rewriter(const std::string& text) : lines_(support::lines_of(text)) {}

  std::string run() {
    while (at_ < lines_.size()) {
      std::string line = take();
      if (line == kRulesBegin) {
        out_ += rule_table();
        skip_to(kRulesEnd);
      } else if (line == "```console" && at_ < lines_.size() && lines_[at_].starts_with(kPrompt)) {
        ++runs;
        out_ += output_of(take());
        skip_to("```");
      }
    }
    return out_;
  }

  int runs = 0;

 private:
  std::string take() {
    std::string line = lines_[at_++];
    out_ += line + "\n";
    return line;
  }

  void skip_to(std::string_view line) {
    while (at_ < lines_.size() && lines_[at_] != line) ++at_;
  }

  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  std::string out_;
};

void compare(const std::string& name, const std::string& text) {
  SCOPED_TRACE(name);
  if (std::getenv("VERIFULL_UPDATE_DOCS") != nullptr) {
    fs::create_directories(fs::path(path_of(name)).parent_path());
    std::ofstream(path_of(name), std::ios::binary) << text;
  }
  EXPECT_EQ(support::difference(support::read_text(path_of(name)), text), "");
}

TEST(Docs, ReadmeShowsWhatTheProgramPrints) {
  std::string text = support::read_text(path_of("README.md"));
  Rewriter rewriter(text);
  compare("README.md", rewriter.run());
  EXPECT_GE(rewriter.runs, 2);
  EXPECT_NE(text.find(kRulesEnd), std::string::npos);
}

TEST(Docs, PagesShowWhatTheProgramPrints) {
  for (const std::string name : {"docs/ci.md", "docs/configuration.md"}) {
    compare(name, Rewriter(support::read_text(path_of(name))).run());
  }
}

// The database.yml that shows how to ignore: the program takes it at its word.
TEST(Docs, ReadmeIgnoresWhatItSaysItIgnores) {
  constexpr std::string_view kHeading = "### Ignoring a finding\n\n```yaml\n";
  std::string text = support::read_text(path_of("README.md"));
  std::size_t begin = text.find(kHeading);
  ASSERT_NE(begin, std::string::npos);
  begin += kHeading.size();
  support::TempDir app;
  app.write("config/database.yml", text.substr(begin, text.find("```", begin) - begin));
  auto check = [&](std::vector<std::string> options) {
    options.insert(options.begin(), {"-f", "concise"});
    return support::run_program(VERIFULL_BINARY, options, app.path());
  };
  support::ProgramRun all = check({"--no-ignores"});
  EXPECT_EQ(all.exit_code, 1);
  EXPECT_NE(all.out.find(":4:12: error[sslmode-weak] production"), std::string::npos) << all.out;
  EXPECT_NE(all.out.find(":10:12: error[sslmode-weak] staging"), std::string::npos) << all.out;
  support::ProgramRun left = check({});
  EXPECT_EQ(left.exit_code, 0);
  EXPECT_EQ(left.out, "");
}

TEST(Docs, EveryRuleHasItsPage) {
  std::set<std::string> pages;
  for (const check::Rule* each : rules()) {
    const check::Rule& rule = *each;
    std::string name = "docs/rules/" + std::string(rule.id) + ".md";
    pages.insert(path_of(name));
    compare(name, check::rule_markdown(rule));
  }
  for (const fs::directory_entry& page : fs::directory_iterator(path_of("docs/rules"))) {
    EXPECT_TRUE(pages.contains(page.path().string())) << page.path() << " is of no rule";
  }
}

// A link to a file of the project leads to one.
TEST(Docs, LinksLeadSomewhere) {
  for (const std::string name :
       {"README.md", "CONTRIBUTING.md", "docs/ci.md", "docs/configuration.md"}) {
    std::string text = support::read_text(path_of(name));
    ASSERT_FALSE(text.empty()) << name;
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
      std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
      target = target.substr(0, target.find('#'));
      if (target.empty() || target.find("://") != std::string::npos) continue;
      fs::path folder = fs::path(path_of(name)).parent_path();
      EXPECT_TRUE(fs::exists(folder / target)) << name << " links to " << target;
    }
  }
}

}  // namespace
