#include "app/help_page.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "app/command_line.h"
#include "app/help.h"
#include "base/text.h"
#include "check/ignore_rules.h"
#include "check/rules.h"
#include "report/format.h"

namespace verifull::app {
namespace {

constexpr std::size_t kTextColumn = 29;
constexpr std::string_view kUsage = "Usage: verifull ";

std::size_t indent_of(std::string_view line) {
  std::size_t indent = line.find_first_not_of(' ');
  return indent == std::string_view::npos ? line.size() : indent;
}

bool is_option_line(std::string_view line) {
  std::size_t indent = indent_of(line);
  return (indent == 2 || indent == 6) && indent < line.size() && line[indent] == '-';
}

// Of a line of options the part in front of the text.
std::string_view names_of(std::string_view line) {
  bool with_text = line.size() > kTextColumn && line[kTextColumn - 1] == ' ' &&
                   line[kTextColumn - 2] == ' ' && line[kTextColumn] != ' ';
  return base::trim(with_text ? line.substr(0, kTextColumn) : line);
}

std::string_view text_of(std::string_view line) {
  std::size_t end = indent_of(line) + names_of(line).size();
  return base::trim(line.substr(end));
}

// "-e, --environment NAME" is one option, "--only ID, --except ID" are two.
std::vector<HelpOption> named(std::string_view names) {
  std::vector<HelpOption> options;
  std::string_view short_name;
  for (std::size_t begin = 0; begin < names.size();) {
    std::size_t end = std::min(names.find(", ", begin), names.size());
    std::string_view part = base::trim(names.substr(begin, end - begin));
    begin = end + 2;
    std::size_t space = part.find(' ');
    std::string_view name = part.substr(0, space);
    std::string value;
    if (space != std::string_view::npos) value = base::trim(part.substr(space));
    bool is_short = name.size() == 2;
    if (is_short && value.empty() && names.find("--") != std::string_view::npos) {
      short_name = name;
      continue;
    }
    HelpOption option;
    option.short_name = is_short ? name : short_name;
    if (!is_short) option.long_name = name;
    option.value = std::move(value);
    options.push_back(std::move(option));
    short_name = {};
  }
  return options;
}

class PageReader {
 public:
  explicit PageReader(HelpPage& page) : page_(page) {}

  void read(std::string_view text) {
    page_.sections.emplace_back();
    for (std::string_view line : base::split(text, '\n')) read_line(line);
    for (HelpSection& section : page_.sections) section.text = base::trim(section.text);
  }

 private:
  HelpSection& section() { return page_.sections.back(); }

  void read_line(std::string_view line) {
    if (line.starts_with(kUsage) || (in_usage_ && line.starts_with("       verifull "))) {
      in_usage_ = true;
      page_.usages.emplace_back(line.substr(kUsage.size()));
    } else if (is_option_line(line)) {
      begin_options(line);
    } else if (open_ > 0 && indent_of(line) >= kTextColumn && !base::trim(line).empty()) {
      go_on(base::trim(line));
    } else {
      in_usage_ = false;
      open_ = 0;
      bool heading = line.ends_with(':') && indent_of(line) == 0 && is_behind_nothing_;
      if (heading) {
        page_.sections.push_back({std::string(line.substr(0, line.size() - 1)), "", {}});
      } else {
        section().text.append(line).append("\n");
      }
    }
    is_behind_nothing_ = line.empty();
  }

  void begin_options(std::string_view line) {
    in_usage_ = false;
    std::vector<HelpOption> options = named(names_of(line));
    open_ = options.size();
    for (HelpOption& option : options) {
      option.text = text_of(line);
      section().options.push_back(std::move(option));
    }
  }

  // A further line of the last options: more text, or an item of a list.
  void go_on(std::string_view line) {
    std::size_t gap = line.find("  ");
    auto& options = section().options;
    for (std::size_t i = options.size() - open_; i < options.size(); ++i) {
      if (gap != std::string_view::npos) {
        options[i].items.push_back(
            {std::string(line.substr(0, gap)), std::string(base::trim(line.substr(gap)))});
      } else {
        options[i].text += (options[i].text.empty() ? "" : " ") + std::string(line);
      }
    }
  }

  HelpPage& page_;
  bool in_usage_ = false;
  bool is_behind_nothing_ = true;
  std::size_t open_ = 0;  // options that the next lines belong to
};

// "baseline create|update|prune [OPTIONS]", or "config show [PATH...] | schema | init".
std::vector<std::string> actions_of(const std::vector<std::string>& usages) {
  std::vector<std::string> actions;
  for (const std::string& usage : usages) {
    if (usage.find('|') == std::string::npos) continue;
    std::string text = usage.substr(usage.find(' ') + 1);
    for (std::string_view part : base::split(text, '|')) {
      part = base::trim(part);
      part = part.substr(0, part.find(' '));
      if (!part.empty() && part[0] != '[') actions.emplace_back(part);
    }
  }
  return actions;
}

}  // namespace

std::vector<const HelpOption*> HelpPage::options() const {
  std::vector<const HelpOption*> all;
  for (const HelpSection& section : sections) {
    for (const HelpOption& option : section.options) all.push_back(&option);
  }
  return all;
}

std::vector<HelpPage> help_pages() {
  std::vector<HelpPage> pages;
  std::string general = general_help();
  std::string_view list = general;
  list.remove_prefix(list.find("Commands:\n"));
  list = list.substr(0, list.find("\n\n"));
  for (std::string_view line : base::split(list, '\n')) {
    line = base::trim(line);
    std::size_t space = line.find(' ');
    std::optional<Command> command = command_named(line.substr(0, space));
    if (!command) continue;
    HelpPage page;
    page.name = line.substr(0, space);
    page.summary = base::trim(line.substr(space));
    PageReader(page).read(help(*command));
    page.actions = actions_of(page.usages);
    pages.push_back(std::move(page));
  }
  return pages;
}

std::vector<std::string> option_words(const HelpOption& option) {
  std::vector<std::string> words;
  if (option.long_name == "--format") {
    for (const HelpItem& item : option.items) words.push_back(item.name);
  } else if (option.long_name == "--only" || option.long_name == "--except") {
    for (const check::Rule& rule : check::all_rules()) words.emplace_back(rule.id);
    for (const check::Rule& rule : check::ignore_rules()) words.emplace_back(rule.id);
  } else if (option.value == "LEVEL") {
    words = {"info", "warning", "error"};
  } else if (option.value == "WHEN") {
    words = {"auto", "always", "never"};
  }
  return words;
}

}  // namespace verifull::app
