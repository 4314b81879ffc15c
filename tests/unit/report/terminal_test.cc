#include "report/terminal.h"

#include <gtest/gtest.h>

namespace verifull::report {
namespace {

TerminalFacts on_terminal() {
  TerminalFacts facts;
  facts.is_terminal = true;
  facts.columns = 80;
  facts.lang = "en_US.UTF-8";
  return facts;
}

TEST(Terminal, ColorIsWhatTheUserSays) {
  struct Case {
    const char* what;
    ColorChoice choice;
    bool terminal;
    const char* no_color;
    const char* force_color;
    const char* clicolor_force;
    const char* term;
    bool expected;
  };
  constexpr Case kCases[] = {
      {"terminal", ColorChoice::kAuto, true, nullptr, nullptr, nullptr, "xterm", true},
      {"pipe", ColorChoice::kAuto, false, nullptr, nullptr, nullptr, "xterm", false},
      {"dumb", ColorChoice::kAuto, true, nullptr, nullptr, nullptr, "dumb", false},
      {"NO_COLOR", ColorChoice::kAuto, true, "1", nullptr, nullptr, "xterm", false},
      {"empty NO_COLOR", ColorChoice::kAuto, true, "", nullptr, nullptr, "xterm", true},
      {"FORCE_COLOR", ColorChoice::kAuto, false, nullptr, "1", nullptr, nullptr, true},
      {"FORCE_COLOR=0", ColorChoice::kAuto, false, nullptr, "0", nullptr, nullptr, false},
      {"CLICOLOR_FORCE", ColorChoice::kAuto, false, nullptr, nullptr, "1", nullptr, true},
      {"both", ColorChoice::kAuto, true, "1", "1", nullptr, nullptr, false},
      {"always", ColorChoice::kAlways, false, "1", nullptr, nullptr, nullptr, true},
      {"never", ColorChoice::kNever, true, nullptr, "1", "1", nullptr, false},
  };
  for (const Case& each : kCases) {
    TerminalFacts facts = on_terminal();
    facts.is_terminal = each.terminal;
    facts.no_color = each.no_color;
    facts.force_color = each.force_color;
    facts.clicolor_force = each.clicolor_force;
    facts.term = each.term;
    EXPECT_EQ(terminal_for(each.choice, facts).color, each.expected) << each.what;
  }
}

TEST(Terminal, UnicodeAndWidth) {
  TerminalFacts facts = on_terminal();
  EXPECT_TRUE(terminal_for(ColorChoice::kAuto, facts).unicode);
  EXPECT_EQ(terminal_for(ColorChoice::kAuto, facts).width, 80U);
  facts.lc_all = "C";
  EXPECT_FALSE(terminal_for(ColorChoice::kAuto, facts).unicode);
  facts.lc_all = "";
  facts.lc_ctype = "de_DE.utf8";
  EXPECT_TRUE(terminal_for(ColorChoice::kAuto, facts).unicode);
  facts.columns_variable = "10";
  EXPECT_EQ(terminal_for(ColorChoice::kAuto, facts).width, 40U);
  facts.columns_variable = "x";
  EXPECT_EQ(terminal_for(ColorChoice::kAuto, facts).width, 120U);
  EXPECT_FALSE(terminal_for(ColorChoice::kAuto, TerminalFacts{}).unicode);
  EXPECT_EQ(terminal_for(ColorChoice::kAuto, TerminalFacts{}).width, 120U);
}

TEST(Terminal, DisplayWidth) {
  struct Case {
    std::string_view text;
    std::size_t width;
  };
  constexpr Case kCases[] = {
      {"", 0},
      {"abc", 3},
      {"\xC3\xA9", 1},
      {"e\xCC\x81", 1},  // é, e + combining acute
      {"\xE6\xBC\xA2", 2},
      {"\xEF\xBC\xA1", 2},
      {"\xF0\x9F\x94\x92", 2},  // 漢, fullwidth A, a lock
      {"\xE2\x80\xA6", 1},
      {"\xFF", 1},
  };
  for (const Case& each : kCases) EXPECT_EQ(display_width(each.text), each.width) << each.text;
}

TEST(Terminal, PaintedOnlyWithColor) {
  Terminal terminal;
  EXPECT_EQ(terminal.painted(Style::kError, "x"), "x");
  terminal.color = true;
  EXPECT_EQ(terminal.painted(Style::kError, "x"), "\x1b[1;31mx\x1b[0m");
  EXPECT_EQ(terminal.painted(Style::kPlain, "x"), "x");
  EXPECT_EQ(terminal.painted(Style::kError, ""), "");
}

TEST(Terminal, LinksWhereTheTerminalSaysItKnowsThem) {
  auto links = [](auto set) {
    TerminalFacts facts;
    facts.is_terminal = true;
    facts.term = "xterm-256color";
    set(facts);
    return terminal_for(ColorChoice::kAuto, facts).links;
  };
  EXPECT_FALSE(links([](TerminalFacts&) {}));
  EXPECT_TRUE(links([](TerminalFacts& facts) { facts.vte_version = "6800"; }));
  EXPECT_FALSE(links([](TerminalFacts& facts) { facts.vte_version = "4800"; }));
  EXPECT_TRUE(links([](TerminalFacts& facts) { facts.term = "xterm-kitty"; }));
  EXPECT_TRUE(links([](TerminalFacts& facts) { facts.term_program = "vscode"; }));
  EXPECT_TRUE(links([](TerminalFacts& facts) { facts.force_hyperlink = "1"; }));
  EXPECT_FALSE(links([](TerminalFacts& facts) {
    facts.vte_version = "6800";
    facts.term = "screen-256color";
  }));
  EXPECT_FALSE(links([](TerminalFacts& facts) {
    facts.vte_version = "6800";
    facts.force_hyperlink = "0";
  }));
  EXPECT_FALSE(links([](TerminalFacts& facts) {
    facts.vte_version = "6800";
    facts.no_color = "1";
  }));
  EXPECT_FALSE(links([](TerminalFacts& facts) {
    facts.vte_version = "6800";
    facts.is_terminal = false;
  }));
  Terminal terminal;
  EXPECT_EQ(terminal.linked("x:1", "x"), "x:1");
  terminal.links = true;
  terminal.folder = "/a b";
  EXPECT_EQ(terminal.linked("x:1", "c/x#"), "\x1b]8;;file:///a%20b/c/x%23\x1b\\x:1\x1b]8;;\x1b\\");
}

TEST(Terminal, BreaksSentencesBetweenWords) {
  Terminal terminal;
  terminal.width = 30;
  EXPECT_EQ(terminal.fitted("one two three four five six seven", 8),
            "one two three four five six seven");
  terminal.wraps = true;
  EXPECT_EQ(terminal.fitted("one two three four five six seven", 8),
            "one two three four\n        five six seven");
  EXPECT_EQ(terminal.fitted("a word_that_is_longer_than_the_line b", 8),
            "a\n        word_that_is_longer_than_the_line\n        b");
  EXPECT_EQ(terminal.fitted("one two three", 25), "one two three");
  EXPECT_EQ(terminal.fitted("", 8), "");
}

}  // namespace
}  // namespace verifull::report
