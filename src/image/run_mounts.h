// What `RUN --mount` lays over the image while the program runs.
//
// moby/buildkit frontend/dockerfile/instructions/commands_runmount.go. Whatever is
// read from or written below a mount is not the image's; BuildKit also removes the
// mount points that it made (solver/llbsolver/mounts, executor/stubs.go).
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "image/build_state.h"
#include "image/image_fs.h"
#include "parse/dockerfile.h"

namespace verifull::image {

class RunMounts {
 public:
  RunMounts(const parse::DockerInstruction& run, const BuildState& before, BuildContext& context);

  // In front of the program: nobody knows what is below a mount.
  void cover(ImageFs& files);
  // Behind it: what the image had there, as it was.
  void uncover(ImageFs& files) const;

 private:
  struct Mount {
    std::string target;  // absolute; "" when not known
    Cause cause;
  };
  std::vector<Mount> mounts_;
  ImageFs before_ = ImageFs::scratch();
};

}  // namespace verifull::image
