// The files of every stage of a Dockerfile, step by step.
//
// moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go. A step that would
// make the build fail for certain changes nothing here: who asks about the image
// takes for granted that it was built.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "image/build_folder.h"
#include "image/image_fs.h"
#include "image/stage.h"
#include "image/users.h"
#include "parse/dockerfile.h"

namespace verifull::image {

// A directory that is not, or need not be, the image's when it runs.
struct Volume {
  std::string path;
  base::Span span;
};

// Something that COPY or ADD did not find in the project, so the file that it
// makes is there when the build works at all.
struct MissingSource {
  std::string path;        // in the project
  std::string target;      // in the image
  base::Span ignored_by;   // the line of .dockerignore, when it is there but left out
  base::Span span;
};

struct StageFiles {
  ImageFs files = ImageFs::scratch();
  UserTable users = UserTable::of_scratch();
  std::vector<Volume> volumes;
  std::vector<std::string> copied_to;  // directories that a folder was copied to, each once
  std::vector<MissingSource> missing;
};

// What a RUN does, for whoever can follow it.
struct RunStep {
  std::size_t stage = 0;
  const parse::DockerInstruction& instruction;
  const BuildState& before;
  BuildContext& context;
  StageFiles& stage_files;
};
using RunFollower = std::function<void(const RunStep& step)>;

// `folder` may be null: then nothing is known of the project's files. Without a
// `follower` a RUN may do anything. In the order of `stages`, which are those of
// the same file.
std::vector<StageFiles> interpret_files(const parse::Dockerfile& file,
                                        const std::vector<Stage>& stages,
                                        const std::shared_ptr<const BuildFolder>& folder,
                                        const RunFollower& follower);

// As it is called in a trail: the instruction's first words.
std::string step_text(const parse::DockerInstruction& instruction);

}  // namespace verifull::image
