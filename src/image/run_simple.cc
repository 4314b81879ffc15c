// One command of a RUN's program: assignments, redirects, and who handles it.
#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "image/path.h"
#include "image/run_call.h"
#include "image/run_machine.h"
#include "image/run_perhaps.h"

namespace verifull::image {
namespace {

using parse::ShellNode;
using parse::ShellRedirect;
using Kind = ShellRedirect::Kind;

// Not files of the image.
constexpr std::string_view kDevices[] = {"/dev/", "/proc/"};

// They say nothing on stderr when all goes well.
constexpr std::string_view kQuiet[] = {"echo", "printf", "cat"};

// Directories of programs that images bring along; of a program elsewhere only
// the project knows what it does.
constexpr std::string_view kProgramFolders[] = {"/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/"};

bool is_device(std::string_view path) {
  return std::any_of(std::begin(kDevices), std::end(kDevices),
                     [&](std::string_view folder) { return path.starts_with(folder); });
}

std::string_view known_name(std::string_view word) {
  for (std::string_view folder : kProgramFolders) {
    const bool inside = word.starts_with(folder) && word.find('/', folder.size()) == word.npos;
    if (inside) return word.substr(folder.size());
  }
  return word;
}

Content as_content(RunOutput parts) {
  if (parts.empty()) parts.push_back({ContentKind::kText, "", false, false, {}});
  RunOutput merged;
  for (ContentPart& part : parts) {
    const bool joins = !merged.empty() && part.kind == ContentKind::kText &&
                       merged.back().kind == ContentKind::kText;
    if (joins)
      merged.back().name += part.name;
    else
      merged.push_back(std::move(part));
  }
  if (merged.size() > kMaxContentParts) merged = {unknown_content("it has too many parts")};
  return std::make_shared<const RunOutput>(std::move(merged));
}

}  // namespace

bool RunCall::all_known() const {
  return std::all_of(words.begin(), words.end(),
                     [](const RunArgument& word) { return word.known; });
}

RunStatus RunCall::touch_words() {
  for (std::size_t i = 1; i < words.size(); ++i) files().touch(words[i], cause);
  return RunStatus::kUnknown;
}

// What a command prints goes to `out` until it ends, and then to the files.
struct RunMachine::Redirected {
  RunOutput printed;
  RunOutput given;  // stdin
  std::string given_path;  // after all links
  bool takes_given = false;
  bool takes_printed = false;
  bool discards = false;
  bool mixes_errors = false;
  RunStatus status = RunStatus::kOk;
  std::vector<std::pair<std::string, bool>> files;  // and whether it appends
};

void RunMachine::open_input(const ShellRedirect& redirect, const Cause& cause, Redirected& io) {
  io.takes_given = true;
  io.given.clear();
  io.given_path.clear();
  if (redirect.kind == Kind::kHeredoc || redirect.kind == Kind::kHereString) {
    const RunValue text = expand_one(
        redirect.kind == Kind::kHeredoc ? script_->heredocs[redirect.heredoc] : redirect.word);
    if (!text.known)
      io.given.push_back(unknown_content("a text with a value that is not known"));
    else
      io.given.push_back({ContentKind::kText, text.text, false, false, cause.span});
    if (redirect.kind == Kind::kHereString)
      io.given.push_back({ContentKind::kText, "\n", false, false, cause.span});
    return;
  }
  const RunValue word = expand_one(redirect.word);
  const auto path = files.path_of({word.text, word.known, false, false, false});
  if (path && is_device(*path)) return;
  const Found found = path ? files.look(*path) : Found{};
  if (found.is_file()) {
    io.given = *found.content;
    io.given_path = found.path;
    io.status = both(io.status, files.may_read(found));
  } else {
    io.given.push_back(unknown_content("a file that is not known"));
    const bool absent = path && found.presence == Found::Presence::kAbsent;
    io.status = both(io.status, absent ? RunStatus::kFailed : RunStatus::kUnknown);
  }
}

void RunMachine::open_output(const ShellRedirect& redirect, const Cause& cause, Redirected& io) {
  const RunValue word = expand_one(redirect.word);
  const RunArgument argument{word.text, word.known, false, false, word.from_build_arg};
  const bool duplicates = redirect.kind == Kind::kDuplicate;
  const bool of_errors = redirect.descriptor == 2;
  if (duplicates && word.known &&
      (word.text == "-" || word.text.find_first_not_of("0123456789") == word.text.npos)) {
    if (of_errors && word.text == "1") io.mixes_errors = true;
    if (!of_errors && redirect.descriptor < 3 && word.text != "1")
      io.takes_printed = io.discards = true;
    return;
  }
  const bool both_streams =
      duplicates || redirect.kind == Kind::kBoth || redirect.kind == Kind::kBothAppend;
  const bool appends = redirect.kind == Kind::kAppend || redirect.kind == Kind::kBothAppend;
  const bool printed = redirect.descriptor == -1 || redirect.descriptor == 1;
  io.mixes_errors |= both_streams;
  if (printed) {
    io.takes_printed = true;
    io.discards = false;
    io.files.clear();
  }
  const auto path = files.path_of(argument);
  if (!path) {
    files.touch(argument, cause);
    io.status = both(io.status, RunStatus::kUnknown);
    if (printed) io.discards = true;
    return;
  }
  if (is_device(*path)) {
    if (printed) io.discards = true;
    return;
  }
  if (!printed || redirect.kind == Kind::kReadWrite) {
    const RunStatus opened =
        files.write(*path, as_content({unknown_content("what a command says")}), true, cause);
    io.status = both(io.status, opened);
    return;
  }
  const RunStatus opened = files.write(*path, as_content({}), appends, cause);
  if (opened == RunStatus::kFailed) files.touch(*path, Doubt::kMayChange, cause);
  io.status = both(io.status, opened);
  io.files.emplace_back(*path, appends);
}

// Opens all, runs, and writes down what was printed.
RunStatus RunMachine::run_redirected(const ShellNode& node, Place place, Streams streams) {
  if (node.redirects.empty() && node.kind != ShellNode::Kind::kSimple) {
    return run_compound(node, place, streams);
  }
  Redirected io;
  const Cause cause = cause_of(node);
  Perhaps opening(*this, {}, cause, false);
  for (const ShellRedirect& redirect : node.redirects) {
    const bool input = redirect.kind == Kind::kRead || redirect.kind == Kind::kHeredoc ||
                       redirect.kind == Kind::kHereString;
    if (input)
      open_input(redirect, cause, io);
    else
      open_output(redirect, cause, io);
  }
  if (needed(place)) io.status = RunStatus::kOk;
  // A redirect that fails keeps the command from running.
  if (io.status == RunStatus::kFailed) {
    opening.close();
    return RunStatus::kFailed;
  }
  const bool in_doubt = io.status == RunStatus::kUnknown;
  doubts_ += in_doubt ? 1 : 0;
  Streams own = streams;
  if (io.takes_given) own.in = &io.given;
  if (io.takes_printed) own.out = &io.printed;
  const std::size_t outer_outputs = outputs.size();
  for (const auto& [path, append] : io.files) {
    outputs.push_back(files.look(path).path);
    if (!io.given_path.empty() && outputs.back() == io.given_path)
      io.given = {unknown_content("a file that is being written")};
  }
  RunStatus status = node.kind == ShellNode::Kind::kSimple ? run_command(node, place, own)
                                                           : run_compound(node, place, own);
  outputs.resize(outer_outputs);
  if (io.mixes_errors && !io.printed.empty() &&
      std::find(std::begin(kQuiet), std::end(kQuiet), cause.text) == std::end(kQuiet)) {
    io.printed = {unknown_content("what a command prints, and what it says of errors")};
  }
  for (const auto& [path, append] : io.files) {
    if (io.printed.empty() || io.discards) continue;
    const bool is_there = files.look(path).presence == Found::Presence::kPresent;
    const RunStatus written =
        is_there ? files.write(path, as_content(io.printed), append, cause) : RunStatus::kUnknown;
    if (written == RunStatus::kFailed || !is_there) files.touch(path, Doubt::kMayChange, cause);
  }
  if (!in_doubt) return status;
  --doubts_;
  opening.close();
  return RunStatus::kUnknown;
}

RunStatus RunMachine::run_simple(const ShellNode& node, Place place, Streams streams) {
  if (!spend(cause_of(node))) return RunStatus::kUnknown;
  if (node.redirects.empty()) return run_command(node, place, streams);
  return run_redirected(node, place, streams);
}

RunStatus RunMachine::assign(const ShellNode& node) {
  substitution_status_ = RunStatus::kOk;
  for (const parse::ShellAssignment& assignment : node.assignments) {
    RunValue value = expand_one(assignment.value);
    if (assignment.appends) value = RunValue::unknown();
    if (assignment.name == "HOME" && !value.known) value = RunValue::unknown();
    variables.set(assignment.name, {RunVariable::Presence::kSet, std::move(value)});
  }
  return substitution_status_;
}

RunStatus RunMachine::run_command(const ShellNode& node, Place place, Streams streams) {
  if (node.words.empty()) {
    const RunStatus status = assign(node);
    return needed(place) ? RunStatus::kOk : status;
  }
  std::vector<RunArgument> words = expand(node.words);
  const std::size_t note = variables.note();
  assign(node);
  RunStatus status = RunStatus::kOk;
  if (!words.empty()) status = dispatch(std::move(words), place, streams, node);
  // In front of a command they are its own; `export` and `exec` have none in practice.
  if (!node.assignments.empty()) variables.undo_since(note);
  return status;
}

RunStatus RunMachine::dispatch(std::vector<RunArgument> words, Place place, Streams streams,
                               const ShellNode& node) {
  Cause cause = cause_of(node);
  if (words[0].known) {
    auto function = functions_.find(words[0].text);
    if (function != functions_.end()) {
      const Function copy = function->second;
      return call_function(copy, std::move(words), place, streams, cause);
    }
  }
  RunOutput unheard;
  RunCall call{*this,
               std::move(words),
               streams.in,
               streams.out ? *streams.out : unheard,
               std::move(cause),
               needed(place),
               place.checked};
  return dispatch_call(call);
}

RunStatus RunMachine::run_words(std::vector<RunArgument> words, RunCall& call) {
  if (words.empty()) return RunStatus::kOk;
  if (!spend(call.cause) || ++depth_ > 100) return RunStatus::kUnknown;
  Cause cause = call.cause;
  // A name that is in a table is no secret.
  if (words[0].known && find_run_handler(words[0].text)) cause.text = words[0].text;
  RunCall inner{*this,       std::move(words), call.in, call.out, std::move(cause),
                call.needed, call.checked};
  const RunStatus status = dispatch_call(inner);
  --depth_;
  return status;
}

RunStatus RunMachine::dispatch_call(RunCall& call) {
  const RunArgument& name = call.words[0];
  const RunHandler handler = name.known ? find_run_handler(known_name(name.text)) : nullptr;
  if (!handler) {
    lose({call.cause.span, name.known ? call.cause.text : "a command whose name is not known"});
    call.print_unknown("what a command prints");
    return call.needed ? RunStatus::kOk : RunStatus::kUnknown;
  }
  if (call.needed) {
    handler(call);
    return RunStatus::kOk;
  }
  Perhaps perhaps(*this, {call.in, &call.out}, call.cause);
  const RunStatus status = handler(call);
  if (status == RunStatus::kOk)
    perhaps.drop();
  else
    perhaps.close();
  return status;
}

RunStatus RunMachine::run_text(const RunArgument& text, const RunShell& shell,
                               const std::vector<RunArgument>& positional, RunCall& call) {
  if (!text.known || ++depth_ > 100) {
    lose(call.cause);
    return RunStatus::kUnknown;
  }
  const parse::ShellScript script = parse::parse_shell(text.text);
  if (script.error || budget_.bytes < text.text.size()) {
    lose({call.cause.span, call.cause.text + ", of which the program is not understood"});
    --depth_;
    return RunStatus::kUnknown;
  }
  budget_.bytes -= text.text.size();
  const auto* outer_script = std::exchange(script_, &script);
  auto outer_functions = std::exchange(functions_, {});
  auto outer_defined = std::exchange(defined_, {});
  const auto outer_place = std::exchange(place_, call.cause.span);
  const Shell outer_shell = shell_;
  const bool outer_bash = std::exchange(is_bash, shell.is_bash);
  shell_.errexit = shell.errexit;
  shell_.pipefail = shell.pipefail;
  const std::vector<RunArgument> outer_positional = std::exchange(positional_, positional);
  const bool outer_known = std::exchange(positional_known_, true);
  const RunStatus status =
      run_subshell(script.commands, {call.needed, false}, {call.in, &call.out});
  positional_ = outer_positional;
  positional_known_ = outer_known;
  is_bash = outer_bash;
  const bool spent = budget_.commands == 0 && shell_.left;
  shell_ = outer_shell;
  shell_.left |= spent;
  place_ = outer_place;
  defined_ = std::move(outer_defined);
  functions_ = std::move(outer_functions);
  script_ = outer_script;
  --depth_;
  return status;
}

}  // namespace verifull::image
