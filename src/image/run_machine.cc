#include "image/run_machine.h"

#include <algorithm>
#include <utility>

#include "image/run_call.h"
#include "image/run_perhaps.h"

namespace verifull::image {
namespace {

using parse::ShellNode;
using Kind = ShellNode::Kind;

constexpr int kMaxRunDepth = 200;

RunStatus opposite(RunStatus status) {
  if (status == RunStatus::kUnknown) return status;
  return status == RunStatus::kOk ? RunStatus::kFailed : RunStatus::kOk;
}

bool is_word(const ShellNode& node, std::size_t index, std::string_view text) {
  return index < node.words.size() && parse::literal_text(node.words[index]) == text;
}

// `exit 3`; not `exit`, whose status is another one's, nor `exit 0`.
bool exits_with_failure(const ShellNode& node) {
  if (node.kind != Kind::kSimple || !is_word(node, 0, "exit") || node.words.size() != 2)
    return false;
  const std::string status = parse::literal_text(node.words[1]).value_or("0");
  return status.size() <= 3 && status.find_first_not_of("0123456789") == status.npos &&
         status.find_first_not_of('0') != status.npos && status != "256";
}

bool fails_always(const ShellNode& node) {
  if (node.kind == Kind::kSimple) return is_word(node, 0, "false");
  return node.kind == Kind::kSubshell && !node.children.empty() &&
         exits_with_failure(node.children.back());
}

}  // namespace

ContentPart unknown_content(std::string why) {
  ContentPart part;
  part.name = std::move(why);
  return part;
}

RunMachine::RunMachine(ImageFs& image, UserTable& accounts, RunBudget& budget, Start start)
    : files(image, std::move(start.user)),
      users(accounts),
      variables(std::move(start.variables)),
      home_(std::move(start.home)),
      budget_(budget) {
  files.directory = std::move(start.directory);
}

void RunMachine::run(const RunProgram& program) {
  program_ = &program;
  script_ = &program.script;
  is_bash = program.shell.is_bash;
  shell_.errexit = program.shell.errexit;
  shell_.pipefail = program.shell.pipefail;
  if (!program.unreadable.empty()) {
    return lose({program.span({0, program.text.size()}), "RUN, of which " + program.unreadable});
  }
  const RunOutput nothing;
  RunOutput printed;
  run_list(program.script.commands, {true, false}, {&nothing, &printed});
}

void RunMachine::lose(const Cause& cause) { files.touch("/", Doubt::kMayChange, cause); }

bool RunMachine::spend(const Cause& cause) {
  if (budget_.commands > 0) {
    --budget_.commands;
    return true;
  }
  if (!shell_.left) lose({cause.span, "more commands than are followed"});
  shell_.left = true;
  return false;
}

Cause RunMachine::cause_of(const ShellNode& node) const {
  std::string name = node.words.empty() ? "" : parse::literal_text(node.words[0]).value_or("");
  if (name.empty()) name = "RUN";
  const base::Span span = place_ ? *place_ : program_->span(node.range);
  return {span, name};
}

RunStatus RunMachine::run_list(const Nodes& nodes, Place place, Streams streams) {
  RunStatus status = RunStatus::kOk;
  std::optional<Perhaps> rest;
  for (std::size_t i = 0; i < nodes.size() && !shell_.left; ++i) {
    if (shell_.may_be_left && !rest) rest.emplace(*this, streams, cause_of(nodes[i]));
    const bool last = i + 1 == nodes.size();
    status = run_node(nodes[i], {last && place.needed, place.checked}, streams);
    const bool stops = shell_.errexit && !place.checked && !shell_.failure_is_fatal;
    if (stops && status != RunStatus::kOk) shell_.may_be_left = true;
  }
  if (rest) {
    rest->close();
    status = place.needed ? RunStatus::kOk : RunStatus::kUnknown;
  }
  return status;
}

RunStatus RunMachine::run_node(const ShellNode& node, Place place, Streams streams) {
  if (++depth_ > kMaxRunDepth) {
    lose({cause_of(node).span, "commands nested deeper than is followed"});
    --depth_;
    return RunStatus::kUnknown;
  }
  RunStatus status = RunStatus::kOk;
  switch (node.kind) {
    case Kind::kSimple:
      status = run_simple(node, place, streams);
      break;
    case Kind::kAndOr:
      status = run_and_or(node, place, streams);
      break;
    case Kind::kPipe:
      status = run_pipe(node, place, streams);
      break;
    case Kind::kNot:
      status = opposite(run_node(node.children[0], {false, true}, streams));
      break;
    case Kind::kBackground: {
      Perhaps perhaps(*this, streams, cause_of(node.children[0]));
      run_subshell(node.children, {}, streams);
      perhaps.close();
      break;
    }
    default:
      status = run_redirected(node, place, streams);
      break;
  }
  --depth_;
  return place.needed ? RunStatus::kOk : status;
}

// `set -e` looks at what no condition looks at.
bool RunMachine::needed(Place place) const {
  return place.needed || (shell_.errexit && !place.checked && shell_.failure_is_fatal);
}

bool RunMachine::always_leaves(const ShellNode& node) const {
  if (node.kind == Kind::kGroup) {
    return !node.children.empty() && exits_with_failure(node.children.back());
  }
  return exits_with_failure(node);
}

// Does the build go on only when the part succeeds?
bool RunMachine::is_needed(const ShellNode& chain, std::size_t index, Place place) const {
  for (std::size_t i = index + 1; i < chain.children.size(); ++i) {
    const ShellNode& later = chain.children[i];
    if (later.joined != ShellNode::Joint::kOr || fails_always(later)) continue;
    return always_leaves(later) && shell_.failure_is_fatal;
  }
  return place.needed;
}

RunStatus RunMachine::run_and_or(const ShellNode& node, Place place, Streams streams) {
  RunStatus status = RunStatus::kOk;
  for (std::size_t i = 0; i < node.children.size() && !shell_.left; ++i) {
    const ShellNode& child = node.children[i];
    const bool last = i + 1 == node.children.size();
    const Place own{is_needed(node, i, place), place.checked || !last};
    const bool on_success = child.joined != ShellNode::Joint::kOr;
    if (i == 0) {
      status = run_node(child, own, streams);
      continue;
    }
    const RunStatus runs = on_success ? status : opposite(status);
    if (runs == RunStatus::kFailed) continue;
    if (runs == RunStatus::kOk) {
      status = run_node(child, own, streams);
      continue;
    }
    Perhaps perhaps(*this, streams, cause_of(child));
    const RunStatus result = run_node(child, own, streams);
    perhaps.close();
    const RunStatus decided = on_success ? RunStatus::kFailed : RunStatus::kOk;
    status = result == decided ? decided : RunStatus::kUnknown;
  }
  return status;
}

RunStatus RunMachine::run_pipe(const ShellNode& node, Place place, Streams streams) {
  RunStatus status = RunStatus::kOk;
  std::vector<RunOutput> between(node.children.size());
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const bool last = i + 1 == node.children.size();
    const Place own{needed(place) && (last || shell_.pipefail), place.checked};
    const Streams ends{i == 0 ? streams.in : &between[i - 1], last ? streams.out : &between[i]};
    const RunStatus result = run_subshell({node.children[i]}, own, ends);
    status = last && !shell_.pipefail ? result : both(status, result);
  }
  return status;
}

RunStatus RunMachine::run_subshell(const Nodes& nodes, Place place, Streams streams) {
  const Shell outer = shell_;
  const auto directory = files.directory;
  const auto mask = files.umask;
  const std::size_t variables_before = variables.note();
  const std::size_t functions_before = defined_.size();
  const std::vector<RunArgument> positional = positional_;
  const bool positional_known = positional_known_;
  shell_.may_be_left = false;
  shell_.failure_is_fatal = shell_.failure_is_fatal && needed(place);
  RunStatus status = run_list(nodes, place, streams);
  if (shell_.left) status = shell_.failed ? RunStatus::kFailed : RunStatus::kUnknown;
  const bool spent = budget_.commands == 0;
  shell_ = outer;
  shell_.left = outer.left || (spent && shell_.left);
  files.directory = directory;
  files.umask = mask;
  variables.undo_since(variables_before);
  undo_functions(functions_before);
  positional_ = positional;
  positional_known_ = positional_known;
  return place.needed ? RunStatus::kOk : status;
}

void RunMachine::define(const std::string& name, Function function) {
  auto [place, is_new] = functions_.try_emplace(name);
  std::optional<Function> before;
  if (!is_new) before = place->second;
  defined_.emplace_back(name, before);
  place->second = function;
}

void RunMachine::undo_functions(std::size_t note) {
  for (; defined_.size() > note; defined_.pop_back()) {
    auto& [name, before] = defined_.back();
    if (before)
      functions_[name] = *before;
    else
      functions_.erase(name);
  }
}

RunStatus RunMachine::leave(std::optional<bool> ok) {
  shell_.left = true;
  shell_.failed = ok == false && shell_.failure_is_fatal;
  return ok ? (*ok ? RunStatus::kOk : RunStatus::kFailed) : RunStatus::kUnknown;
}

void RunMachine::set_option(char letter, bool on) {
  if (letter == 'e') shell_.errexit = on;
  if (letter == 'f') no_patterns_ = on;
}

void RunMachine::set_named_option(std::string_view name, bool on) {
  if (name == "errexit") shell_.errexit = on;
  if (name == "pipefail") shell_.pipefail = on;
  if (name == "noglob") no_patterns_ = on;
}

}  // namespace verifull::image
