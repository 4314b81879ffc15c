#include "app/help_page.h"

#include <gtest/gtest.h>

#include "app/completion.h"
#include "app/man_page.h"
#include "app/options.h"

namespace verifull::app {
namespace {

const HelpPage& page(const std::vector<HelpPage>& pages, std::string_view name) {
  for (const HelpPage& each : pages) {
    if (each.name == name) return each;
  }
  ADD_FAILURE() << "no page of " << name;
  return pages.front();
}

const HelpOption& option(const HelpPage& page, std::string_view name) {
  for (const HelpOption* each : page.options()) {
    if (each->long_name == name || each->short_name == name) return *each;
  }
  ADD_FAILURE() << page.name << " has no option " << name;
  return *page.options().front();
}

TEST(HelpPage, TakesTheHelpApart) {
  std::vector<HelpPage> pages = help_pages();
  const HelpPage& check = page(pages, "check");
  EXPECT_EQ(check.usages, std::vector<std::string>{"[check] [OPTIONS] [PATH...]"});
  const HelpOption& level = option(check, "--min-severity");
  EXPECT_EQ(level.short_name, "");
  EXPECT_EQ(level.value, "LEVEL");
  EXPECT_EQ(level.text, "show findings from this level on: info (default), warning, error");
  EXPECT_EQ(option_words(level), (std::vector<std::string>{"info", "warning", "error"}));
  const HelpOption& environment = option(check, "--environment");
  EXPECT_EQ(environment.short_name, "-e");
  EXPECT_EQ(environment.value, "NAME");
  EXPECT_EQ(option(check, "-D").value, "NAME=VALUE");
  EXPECT_EQ(option(check, "--only").value, "ID[,ID]");
  EXPECT_EQ(option(check, "--pedantic").value, "");
  const HelpOption& format = option(check, "--format");
  ASSERT_GT(format.items.size(), 5U);
  EXPECT_EQ(format.items[0].name, "text");
  EXPECT_EQ(format.text, "repeatable; without FILE to stdout:");
  EXPECT_EQ(page(pages, "baseline").actions,
            (std::vector<std::string>{"create", "update", "prune"}));
  EXPECT_EQ(page(pages, "config").actions, (std::vector<std::string>{"show", "schema", "init"}));
  EXPECT_EQ(option(page(pages, "baseline"), "--except").text, "as for check");
  EXPECT_EQ(check.actions, std::vector<std::string>());
}

// What the help offers is understood, by each command that offers it.
TEST(HelpPage, EveryOptionIsOne) {
  std::size_t count = 0;
  for (const HelpPage& each : help_pages()) {
    for (const HelpOption* one : each.options()) {
      for (const std::string& name : {one->short_name, one->long_name}) {
        if (name.empty()) continue;
        ++count;
        std::vector<std::string> words = {each.name};
        if (!each.actions.empty()) words.push_back(each.actions.front());
        words.push_back(name);
        if (!one->value.empty()) words.push_back(name == "-D" ? "A=b" : "1");
        base::Result<Options> options = parse_options(words);
        bool unknown = !options && options.error().message.find("unknown option") == 0;
        EXPECT_FALSE(unknown) << each.name << " " << name;
        bool valueless = !options && options.error().message.find("needs a value") != std::string::npos;
        EXPECT_FALSE(valueless) << each.name << " " << name;
      }
    }
  }
  EXPECT_GT(count, 80U);
}

TEST(Completion, IsThereForThreeShells) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    auto script = completion_script(shell);
    ASSERT_TRUE(script) << shell;
    for (const char* word : {"since", "closed-world", "sslmode-weak", "rdjson", "prune"}) {
      EXPECT_NE(script->find(word), std::string::npos) << shell << " " << word;
    }
  }
  EXPECT_FALSE(completion_script("tcsh"));
}

TEST(ManPage, HasNoLineThatRoffWouldMisread) {
  std::string page = man_page();
  EXPECT_EQ(page.substr(0, 13), ".TH VERIFULL ");
  for (std::size_t at = page.find("\n\n"); at != std::string::npos; at = page.find("\n\n", at + 1)) {
    // Only what stands as it is may have empty lines.
    std::size_t open = page.rfind(".EX\n", at);
    std::size_t close = page.rfind(".EE\n", at);
    EXPECT_TRUE(open != std::string::npos && (close == std::string::npos || close < open))
        << page.substr(at, 40);
  }
}

}  // namespace
}  // namespace verifull::app
