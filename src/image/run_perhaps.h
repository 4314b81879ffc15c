// A part of a RUN's program that may not run.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "image/run_machine.h"

namespace verifull::image {

// The part runs as if for sure; close() then puts in doubt what it changed. A
// part that turned out to be certain is not closed.
class RunMachine::Perhaps {
 public:
  // `in_doubt`: false for one that is only asked for in case.
  Perhaps(RunMachine& machine, Streams streams, Cause cause, bool in_doubt = true)
      : machine_(machine),
        in_doubt_(in_doubt),
        packages_(machine.packages.size()),
        out_(streams.out),
        printed_(streams.out ? streams.out->size() : 0),
        cause_(std::move(cause)),
        files_(machine.files.note()),
        variables_(machine.variables.note()),
        functions_(machine.defined_.size()),
        directory_(machine.files.directory),
        umask_(machine.files.umask),
        errexit_(machine.shell_.errexit),
        pipefail_(machine.shell_.pipefail) {
    if (in_doubt_) ++machine_.doubts_;
  }

  // It did run.
  void drop() {
    if (in_doubt_) --machine_.doubts_;
    in_doubt_ = false;
  }

  void close() {
    drop();
    Shell& shell = machine_.shell_;
    for (std::size_t i = packages_; i < machine_.packages.size(); ++i) {
      machine_.packages[i].certain = false;
    }
    machine_.files.doubt_since(files_, cause_);
    machine_.variables.forget_since(variables_);
    for (std::size_t i = functions_; i < machine_.defined_.size(); ++i) {
      machine_.functions_[machine_.defined_[i].first] = {};
    }
    if (machine_.files.directory != directory_) machine_.files.directory.reset();
    if (machine_.files.umask != umask_) machine_.files.umask.reset();
    // To think less of it is always right.
    shell.errexit = shell.errexit && errexit_;
    shell.pipefail = shell.pipefail && pipefail_;
    if (out_ && out_->size() > printed_) {
      out_->resize(printed_);
      out_->push_back(unknown_content("what is printed is not certain"));
    }
    const bool spent = machine_.budget_.commands == 0;
    // A part that ends the build was not run.
    if (shell.left && !spent && !shell.failed) shell.may_be_left = true;
    if (!spent) shell.left = false;
    shell.failed = false;
  }

 private:
  RunMachine& machine_;
  bool in_doubt_;
  std::size_t packages_;
  RunOutput* out_;
  std::size_t printed_;
  Cause cause_;
  std::size_t files_;
  std::size_t variables_;
  std::size_t functions_;
  std::optional<std::string> directory_;
  std::optional<std::uint32_t> umask_;
  bool errexit_;
  bool pipefail_;
};

}  // namespace verifull::image
