// What a RUN does to the files and users of an image.
//
// Its program is read as shell and run on what is known (run_machine.h); nothing
// is started. Whatever can't be followed makes the paths that it may touch
// *maybe*. The commands that are followed are in run_commands.cc.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "image/build_state.h"
#include "image/image_fs.h"
#include "image/run_machine.h"
#include "image/run_program.h"
#include "image/users.h"
#include "parse/dockerfile.h"

namespace verifull::image {

// Of one RUN; `before` is the state in front of it, `shell` what the last SHELL
// said. Takes time in proportion to the program, and to no more than `budget`,
// which all RUNs of a file share. Gives the packages that it installs.
std::vector<InstalledPackage> apply_run(const parse::DockerInstruction& instruction,
                                        const BuildState& before, const RunShell& shell,
                                        ImageFs& files, UserTable& users, RunBudget& budget);

}  // namespace verifull::image
