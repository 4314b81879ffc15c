// What the next instruction of a stage can see: variables, user, directory.
//
// moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go (dispatch). ENV and
// ARG share one table while building, so the later one wins there; only ENV goes
// into the image.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/span.h"
#include "parse/docker_words.h"
#include "parse/dockerfile.h"

namespace verifull::image {

// A value that an instruction gave, with the place of that value.
struct Given {
  std::string text;   // parts that are not known are left out
  bool known = true;  // false: it hangs on something a Dockerfile does not say
                      // (an ARG without default, the base image's environment)
  // A build argument may change it (`--build-arg`); the text is what comes out
  // with the defaults that the file gives.
  bool from_build_arg = false;
  base::Span span;  // the value's bytes in the Dockerfile, or of the instruction
};

struct EnvironmentVariable {
  std::string name;
  Given value;
  base::Span name_span;
};

// What the stages of one file share.
struct BuildContext {
  struct Value {
    parse::DockerVariable::Presence presence = parse::DockerVariable::Presence::kUnset;
    std::string text;
    bool known = true;
    bool from_build_arg = false;
  };
  using Values = std::unordered_map<std::string, Value>;

  char escape = '\\';
  Values global_arguments;  // of ARG before the first FROM
  parse::WordBudget budget;
};

// The value of a word that may use the global arguments: an image in FROM.
parse::ExpandedWord expand_global(std::string_view word, BuildContext& context);

// One ARG before the first FROM.
void apply_global_argument(const parse::DockerInstruction& instruction, BuildContext& context,
                           std::vector<parse::DockerProblem>& problems);

class BuildState {
 public:
  // In front of the first instruction of a stage. `from` is the FROM that says so.
  static BuildState of_unknown_image();
  static BuildState of_scratch(base::Span from);
  // Everything but an ARG that hides an ENV of the same name is inherited.
  static BuildState on_top_of(const BuildState& parent);

  // The value of a word in the next instruction. Single spaces or many, it stays
  // one text, as for COPY's sources, flags, USER.
  parse::ExpandedWord expand(std::string_view word, const parse::WordOptions& options,
                             BuildContext& context) const;

  // What the next instruction knows of a variable.
  parse::DockerVariable look_up(std::string_view name) const;

  // ENV, ARG, USER and WORKDIR; nothing for all others.
  void apply(const parse::DockerInstruction& instruction, BuildContext& context,
             std::vector<parse::DockerProblem>& problems);

  const std::vector<EnvironmentVariable>& environment() const { return environment_; }
  // False: an image that is not in this file may have set more than that.
  bool complete() const { return complete_; }
  const std::optional<Given>& user() const { return user_; }
  const std::optional<Given>& workdir() const { return workdir_; }

  // About how many bytes a copy takes.
  std::size_t size() const;

 private:
  void apply_environment(const parse::DockerInstruction& instruction, BuildContext& context,
                         std::vector<parse::DockerProblem>& problems);
  void apply_arguments(const parse::DockerInstruction& instruction, BuildContext& context,
                       std::vector<parse::DockerProblem>& problems);
  void declare(const std::string& name, const BuildContext& context);
  void set_workdir(Given path, std::vector<parse::DockerProblem>& problems);
  void set_environment(EnvironmentVariable variable);
  void set_variable(const std::string& name, BuildContext::Value value);

  std::vector<EnvironmentVariable> environment_;
  std::unordered_map<std::string, std::size_t> environment_index_;
  BuildContext::Values variables_;  // of ENV and ARG, as words see them
  bool complete_ = false;
  std::optional<Given> user_;
  std::optional<Given> workdir_;
  std::size_t size_ = 0;
};

}  // namespace verifull::image
