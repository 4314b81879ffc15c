#include "image/build_state.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "image/path.h"

namespace verifull::image {
namespace {

using parse::DockerAssignment;
using parse::DockerInstruction;
using parse::DockerProblem;
using parse::DockerVariable;
using parse::DockerWord;
using parse::ExpandedWord;
using Presence = DockerVariable::Presence;
using Value = BuildContext::Value;

// util/system/path.go: BuildKit gives every image a PATH.
constexpr std::string_view kDefaultPath =
    "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

constexpr std::size_t kVariableSize = 128;  // about, without its texts

constexpr std::size_t kMaxPath = 4096;  // of Linux

// Arguments that the build gives a value to (dockerfile2llb/platform.go).
constexpr std::string_view kPlatformArguments[] = {
    "BUILDPLATFORM", "BUILDOS",        "BUILDOSVERSION", "BUILDARCH",
    "BUILDVARIANT",  "TARGETPLATFORM", "TARGETOS",       "TARGETOSVERSION",
    "TARGETARCH",    "TARGETVARIANT",  "TARGETSTAGE",
};

// Arguments that a build can be given without an ARG in the file.
constexpr std::string_view kProxyArguments[] = {
    "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY",
    "http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy",
};

bool is_platform(std::string_view name) {
  return std::find(std::begin(kPlatformArguments), std::end(kPlatformArguments), name) !=
         std::end(kPlatformArguments);
}

bool is_predefined(std::string_view name) {
  return is_platform(name) || std::find(std::begin(kProxyArguments), std::end(kProxyArguments),
                                        name) != std::end(kProxyArguments);
}

DockerVariable as_variable(const Value& value) {
  return {value.presence, value.text, value.known, value.from_build_arg};
}

DockerVariable maybe(bool from_build_arg) { return {Presence::kMaybe, {}, false, from_build_arg}; }

Value as_value(const ExpandedWord& word, bool from_build_arg) {
  return {Presence::kSet, word.text, word.known, from_build_arg || word.from_build_arg};
}

DockerVariable look_up_global(std::string_view name, const BuildContext& context) {
  auto found = context.global_arguments.find(std::string(name));
  if (found != context.global_arguments.end()) return as_variable(found->second);
  return is_predefined(name) ? maybe(true) : DockerVariable{};
}

void report(const ExpandedWord& word, const DockerInstruction& instruction,
            const DockerWord& source, std::vector<DockerProblem>& problems) {
  if (!word.error) return;
  base::Span span =
      instruction.line.span(source.begin + word.error->begin, source.begin + word.error->end);
  problems.push_back({word.error->message, span});
}

Given as_given(const ExpandedWord& word, base::Span span) {
  return {word.text, word.known, word.from_build_arg, span};
}

}  // namespace

ExpandedWord expand_global(std::string_view word, BuildContext& context) {
  auto lookup = [&context](std::string_view name) { return look_up_global(name, context); };
  return parse::expand_word(word, lookup, {context.escape}, context.budget);
}

void apply_global_argument(const DockerInstruction& instruction, BuildContext& context,
                           std::vector<DockerProblem>& problems) {
  for (const DockerAssignment& assignment : instruction.assignments) {
    const std::string& name = assignment.name.text;
    if (!assignment.value) {
      // One that has a value already keeps it.
      Value not_given{is_predefined(name) ? Presence::kMaybe : Presence::kNotGiven, "", false,
                      true};
      context.global_arguments.try_emplace(name, not_given);
      continue;
    }
    ExpandedWord word = expand_global(assignment.value->text, context);
    report(word, instruction, *assignment.value, problems);
    context.global_arguments[name] = as_value(word, true);
  }
}

BuildState BuildState::of_unknown_image() {
  BuildState state;
  state.set_variable("PATH", {Presence::kSet, "", false, false});
  return state;
}

BuildState BuildState::of_scratch(base::Span from) {
  BuildState state;
  state.complete_ = true;
  state.workdir_ = Given{"/", true, false, from};
  state.set_environment({"PATH", {std::string(kDefaultPath), true, false, from}, from});
  return state;
}

BuildState BuildState::on_top_of(const BuildState& parent) {
  BuildState state = parent;
  for (const EnvironmentVariable& variable : parent.environment_) {
    const Given& value = variable.value;
    state.set_variable(variable.name,
                       {Presence::kSet, value.text, value.known, value.from_build_arg});
  }
  return state;
}

DockerVariable BuildState::look_up(std::string_view name) const {
  auto found = variables_.find(std::string(name));
  if (found != variables_.end()) return as_variable(found->second);
  if (is_predefined(name)) return maybe(true);
  return complete_ ? DockerVariable{} : maybe(false);
}

ExpandedWord BuildState::expand(std::string_view word, const parse::WordOptions& options,
                                BuildContext& context) const {
  auto lookup = [this](std::string_view name) { return look_up(name); };
  return parse::expand_word(word, lookup, options, context.budget);
}

void BuildState::apply(const DockerInstruction& instruction, BuildContext& context,
                       std::vector<DockerProblem>& problems) {
  using Keyword = parse::DockerKeyword;
  if (instruction.keyword == Keyword::kEnv) {
    return apply_environment(instruction, context, problems);
  }
  if (instruction.keyword == Keyword::kArg) return apply_arguments(instruction, context, problems);
  bool user = instruction.keyword == Keyword::kUser;
  if ((!user && instruction.keyword != Keyword::kWorkdir) || instruction.arguments.empty()) return;
  const DockerWord& argument = instruction.arguments[0];
  ExpandedWord word = expand(argument.text, {context.escape}, context);
  report(word, instruction, argument, problems);
  Given given = as_given(word, argument.span);
  if (user) {
    user_ = std::move(given);
  } else {
    set_workdir(std::move(given), problems);
  }
}

// All words see the variables from before the instruction: `ENV a=1 b=$a` takes
// the old a.
void BuildState::apply_environment(const DockerInstruction& instruction, BuildContext& context,
                                   std::vector<DockerProblem>& problems) {
  std::vector<EnvironmentVariable> given;
  for (const DockerAssignment& assignment : instruction.assignments) {
    ExpandedWord name = expand(assignment.name.text, {context.escape}, context);
    ExpandedWord value = expand(assignment.value->text, {context.escape}, context);
    report(name, instruction, assignment.name, problems);
    report(value, instruction, *assignment.value, problems);
    if (!name.known || name.text.empty()) continue;
    given.push_back({name.text, as_given(value, assignment.value->span), assignment.name.span});
  }
  for (EnvironmentVariable& variable : given) set_environment(std::move(variable));
}

// Here each word sees the ones before it: `ARG a=1 b=$a` takes the new a.
void BuildState::apply_arguments(const DockerInstruction& instruction, BuildContext& context,
                                 std::vector<DockerProblem>& problems) {
  for (const DockerAssignment& assignment : instruction.assignments) {
    const std::string& name = assignment.name.text;
    if (!assignment.value) {
      declare(name, context);
      continue;
    }
    ExpandedWord word = expand(assignment.value->text, {context.escape}, context);
    report(word, instruction, *assignment.value, problems);
    set_variable(name, as_value(word, true));
  }
}

// An ARG without default takes the global one's value, or leaves what is there.
void BuildState::declare(const std::string& name, const BuildContext& context) {
  auto global = context.global_arguments.find(name);
  if (global != context.global_arguments.end() && global->second.presence == Presence::kSet) {
    return set_variable(name, global->second);
  }
  auto found = variables_.find(name);
  if (found != variables_.end() && !is_platform(name)) {
    found->second.from_build_arg = true;
    return;
  }
  // A base image may have it too (ruby images set RUBY_VERSION).
  bool open = !complete_ || is_predefined(name);
  set_variable(name, {open ? Presence::kMaybe : Presence::kNotGiven, "", false, true});
}

// A relative path on an image whose directory nobody knows stays unknown.
void BuildState::set_workdir(Given path, std::vector<DockerProblem>& problems) {
  if (path.known && path.text.empty()) return;
  bool absolute = !path.text.empty() && path.text[0] == '/';
  if (!absolute) {
    path.known = path.known && workdir_ && workdir_->known;
    path.from_build_arg |= workdir_ && workdir_->from_build_arg;
  }
  path.text = join_path(workdir_ ? workdir_->text : "/", path.text);
  if (path.text.size() > kMaxPath) {
    problems.push_back({"the working directory is longer than a path can be", path.span});
    path.text = "/";
    path.known = false;
  }
  workdir_ = std::move(path);
}

std::size_t BuildState::size() const {
  std::size_t user = user_ ? user_->text.size() : 0;
  return size_ + user + (workdir_ ? workdir_->text.size() : 0);
}

void BuildState::set_environment(EnvironmentVariable variable) {
  const Given& value = variable.value;
  set_variable(variable.name, {Presence::kSet, value.text, value.known, value.from_build_arg});
  auto [place, is_new] = environment_index_.try_emplace(variable.name, environment_.size());
  size_ += variable.name.size() + value.text.size() + (is_new ? kVariableSize : 0);
  if (is_new) {
    environment_.push_back(std::move(variable));
  } else {
    size_ -= environment_[place->second].value.text.size() + variable.name.size();
    environment_[place->second] = std::move(variable);
  }
}

void BuildState::set_variable(const std::string& name, Value value) {
  auto [place, is_new] = variables_.try_emplace(name);
  size_ += value.text.size() + (is_new ? kVariableSize + name.size() : 0);
  size_ -= place->second.text.size();
  place->second = std::move(value);
}

}  // namespace verifull::image
