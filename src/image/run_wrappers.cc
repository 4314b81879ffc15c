// Commands that run other commands.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "image/run_families.h"

namespace verifull::image {
namespace {

constexpr RunOption kTimeoutOptions[] = {
    {'k', "kill-after", true}, {'s', "signal", true},       {'v', "verbose"},
    {kLongA, "foreground"},    {kLongB, "preserve-status"}, {'t', "", true},
};
constexpr RunOption kXargsOptions[] = {
    {'0', "null"},   {'r', "no-run-if-empty"}, {'n', "max-args", true}, {'P', "max-procs", true},
    {'I', "", true}, {'d', "delimiter", true}, {'t', "verbose"},        {'L', "", true},
    {'x', "exit"},
};
constexpr RunOption kSudoOptions[] = {
    {'E', "preserve-env"}, {'n', ""}, {'H', "set-home"}, {'S', ""}, {'u', "user", true},
    {'g', "group", true},
};

// Actions of find that do nothing to what it finds.
constexpr std::string_view kFindActions[] = {"-delete", "-exec",    "-execdir", "-ok",     "-okdir",
                                             "-fprint", "-fprintf", "-fls",     "-fprint0"};

std::vector<RunArgument> from(const std::vector<RunArgument>& words, std::size_t at) {
  if (at >= words.size()) return {};
  return {words.begin() + static_cast<std::ptrdiff_t>(at), words.end()};
}

// Another user, or root, for the time of one command.
RunStatus run_as(RunCall& call, const Owner& user, std::vector<RunArgument> words) {
  const Owner before = std::exchange(call.files().user, user);
  const RunStatus status = call.machine.run_words(std::move(words), call);
  call.files().user = before;
  return status;
}

}  // namespace

RunStatus run_shell(RunCall& call) {
  std::vector<std::string> words;
  std::size_t at = 0;
  for (; at < call.words.size() && call.words[at].known; ++at) {
    const std::string& word = call.words[at].text;
    if (at > 0 && (word.empty() || word[0] != '-')) break;
    words.push_back(word);
    if (at > 0 && word.back() == 'o' && word[1] != '-' && at + 1 < call.words.size())
      words.push_back(call.words[++at].text);
  }
  const auto shell = shell_of(words);
  if (at < call.words.size() && shell) {
    std::vector<RunArgument> rest = from(call.words, at + 2);
    return call.machine.run_text(call.words[at], *shell, rest, call);
  }
  // A script, or commands on stdin.
  const bool reads = at == call.words.size() && call.in &&
                     std::all_of(call.in->begin(), call.in->end(), [](const ContentPart& part) {
                       return part.kind == ContentKind::kText;
                     });
  words.emplace_back("-c");
  const auto reader = shell_of(words);
  if (!reads || !reader) {
    call.machine.lose({call.cause.span, "a script"});
    return RunStatus::kUnknown;
  }
  RunArgument text;
  for (const ContentPart& part : *call.in) text.text += part.name;
  return call.machine.run_text(text, *reader, {}, call);
}

RunStatus run_env(RunCall& call) {
  std::size_t at = 1;
  const std::size_t note = call.machine.variables.note();
  for (; at < call.words.size(); ++at) {
    const RunArgument& word = call.words[at];
    const std::size_t equals = word.text.find('=');
    if (word.known && word.text == "-i") continue;
    if (word.known && word.text == "-u" && at + 1 < call.words.size()) {
      ++at;
      continue;
    }
    if (!word.text.empty() && word.text[0] == '-') {
      call.machine.lose(call.cause);
      return RunStatus::kUnknown;
    }
    if (equals == word.text.npos) break;
    call.machine.variables.set(word.text.substr(0, equals),
                               {RunVariable::Presence::kSet,
                                {word.text.substr(equals + 1), word.known, word.from_build_arg}});
  }
  if (at == call.words.size()) call.print_unknown("the environment");
  const RunStatus status = call.machine.run_words(from(call.words, at), call);
  call.machine.variables.undo_since(note);
  return status;
}

RunStatus run_prefix(RunCall& call) {
  std::size_t at = 1;
  while (at < call.words.size() && call.words[at].text.starts_with("-")) {
    if (call.words[at].text == "-v" || call.words[at].text == "-V") {
      call.print_unknown("where a program is");
      return RunStatus::kUnknown;  // `command -v`
    }
    at += call.name() == "nice" || call.name() == "ionice" ? 2 : 1;
  }
  const RunStatus status = call.machine.run_words(from(call.words, at), call);
  if (call.name() == "exec" && at < call.words.size()) call.machine.leave(std::nullopt);
  return status;
}

RunStatus run_timeout(RunCall& call) {
  const RunOptions options = read_options(call.words, kTimeoutOptions, true);
  if (!options.clear) call.machine.lose(call.cause);
  const std::size_t skipped = options.has('t') ? 0 : 1;  // its duration
  return call.machine.run_words(from(options.operands, skipped), call);
}

RunStatus run_sudo(RunCall& call) {
  const RunOptions options = read_options(call.words, kSudoOptions, true);
  if (!options.clear) {
    call.machine.lose(call.cause);
    return RunStatus::kUnknown;
  }
  const auto user = owner_of(call, options.value('u'), options.value('g'), Owner::root());
  return run_as(call, user.value_or(Owner::unknown()), options.operands);
}

// `su app -c "…"`, `su - app -c`, `gosu app …`, `su-exec app …`.
RunStatus run_su(RunCall& call) {
  const bool is_su = call.name() == "su" || call.name() == "runuser";
  std::vector<RunArgument> words = from(call.words, 1);
  if (!is_su) {
    if (words.empty()) return RunStatus::kUnknown;
    RunArgument name = words[0];
    const std::size_t colon = std::min(name.text.find(':'), name.text.size());
    name.text.resize(colon);
    const auto user = owner_of(call, &name, nullptr, Owner::unknown());
    words.erase(words.begin());
    return run_as(call, user.value_or(Owner::unknown()), std::move(words));
  }
  RunArgument name{"root", true, false, false, false};
  RunArgument text{"", false, false, false, false};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    if (word == "-c" && i + 1 < words.size())
      text = words[++i];
    else if (word == "-s" && i + 1 < words.size())
      ++i;
    else if (word.starts_with("-"))
      continue;
    else
      name = words[i];
  }
  const auto user = owner_of(call, &name, nullptr, Owner::unknown());
  const Owner before = std::exchange(call.files().user, user.value_or(Owner::unknown()));
  // `su -` goes to the user's home first.
  const auto directory = std::exchange(call.files().directory, std::nullopt);
  const bool login = std::any_of(words.begin(), words.end(), [](const RunArgument& word) {
    return word.text == "-" || word.text == "-l" || word.text == "--login";
  });
  if (!login) call.files().directory = directory;
  const RunStatus status = call.machine.run_text(text, RunShell{}, {}, call);
  call.files().directory = directory;
  call.files().user = before;
  return status;
}

// With words that nobody knows at its end.
RunStatus run_xargs(RunCall& call) {
  const RunOptions options = read_options(call.words, kXargsOptions, true);
  if (!options.clear) {
    call.machine.lose(call.cause);
    return RunStatus::kUnknown;
  }
  std::vector<RunArgument> words = options.operands;
  if (words.empty()) words.push_back({"echo", true, false, false, false});
  for (RunArgument& word : words) {
    if (options.has('I') && word.text.find(options.value('I')->text) != word.text.npos)
      word = {"", false, true, false, false};
  }
  words.push_back({"", false, true, false, false});
  return call.machine.run_words(std::move(words), call);
}

// What it deletes or hands on is somewhere below the directories it is given.
RunStatus run_find(RunCall& call) {
  call.print_unknown("what find finds");
  const bool acts = std::any_of(call.words.begin(), call.words.end(), [](const RunArgument& word) {
    return std::find(std::begin(kFindActions), std::end(kFindActions), word.text) !=
           std::end(kFindActions);
  });
  if (!acts) return RunStatus::kUnknown;
  std::size_t at = 1;
  for (; at < call.words.size(); ++at) {
    const std::string& word = call.words[at].text;
    if (!word.empty() && (word[0] == '-' || word[0] == '(' || word[0] == '!')) break;
    call.files().touch(call.words[at], call.cause);
  }
  if (at == 1) call.files().touch({".", true, false, false, false}, call.cause);
  for (; at + 1 < call.words.size(); ++at) {
    const std::string& action = call.words[at].text;
    const bool runs =
        action == "-exec" || action == "-execdir" || action == "-ok" || action == "-okdir";
    if (!runs) {
      if (action.starts_with("-fprint") || action == "-fls")
        call.files().touch(call.words[at + 1], call.cause);
      continue;
    }
    // What it runs may do more than to what was found.
    std::vector<RunArgument> words;
    for (++at; at < call.words.size() && call.words[at].text != ";" && call.words[at].text != "+";
         ++at) {
      const bool found = call.words[at].text.find("{}") != std::string::npos;
      if (!found) words.push_back(call.words[at]);
    }
    const bool plain =
        !words.empty() &&
        (words[0].text == "rm" || words[0].text == "chmod" || words[0].text == "chown" ||
         words[0].text == "strip" || words[0].text == "ls" || words[0].text == "echo" ||
         words[0].text == "grep" || words[0].text == "touch" || words[0].text == "chgrp");
    if (!plain) call.machine.lose({call.cause.span, "find -exec"});
  }
  return RunStatus::kUnknown;
}

}  // namespace verifull::image
