// Changed texts written to their files: all of them or none.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "fix/fix_all.h"

namespace verifull::fix {

// Each file is written beside the old one, with its mode, brought to the disk and put
// in its place with rename(2). Refused, with nothing written: a file that is a
// symbolic link or no regular file, and one that is not as it was read. Paths are
// relative to the working directory.
std::optional<base::Error> write_changes(const std::vector<Change>& changes);

}  // namespace verifull::fix
