// Docker stages as the process that runs in them would see them: environment,
// user, working directory.
//
// Follows moby/buildkit's frontend/dockerfile (dockerfile2llb/convert.go): a
// stage starts from the state of the stage it is FROM; every word is expanded
// with the environment and the arguments before its instruction; what ARG gives
// is seen while building and is not in the image.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "image/build_state.h"
#include "parse/dockerfile.h"

namespace verifull::image {

struct Stage {
  std::string name;              // of AS, lower case; "" for none
  std::string base_image;        // what FROM names after expansion; of the whole chain
                                 // the image below the first stage
  bool base_image_known = true;  // false: it hangs on an ARG without default
  bool base_image_from_build_arg = false;
  base::Span span;                               // the FROM instruction
  std::vector<EnvironmentVariable> environment;  // inherited ones first; each name once
  // False: the base image may set variables beyond these. Only a chain that
  // begins with scratch is complete.
  bool environment_complete = false;
  std::optional<Given> user;       // of USER, expanded: "app", "1000:1000"
  std::optional<Given> workdir;    // absolute; "/" only when something said so
  std::vector<std::size_t> chain;  // indices of the stages it is made of, itself last
  // Indices of its instructions in the file, FROM not among them.
  std::size_t first_instruction = 0;
  std::size_t end_instruction = 0;
  // Words that can't be expanded; their values are then not known. Those of
  // global ARGs are with the first stage.
  std::vector<parse::DockerProblem> problems;

  const EnvironmentVariable* find(std::string_view variable) const;
};

// Is told each instruction of a stage in the order in which they run, with the
// state before it. The ONBUILD triggers of the stage below come first.
using StepVisitor = std::function<void(std::size_t stage, const parse::DockerInstruction& step,
                                       const BuildState& before, BuildContext& context)>;

// All stages of a file, in order. Takes time in proportion to the file: when
// stages would inherit more than kMaxInherited bytes of variables in all, the
// later ones are read as if FROM an unknown image, with a problem that says so.
std::vector<Stage> interpret_stages(const parse::Dockerfile& file,
                                    const StepVisitor& visitor = nullptr);

inline constexpr std::size_t kMaxInherited = 64U << 20;

// The stage that runs the app: the one named (or numbered) `target`; without a
// target the last one. nullopt when there is no such stage. Of several stages
// with one name the last is meant.
std::optional<std::size_t> target_stage(const std::vector<Stage>& stages, std::string_view target);

}  // namespace verifull::image
