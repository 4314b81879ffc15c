// Asking the program `git` which paths it ignores.
//
// `git check-ignore` is run in the repository, whose configuration is hostile
// input and can name programs to run. None is: no file system monitor, no hooks,
// no lazy fetching of objects (and with it no remote helper and no ssh), no
// pager, no prompt; filters don't matter to this command. GIT_* variables of the
// caller (a hook's GIT_DIR or GIT_INDEX_FILE) are not passed on. `git` is
// searched in the absolute folders of PATH only, so a `git` that lies in the
// repository is never started.
//
// The user's own list (core.excludesFile) does not count: what is an app must not
// depend on the machine. Git's guard against repositories of other users
// (safe.directory) is left on.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

namespace verifull::source {

struct IgnoreAnswer {
  std::unordered_set<std::string> ignored;
  // Why there is no answer, a sentence without full stop; `ignored` is then empty.
  std::string trouble;
};

// `repository` is a folder with a `.git`; `paths` are relative to it. Takes at
// most about five seconds.
IgnoreAnswer ask_git(const std::string& repository, const std::vector<std::string>& paths);

}  // namespace verifull::source
