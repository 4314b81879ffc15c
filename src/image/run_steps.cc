#include "image/run_steps.h"

#include <cstddef>
#include <memory>
#include <utility>

#include "image/run.h"
#include "image/run_mounts.h"

namespace verifull::image {
namespace {

// SHELL of each stage, by its place in the file.
class Shells {
 public:
  Shells(const parse::Dockerfile& file, const std::vector<Stage>& stages) {
    for (const Stage& stage : stages) {
      std::vector<Change> changes;
      RunShell first;
      if (stage.chain.size() > 1)
        first = by_stage_[stage.chain[stage.chain.size() - 2]].back().shell;
      changes.push_back({0, first});
      for (std::size_t i = stage.first_instruction; i < stage.end_instruction; ++i) {
        const parse::DockerInstruction& step = file.instructions[i];
        if (step.keyword == parse::DockerKeyword::kShell) {
          changes.push_back({step.span.begin, shell_of(step)});
        }
      }
      by_stage_.push_back(std::move(changes));
    }
  }

  // A trigger of ONBUILD stands in front of the stage it runs in, where that
  // stage's own SHELLs do not reach.
  RunShell at(std::size_t stage, std::uint32_t place) const {
    RunShell shell = by_stage_[stage].front().shell;
    for (const Change& change : by_stage_[stage]) {
      if (change.begin <= place) shell = change.shell;
    }
    return shell;
  }

 private:
  struct Change {
    std::uint32_t begin;
    RunShell shell;
  };
  std::vector<std::vector<Change>> by_stage_;
};

}  // namespace

RunFollower run_follower(const parse::Dockerfile& file, const std::vector<Stage>& stages) {
  auto shells = std::make_shared<const Shells>(file, stages);
  auto budget = std::make_shared<RunBudget>();
  return [shells, budget](const RunStep& step) {
    const RunShell shell = shells->at(step.stage, step.instruction.span.begin);
    RunMounts mounts(step.instruction, step.before, step.context);
    mounts.cover(step.stage_files.files);
    apply_run(step.instruction, step.before, shell, step.stage_files.files, step.stage_files.users,
              *budget);
    mounts.uncover(step.stage_files.files);
  };
}

}  // namespace verifull::image
