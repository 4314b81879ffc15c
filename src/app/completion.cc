#include "app/completion.h"

#include <algorithm>
#include <vector>

#include "app/help_page.h"
#include "base/text.h"
#include "check/ignore_rules.h"
#include "check/rules.h"

namespace verifull::app {
namespace {

std::string rule_ids() {
  std::vector<std::string> ids;
  for (const check::Rule& rule : check::all_rules()) ids.emplace_back(rule.id);
  for (const check::Rule& rule : check::ignore_rules()) ids.emplace_back(rule.id);
  return base::join(ids, " ");
}

bool is_path(const HelpOption& option) { return option.value == "PATH"; }

bool about_rules(const HelpPage& page) { return page.name == "rules" || page.name == "explain"; }

std::string first_words(const HelpPage& page) {
  return about_rules(page) ? rule_ids() : base::join(page.actions, " ");
}

// --- bash ---------------------------------------------------------------------

std::string bash_names(const HelpPage& page) {
  std::vector<std::string> names;
  for (const HelpOption* option : page.options()) {
    if (!option->short_name.empty()) names.push_back(option->short_name);
    if (!option->long_name.empty()) names.push_back(option->long_name);
  }
  return base::join(names, " ");
}

// A case for each option with a value, each once.
std::string bash_values(const std::vector<HelpPage>& pages) {
  std::string cases;
  std::vector<std::string> done;
  for (const HelpPage& page : pages) {
    for (const HelpOption* option : page.options()) {
      std::string names = option->short_name;
      if (!option->long_name.empty()) names += (names.empty() ? "" : " | ") + option->long_name;
      bool known = std::find(done.begin(), done.end(), names) != done.end();
      if (option->value.empty() || known) continue;
      done.push_back(names);
      cases += "    " + names + ")\n";
      std::string words = base::join(option_words(*option), " ");
      if (!words.empty()) cases += "      mapfile -t COMPREPLY < <(compgen -W \"" + words + "\" -- \"$cur\")\n";
      if (is_path(*option)) cases += "      mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n";
      cases += "      return ;;\n";
    }
  }
  return cases;
}

std::string bash_script(const std::vector<HelpPage>& pages) {
  std::vector<std::string> names;
  std::string options;
  std::string firsts;
  for (const HelpPage& page : pages) {
    names.push_back(page.name);
    options += "    " + page.name + ") options=\"" + bash_names(page) + "\" ;;\n";
    std::string words = first_words(page);
    if (!words.empty()) firsts += "    " + page.name + ") words=\"" + words + "\" ;;\n";
  }
  std::string commands = base::join(names, " ");
  return R"(# bash completion for verifull; written by `verifull completion bash`
_verifull() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  local command="" options="" words="" i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case " )" + commands +
         R"( " in
      *" ${COMP_WORDS[i]} "*)
        command=${COMP_WORDS[i]}
        break ;;
    esac
  done
  case $prev in
)" + bash_values(pages) +
         R"(  esac
  case ${command:-check} in
)" + options +
         R"(  esac
  if [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options --help --version" -- "$cur")
    return
  fi
  case $command in
    "") words=")" +
         commands + R"(" ;;
)" + firsts +
         R"(  esac
  # What a word can be stands once behind the command.
  [[ -n $command && $prev != "$command" ]] && words=""
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur"; compgen -f -- "$cur")
}
complete -o filenames -o bashdefault -F _verifull verifull
)";
}

// --- zsh ----------------------------------------------------------------------

// In a text of _arguments brackets and colons mean something, and it stands between
// single quotes.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_value(const HelpOption& option) {
  if (option.value.empty()) return "";
  std::string words = base::join(option_words(option), " ");
  std::string what = is_path(option) ? "_files" : words.empty() ? " " : "(" + words + ")";
  return ":" + zsh_text(option.value) + ":" + what;
}

std::string zsh_option(const HelpOption& option) {
  std::string text = "[" + zsh_text(option.text) + "]" + zsh_value(option) + "'";
  const std::string& shorter = option.short_name;
  const std::string& longer = option.long_name;
  if (shorter.empty()) return "'*" + longer + text;
  if (longer.empty()) return "'*" + shorter + text;
  return "'*'{" + shorter + "," + longer + "}'" + text;
}

std::string zsh_script(const std::vector<HelpPage>& pages) {
  std::string commands;
  std::string cases;
  for (const HelpPage& page : pages) {
    commands += "    '" + page.name + ":" + zsh_text(page.summary) + "'\n";
    cases += "    " + page.name + ")\n      _arguments -s \\\n";
    for (const HelpOption* option : page.options()) {
      cases += "        " + zsh_option(*option) + " \\\n";
    }
    std::string words = first_words(page);
    if (!words.empty()) cases += "        '1: :(" + words + ")' \\\n";
    cases += "        '*:file:_files' ;;\n";
  }
  return R"(#compdef verifull
# zsh completion for verifull; written by `verifull completion zsh`
_verifull() {
  local command=check i
  local -a commands
  commands=(
)" + commands +
         R"(  )
  for ((i = 2; i < CURRENT; i++)); do
    if (( ${commands[(I)${words[i]}:*]} )); then
      command=${words[i]}
      # From here on the command is the first word.
      words=("${(@)words[i,-1]}")
      (( CURRENT -= i - 1 ))
      i=0
      break
    fi
  done
  if (( i != 0 && CURRENT == 2 )) && [[ $PREFIX != -* ]]; then
    _describe command commands
    _files
    return
  fi
  case $command in
)" + cases +
         R"(  esac
}
if [[ $funcstack[1] == _verifull ]]; then
  _verifull "$@"
else
  compdef _verifull verifull
fi
)";
}

// --- fish ---------------------------------------------------------------------

std::string fish_quoted(std::string_view text) {
  return "'" + base::replace_all(base::replace_all(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string fish_option(const HelpOption& option, const std::string& condition) {
  std::string line = "complete -c verifull -n " + fish_quoted(condition);
  if (!option.short_name.empty()) line += " -s " + option.short_name.substr(1);
  if (!option.long_name.empty()) line += " -l " + option.long_name.substr(2);
  if (!option.value.empty()) {
    std::string words = base::join(option_words(option), " ");
    line += is_path(option) ? " -r -F" : " -x";
    if (!words.empty()) line += " -a " + fish_quoted(words);
  }
  return line + " -d " + fish_quoted(option.text) + "\n";
}

std::string fish_script(const std::vector<HelpPage>& pages) {
  std::vector<std::string> names;
  for (const HelpPage& page : pages) names.push_back(page.name);
  std::string out = "# fish completion for verifull; written by `verifull completion fish`\n";
  std::vector<std::string> others;
  for (const std::string& name : names) {
    if (name != "check") others.push_back(name);
  }
  std::string none = "not __fish_seen_subcommand_from " + base::join(names, " ");
  for (const HelpPage& page : pages) {
    out += "complete -c verifull -n " + fish_quoted(none) + " -a " + page.name + " -d " +
           fish_quoted(page.summary) + "\n";
    // check may be left out.
    std::string seen = page.name == "check"
                           ? "not __fish_seen_subcommand_from " + base::join(others, " ")
                           : "__fish_seen_subcommand_from " + page.name;
    for (const HelpOption* option : page.options()) out += fish_option(*option, seen);
    std::string words = first_words(page);
    if (!words.empty()) {
      out += "complete -c verifull -n " + fish_quoted(seen) + " -f -a " + fish_quoted(words) + "\n";
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> completion_script(std::string_view shell) {
  std::vector<HelpPage> pages = help_pages();
  if (shell == "bash") return bash_script(pages);
  if (shell == "zsh") return zsh_script(pages);
  if (shell == "fish") return fish_script(pages);
  return std::nullopt;
}

}  // namespace verifull::app
