// The RUNs of a Dockerfile, followed: what to give interpret_files().
#pragma once

#include <vector>

#include "image/run_program.h"
#include "image/stage.h"
#include "image/stage_files.h"
#include "parse/dockerfile.h"

namespace verifull::image {

// `stages` are those of `file`; both have to outlive what is given. A SHELL goes
// from stage to stage, as the image's configuration does.
RunFollower run_follower(const parse::Dockerfile& file, const std::vector<Stage>& stages);

}  // namespace verifull::image
