// COPY and ADD.
//
// moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go (dispatchCopy) and
// solver/llbsolver/file/backend.go (docopy).
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "image/build_folder.h"
#include "image/stage_files.h"

namespace verifull::image {

struct CopyStep {
  const parse::DockerInstruction& instruction;
  const BuildState& before;
  BuildContext& context;
  StageFiles& stage;
  std::shared_ptr<const BuildFolder> folder;  // null: not known
  // The stage that --from names; null when it names none.
  std::function<const StageFiles*(std::string_view)> stage_named;
};

void run_copy(CopyStep& step);

}  // namespace verifull::image
