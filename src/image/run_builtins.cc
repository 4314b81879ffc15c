// Commands that change the shell itself: directory, variables, options, its end.
#include <algorithm>

#include "base/text.h"
#include "image/path.h"
#include "image/run_families.h"

namespace verifull::image {
namespace {

using Presence = RunVariable::Presence;

bool is_name(std::string_view text) {
  return !text.empty() && !base::is_digit(text[0]) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return base::is_alnum(c) || c == '_'; });
}

}  // namespace

RunStatus run_cd(RunCall& call) {
  std::vector<RunArgument> words(call.words.begin() + 1, call.words.end());
  while (!words.empty() &&
         (words[0].text == "-P" || words[0].text == "-L" || words[0].text == "--"))
    words.erase(words.begin());
  RunFiles& files = call.files();
  RunArgument where;
  if (words.empty()) {
    const auto home = call.machine.home();
    where = {home.value_or(""), home.has_value(), false, false, false};
  } else {
    where = words[0];
  }
  const bool dashed = where.text.starts_with("-");  // `cd -`: where it was before
  const auto path = words.size() > 1 || dashed ? std::nullopt : files.path_of(where);
  // CDPATH may lead elsewhere.
  if (!path || call.machine.variables.get("CDPATH").presence == Presence::kSet) {
    files.directory.reset();
    return RunStatus::kUnknown;
  }
  const Found found = files.look(*path);
  const RunStatus is_directory = files.is_directory(*path);
  if (is_directory == RunStatus::kFailed && !call.needed) return RunStatus::kFailed;
  const RunStatus enters = files.may_enter_directory(found);
  if (enters == RunStatus::kFailed && !call.needed) return RunStatus::kFailed;
  // `..` goes back over a link by the letter.
  files.directory = join_path("/", *path);
  return both(is_directory, enters);
}

RunStatus run_export(RunCall& call) {
  for (std::size_t i = 1; i < call.words.size(); ++i) {
    const RunArgument& word = call.words[i];
    const std::size_t equals = word.text.find('=');
    if (word.known && (word.text[0] == '-' || is_name(word.text))) continue;
    if (equals == word.text.npos || !is_name(word.text.substr(0, equals))) {
      call.machine.lose({call.cause.span, "variables that are not known"});
      return RunStatus::kUnknown;
    }
    const std::string name = word.text.substr(0, equals);
    call.machine.variables.set(
        name, {Presence::kSet, {word.text.substr(equals + 1), word.known, word.from_build_arg}});
  }
  return RunStatus::kOk;
}

RunStatus run_unset(RunCall& call) {
  for (std::size_t i = 1; i < call.words.size(); ++i) {
    if (call.words[i].known && is_name(call.words[i].text))
      call.machine.variables.set(call.words[i].text, {});
  }
  return RunStatus::kOk;
}

RunStatus run_read(RunCall& call) {
  for (std::size_t i = 1; i < call.words.size(); ++i) {
    if (is_name(call.words[i].text)) call.machine.variables.forget(call.words[i].text);
  }
  return RunStatus::kUnknown;
}

RunStatus run_set(RunCall& call) {
  for (std::size_t i = 1; i < call.words.size(); ++i) {
    const RunArgument& word = call.words[i];
    const char first = word.text.empty() ? 0 : word.text[0];
    if (!word.known || word.text == "--" || (first != '-' && first != '+')) {
      const bool ends = word.known && word.text == "--";
      call.machine.set_positional(
          {call.words.begin() + static_cast<std::ptrdiff_t>(i + (ends ? 1 : 0)), call.words.end()});
      return word.known ? RunStatus::kOk : RunStatus::kUnknown;
    }
    for (std::size_t j = 1; j < word.text.size(); ++j) {
      if (word.text[j] != 'o') {
        call.machine.set_option(word.text[j], first == '-');
      } else if (++i < call.words.size()) {
        call.machine.set_named_option(call.words[i].text, first == '-');
        break;
      }
    }
  }
  return RunStatus::kOk;
}

RunStatus run_exit(RunCall& call) {
  if (call.words.size() != 2 || !call.words[1].known) return call.machine.leave(std::nullopt);
  const std::string& status = call.words[1].text;
  const bool number =
      !status.empty() && status.size() < 9 && status.find_first_not_of("0123456789") == status.npos;
  if (!number) return call.machine.leave(std::nullopt);
  return call.machine.leave(std::stoul(status) % 256 == 0);
}

RunStatus run_umask(RunCall& call) {
  if (call.words.size() == 1) return RunStatus::kOk;
  const RunArgument& word = call.words[1];
  const bool octal = word.known && !word.text.empty() && word.text.size() <= 4 &&
                     word.text.find_first_not_of("01234567") == word.text.npos;
  if (octal)
    call.files().umask = static_cast<std::uint32_t>(std::stoul(word.text, nullptr, 8)) & 0777U;
  else
    call.files().umask.reset();
  return octal ? RunStatus::kOk : RunStatus::kUnknown;
}

// break, continue, return: whatever holds one runs as one that may not
// (run_compound.cc), so there is nothing left to do.
RunStatus run_jump(RunCall&) { return RunStatus::kUnknown; }

}  // namespace verifull::image
