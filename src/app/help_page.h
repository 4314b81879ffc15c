// The help, taken apart again: what completions and the manual page are made of.
//
// The text of `--help` is the one table of options. What it lists is what a shell
// completes and what the manual explains, so the three cannot disagree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/options.h"

namespace verifull::app {

struct HelpItem {
  std::string name;
  std::string text;
};

struct HelpOption {
  std::string short_name;  // "-f"; "" for none
  std::string long_name;   // "--format"; "" for none
  std::string value;       // "F[:FILE]"; "" for a switch
  std::string text;        // on one line
  std::vector<HelpItem> items;  // a list that belongs to it
};

// A heading with its colon off, the paragraphs below it and the options.
struct HelpSection {
  std::string title;
  std::string text;  // paragraphs as they are in the help
  std::vector<HelpOption> options;
};

struct HelpPage {
  std::string name;                  // of the command
  std::string summary;               // from the list of commands
  std::vector<std::string> usages;   // behind "verifull "
  std::vector<std::string> actions;  // "create", "update": the word behind the command
  std::vector<HelpSection> sections;

  std::vector<const HelpOption*> options() const;
};

// In the order of `verifull --help`.
std::vector<HelpPage> help_pages();

// Words that the option's value can be; empty when it is free.
std::vector<std::string> option_words(const HelpOption& option);

}  // namespace verifull::app
