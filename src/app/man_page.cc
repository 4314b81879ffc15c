#include "app/man_page.h"

#include <string_view>
#include <vector>

#include "app/help.h"
#include "app/help_page.h"
#include "base/text.h"
#include "report/tool.h"

namespace verifull::app {
namespace {

constexpr std::string_view kFiles = R"(.SH FILES
.TP
.I config/database.yml
and its variants,
.IR .env* ,
the Dockerfile that a Rails app ships,
.IR Gemfile.lock ,
.IR pg_service.conf :
what is read of each app.
.TP
.I .verifull.yml
The configuration; the nearest one up from an app counts.
.TP
.I .verifull\-baseline
What has been accepted, for
.BR \-\-baseline .
.SH ENVIRONMENT
.TP
.BR NO_COLOR ", " FORCE_COLOR ", " CLICOLOR_FORCE ", " COLUMNS
Colours and width of the output.
.TP
.B GITHUB_ACTIONS
When it is
.B true
and no format was asked for, the format is
.BR github ;
.B GITHUB_STEP_SUMMARY
names the file that gets a table.
.PP
Variables that Rails would read count only with
.BR \-\-env\-from\-process .
.SH SEE ALSO
.BR psql (1),
.BR git (1)
)";

// A backslash, a hyphen that somebody copies, and a line that begins with a request.
std::string roff(std::string_view text) {
  std::string out;
  bool first = true;
  for (char c : text) {
    if (first && (c == '.' || c == '\'')) out += "\\&";
    first = c == '\n';
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

// Paragraphs; what is indented stays as it is.
// `open`: below a heading, which begins a paragraph itself.
std::string paragraphs(std::string_view text, bool open) {
  std::string out;
  bool literal = false;
  for (std::string_view line : base::split(text, '\n')) {
    bool indented = line.starts_with("  ");
    if (literal && !indented) {
      out += ".EE\n.RE\n";
      literal = false;
      open = false;
    }
    if (line.empty()) {
      open = open && out.empty();
      continue;
    }
    if (indented && !literal) {
      out += open && out.empty() ? ".RS\n.EX\n" : ".PP\n.RS\n.EX\n";
      literal = true;
    } else if (!indented && !open) {
      out += ".PP\n";
      open = true;
    }
    out += roff(indented ? line.substr(2) : line) + "\n";
  }
  if (literal) out += ".EE\n.RE\n";
  return out;
}

std::string option_entry(const HelpOption& option) {
  std::string names;
  for (const std::string& name : {option.short_name, option.long_name}) {
    if (name.empty()) continue;
    names += (names.empty() ? "\\fB" : ", \\fB") + roff(name) + "\\fR";
  }
  if (!option.value.empty()) names += " \\fI" + roff(option.value) + "\\fR";
  std::string out = ".TP\n" + names + "\n" + roff(option.text) + "\n";
  if (option.items.empty()) return out;
  out += ".RS\n";
  for (const HelpItem& item : option.items) {
    out += ".TP\n\\fB" + roff(item.name) + "\\fR\n" + roff(item.text) + "\n";
  }
  return out + ".RE\n";
}

bool same(const HelpOption& a, const HelpOption& b) {
  return a.short_name == b.short_name && a.long_name == b.long_name && a.text == b.text;
}

// Options that an earlier command has explained with the same words are named only.
class Commands {
 public:
  std::string write(const HelpPage& page) {
    std::string out;
    for (const std::string& usage : page.usages) {
      // A break is no break right behind a heading.
      bool heading = out.empty();
      out += (heading ? ".SS verifull " : "verifull ") + roff(usage) + (heading ? "\n" : "\n.br\n");
    }
    std::vector<std::string> known;
    for (const HelpSection& section : page.sections) {
      bool first = &section == &page.sections.front();
      out += paragraphs(section.text, first);
      std::string entries;
      for (const HelpOption& option : section.options) {
        if (is_told(option)) {
          std::string name = option.long_name.empty() ? option.short_name : option.long_name;
          known.push_back("\\fB" + roff(name) + "\\fR");
        } else {
          entries += option_entry(option);
          told_.push_back(option);
        }
      }
      if (!entries.empty() && !section.title.empty()) out += ".PP\n" + roff(section.title) + ":\n";
      out += entries;
    }
    if (!known.empty()) out += ".PP\nAs above: " + base::join(known, ", ") + "\n";
    return out;
  }

 private:
  bool is_told(const HelpOption& option) const {
    for (const HelpOption& each : told_) {
      if (same(each, option)) return true;
    }
    return false;
  }

  std::vector<HelpOption> told_;
};

// The paragraph of general_help() that begins with `heading`, without it.
std::string_view part(std::string_view text, std::string_view heading) {
  text.remove_prefix(text.find(heading) + heading.size());
  return text.substr(0, text.find("\n\n"));
}

}  // namespace

std::string man_page() {
  std::string general = general_help();
  std::string_view about = std::string_view(general).substr(0, general.find("\n\n"));
  // No date: the same program prints the same page on every day.
  std::string out = ".TH VERIFULL 1 \"\" \"verifull " + std::string(report::kToolVersion) +
                    "\" \"User Commands\"\n.SH NAME\nverifull \\- "
                    "does anybody check which PostgreSQL server a Rails app talks to?\n"
                    ".SH SYNOPSIS\n.B verifull\n[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR] "
                    "[\\fIPATH\\fR...]\n.SH DESCRIPTION\n";
  out += roff(about) + "\n.SH COMMANDS\n";
  Commands commands;
  for (const HelpPage& page : help_pages()) out += commands.write(page);
  out += ".SH EXIT STATUS\n" + roff(base::trim(part(general, "Exit codes:"))) + "\n";
  out += ".SH EXAMPLES\n.EX\n" + roff(part(general, "Examples:\n")) + "\n.EE\n";
  return out.append(kFiles);
}

}  // namespace verifull::app
