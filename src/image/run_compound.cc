// Conditions, loops and functions of a RUN's program.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "image/run_call.h"
#include "image/run_machine.h"
#include "image/run_pattern.h"
#include "image/run_perhaps.h"

namespace verifull::image {
namespace {

using parse::ShellNode;
using Kind = ShellNode::Kind;

constexpr std::size_t kMaxRounds = 256;  // of a loop whose words are known
constexpr int kMaxCalls = 16;            // of functions in each other

bool names_jump(const ShellNode& node) {
  if (node.words.empty()) return false;
  const std::string word = parse::literal_text(node.words[0]).value_or("");
  return word == "break" || word == "continue" || word == "return";
}

// A jump may end a round early.
bool holds_jump(const ShellNode& node) {
  if (node.kind == Kind::kSimple) return names_jump(node);
  return std::any_of(node.children.begin(), node.children.end(), holds_jump);
}

}  // namespace

RunStatus RunMachine::run_compound(const ShellNode& node, Place place, Streams streams) {
  switch (node.kind) {
    case Kind::kGroup:
      return run_list(node.children, place, streams);
    case Kind::kSubshell:
      return run_subshell(node.children, place, streams);
    case Kind::kIf:
      return run_if(node, place, streams);
    case Kind::kCase:
      return run_case(node, place, streams);
    case Kind::kFor:
      return run_for(node, place, streams);
    case Kind::kLoop:
      run_some_times(node, streams);
      return RunStatus::kUnknown;
    case Kind::kFunction:
      define(node.name, {&node.children[0], script_});
      return RunStatus::kOk;
    case Kind::kTest:
      for (const parse::ShellWord& word : node.words) expand_one(word);
      return RunStatus::kUnknown;
    default:
      lose({cause_of(node).span, "commands that can't be read"});
      return RunStatus::kUnknown;
  }
}

RunStatus RunMachine::run_if(const ShellNode& node, Place place, Streams streams) {
  std::vector<Perhaps> open;
  RunStatus result = RunStatus::kOk;
  bool decided = false;
  for (std::size_t i = 0; i < node.children.size() && !decided && !shell_.left; i += 2) {
    const bool is_else = i + 1 == node.children.size();
    RunStatus condition = RunStatus::kOk;
    if (!is_else) condition = run_list(node.children[i].children, {false, true}, streams);
    if (condition == RunStatus::kFailed) continue;
    const ShellNode& body = node.children[is_else ? i : i + 1];
    decided = condition == RunStatus::kOk;
    if (decided) {
      result = run_list(body.children, place, streams);
      break;
    }
    Perhaps perhaps(*this, streams, cause_of(node));
    run_list(body.children, place, streams);
    perhaps.close();
    // Whatever comes after it only runs when this one did not.
    open.emplace_back(*this, streams, cause_of(node));
  }
  const bool sure = open.empty();
  for (; !open.empty(); open.pop_back()) open.back().close();
  return sure ? result : RunStatus::kUnknown;
}

RunStatus RunMachine::run_case(const ShellNode& node, Place place, Streams streams) {
  const RunValue subject = expand_one(node.words[0]);
  std::vector<Perhaps> open;
  RunStatus result = RunStatus::kOk;
  for (const ShellNode& arm : node.children) {
    RunStatus matches = RunStatus::kFailed;
    for (const parse::ShellWord& word : arm.words) {
      const auto pattern = expand_pattern(word);
      std::optional<bool> is;
      if (pattern == "*")
        is = true;
      else if (pattern && subject.known && !subject.from_build_arg)
        is = matches_pattern(*pattern, subject.text);
      if (!is && matches != RunStatus::kOk) matches = RunStatus::kUnknown;
      if (is == true) matches = RunStatus::kOk;
    }
    if (matches == RunStatus::kFailed) continue;
    if (matches == RunStatus::kOk) {
      result = run_list(arm.children, place, streams);
      break;
    }
    Perhaps perhaps(*this, streams, cause_of(node));
    run_list(arm.children, place, streams);
    perhaps.close();
    open.emplace_back(*this, streams, cause_of(node));
  }
  const bool sure = open.empty();
  for (; !open.empty(); open.pop_back()) open.back().close();
  return sure ? result : RunStatus::kUnknown;
}

RunStatus RunMachine::run_for(const ShellNode& node, Place place, Streams streams) {
  const std::vector<RunArgument> words = expand(node.words);
  const bool known =
      std::none_of(words.begin(), words.end(), [](const RunArgument& word) { return word.many; });
  if (!known || words.size() > kMaxRounds || holds_jump(node.children[0])) {
    run_some_times(node, streams);
    return RunStatus::kUnknown;
  }
  RunStatus status = RunStatus::kOk;
  for (std::size_t i = 0; i < words.size() && !shell_.left; ++i) {
    const RunArgument& word = words[i];
    variables.set(node.name,
                  {RunVariable::Presence::kSet, {word.text, word.known, word.from_build_arg}});
    const bool last = i + 1 == words.size();
    status = run_list(node.children[0].children, {last && place.needed, place.checked}, streams);
  }
  return status;
}

// No time, once or often. What one round changes the next one sees, so that a
// first round only finds out what that is.
void RunMachine::run_some_times(const ShellNode& node, Streams streams) {
  for (int round = 0; round < 2 && !shell_.left; ++round) {
    Perhaps perhaps(*this, streams, cause_of(node));
    if (node.kind == Kind::kFor) variables.forget(node.name);
    for (const ShellNode& child : node.children) {
      run_list(child.children, {false, node.kind == Kind::kLoop && &child == &node.children[0]},
               streams);
    }
    perhaps.close();
  }
}

RunStatus RunMachine::call_function(const Function& function, std::vector<RunArgument> words,
                                    Place place, Streams streams, const Cause& cause) {
  if (!function.body || calls_ == kMaxCalls) {
    lose({cause.span, "a function that is not followed"});
    return RunStatus::kUnknown;
  }
  ++calls_;
  const bool positional_known =
      std::none_of(words.begin(), words.end(), [](const RunArgument& word) { return word.many; });
  words.erase(words.begin());
  std::swap(positional_, words);
  const bool outer_known = std::exchange(positional_known_, positional_known);
  const parse::ShellScript* outer_script = std::exchange(script_, function.script);
  const bool returns = holds_jump(*function.body);
  std::optional<Perhaps> perhaps;
  RunStatus status = RunStatus::kUnknown;
  if (returns) {
    // Where it ends is not followed.
    perhaps.emplace(*this, streams, cause);
    run_node(*function.body, {false, place.checked}, streams);
    perhaps->close();
  } else {
    status = run_node(*function.body, place, streams);
  }
  script_ = outer_script;
  positional_known_ = outer_known;
  std::swap(positional_, words);
  --calls_;
  return status;
}

}  // namespace verifull::image
