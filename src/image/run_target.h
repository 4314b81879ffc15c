// Where cp, mv, install and ln put what they are given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "image/run_call.h"
#include "image/run_options.h"

namespace verifull::image {

// The name that `source` gets in a directory.
std::string inside(const std::string& directory, std::string_view source);

// Where the operands of cp, mv, install and ln go to.
struct Target {
  std::vector<RunArgument> sources;
  RunArgument word;
  std::optional<std::string> path;
  RunStatus directory = RunStatus::kUnknown;  // is it one?
  bool good = false;
};

// The last operand, or that of `-t`; `-T` keeps it from being a directory.
Target target_of(RunCall& call, const RunOptions& options);

RunStatus touch_target(RunCall& call, const Target& target);

// With the paths of each source and of what it becomes; what is not known of
// either makes the target doubtful.
template <typename Each>
RunStatus for_each_source(RunCall& call, const Target& target, Each each) {
  RunStatus status = RunStatus::kOk;
  for (const RunArgument& source : target.sources) {
    const auto from = call.files().path_of(source);
    if (!from || source.many) {
      status = both(status, touch_target(call, target));
      if (!from && !source.unlisted && call.name() == "mv") call.files().touch(source, call.cause);
      continue;
    }
    if (target.directory == RunStatus::kUnknown) {
      status = both(status, touch_target(call, target));
      if (call.name() == "mv") call.files().touch(*from, Doubt::kMayChange, call.cause);
      continue;
    }
    const bool into = target.directory == RunStatus::kOk;
    if (!into && target.path->back() == '/' && call.name() != "mv" &&
        !call.files().look(*from).parents.empty() &&
        call.files().look(*from).kind != NodeKind::kDirectory) {
      status = RunStatus::kFailed;
      continue;
    }
    status = both(status, each(*from, into ? inside(*target.path, source.text) : *target.path));
  }
  return status;
}

}  // namespace verifull::image
