// A folder with real git in it.
#pragma once

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "source/child_process.h"
#include "support/temp_dir.h"

namespace verifull::support {

class GitFolder : public TempDir {
 public:
  GitFolder() { git("init -q -b main ."); }

  // As a person does, without any configuration of the machine. What git writes.
  std::string git(const std::string& arguments) const {
    std::string script = "git -C '" + path() + "' " + arguments;
    source::ChildResult result = source::run_child(
        "/bin/sh", {"sh", "-c", script},
        {"PATH=" + std::string(std::getenv("PATH")), "HOME=/", "GIT_CONFIG_GLOBAL=/dev/null",
         "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a",
         "GIT_COMMITTER_EMAIL=a@example.com"},
        "", std::chrono::milliseconds(20000), std::size_t{1} << 20);
    if (result.code != 0) throw std::runtime_error("git " + arguments + ": " + result.error_output);
    return result.output;
  }

  void commit() const { git("add -A && git -C '" + path() + "' commit -q -m x --allow-empty"); }
};

}  // namespace verifull::support
