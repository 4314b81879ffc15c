// Asking the program `git` about a repository.
//
// Its configuration is hostile input and can name programs to run. None is: no
// file system monitor, no hooks, no lazy fetching of objects (and with it no
// remote helper and no ssh), no pager, no prompt; only commands are run that need
// no filter and no external diff. GIT_* variables of the caller (a hook's GIT_DIR)
// are not passed on. `git` is searched in the absolute folders of PATH only, so a
// `git` that lies in the repository is never started. Git's guard against
// repositories of other users (safe.directory) is left on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace verifull::source {

struct GitQuestion {
  std::string repository;               // a folder in it
  std::vector<std::string> words;       // the command and its arguments
  std::string input;                    // stdin
  std::string index_file;               // GIT_INDEX_FILE, absolute; "" for the repository's own
  std::size_t max_output = std::size_t{1} << 20;  // bytes
};

struct GitAnswer {
  bool ended = false;  // git ran to its end; `code` is its exit code
  int code = 0;
  std::string output;
  // Unless git ended with 0: why, a sentence without full stop.
  std::string trouble;
};

// Takes at most about twenty seconds.
GitAnswer run_git(const GitQuestion& question);

struct IgnoreAnswer {
  std::unordered_set<std::string> ignored;
  // Why there is no answer, a sentence without full stop; `ignored` is then empty.
  std::string trouble;
};

// Which of `paths`, relative to `repository`, a folder with a `.git`, it ignores.
// The user's own list (core.excludesFile) does not count: what is an app must not
// depend on the machine.
IgnoreAnswer ask_git(const std::string& repository, const std::vector<std::string>& paths);

}  // namespace verifull::source
