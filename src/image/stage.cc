#include "image/stage.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "base/text.h"

namespace verifull::image {
namespace {

using parse::DockerInstruction;
using parse::DockerKeyword;
using parse::ExpandedWord;

// What one more run of an ONBUILD trigger counts for.
constexpr std::size_t kTriggerSize = 256;

class Interpreter {
 public:
  Interpreter(const parse::Dockerfile& file, const StepVisitor& visitor)
      : file_(file), visitor_(visitor) {
    context_.escape = file.escape;
  }

  std::vector<Stage> run() {
    for (std::size_t i = 0; i < file_.instructions.size(); ++i) {
      const DockerInstruction& instruction = file_.instructions[i];
      if (instruction.keyword == DockerKeyword::kFrom) {
        begin_stage(instruction, i + 1);
      } else if (!stages_.empty()) {
        run_step(instruction);
        stages_.back().end_instruction = i + 1;
      } else if (instruction.keyword == DockerKeyword::kArg) {
        apply_global_argument(instruction, context_, early_problems_);
      }
    }
    finish_stage();
    return std::move(stages_);
  }

 private:
  void begin_stage(const DockerInstruction& from, std::size_t first) {
    finish_stage();
    Stage stage;
    stage.span = from.span;
    stage.first_instruction = first;
    stage.end_instruction = first;
    stage.problems = std::exchange(early_problems_, {});
    triggers_.emplace_back();
    std::optional<std::size_t> parent = find_base(from, stage);
    if (parent && !take_inherited(*parent)) {
      stage.problems.push_back(
          {"the stages of this file inherit more variables than are followed", from.span, false});
      stage.base_image_known = false;
      parent.reset();
    }
    states_.push_back(first_state(parent, stage));
    stage.chain.push_back(stages_.size());
    stages_.push_back(std::move(stage));
    if (parent) run_triggers(*parent);
    name_stage(from);
  }

  // Sets the base image; gives the earlier stage when it is one.
  std::optional<std::size_t> find_base(const DockerInstruction& from, Stage& stage) {
    if (from.arguments.empty()) {
      stage.base_image_known = false;
      return std::nullopt;
    }
    const parse::DockerWord& argument = from.arguments[0];
    ExpandedWord image = expand_global(argument.text, context_);
    if (image.error) stage.problems.push_back({image.error->message, argument.span});
    bool blank = image.known && image.text.empty();
    if (blank) stage.problems.push_back({"the image's name is empty", argument.span});
    stage.base_image = image.text;
    stage.base_image_known = image.known && !blank;
    stage.base_image_from_build_arg = image.from_build_arg;
    auto found = names_.find(base::to_lower(image.text));
    if (!image.known || found == names_.end()) return std::nullopt;
    if (found->first != image.text) {
      stage.problems.push_back(
          {"FROM finds a stage by its name in lower case only", argument.span});
    }
    return found->second;
  }

  // Chain, variables and triggers go from stage to stage; a hostile file
  // could make that grow with the square of its size.
  bool take_inherited(std::size_t parent) {
    std::size_t size = states_[parent].size() + stages_[parent].chain.size() * sizeof(std::size_t) +
                       triggers_[parent].size() * kTriggerSize;
    if (size > inherited_left_) return false;
    inherited_left_ -= size;
    return true;
  }

  BuildState first_state(std::optional<std::size_t> parent, Stage& stage) const {
    if (parent) {
      const Stage& below = stages_[*parent];
      stage.base_image = below.base_image;
      stage.base_image_known = below.base_image_known;
      stage.base_image_from_build_arg |= below.base_image_from_build_arg;
      stage.chain = below.chain;
      return BuildState::on_top_of(states_[*parent]);
    }
    bool scratch = stage.base_image_known && stage.base_image == "scratch";
    return scratch ? BuildState::of_scratch(stage.span) : BuildState::of_unknown_image();
  }

  void run_triggers(std::size_t parent) {
    for (std::size_t i = 0; i < triggers_[parent].size(); ++i) run_step(*triggers_[parent][i]);
  }

  void run_step(const DockerInstruction& step) {
    BuildState& state = states_.back();
    if (visitor_) visitor_(stages_.size() - 1, step, state, context_);
    if (step.keyword == DockerKeyword::kOnbuild) {
      if (!step.trigger.empty()) triggers_.back().push_back(&step.trigger[0]);
      return;
    }
    state.apply(step, context_, stages_.back().problems);
  }

  void name_stage(const DockerInstruction& from) {
    bool named = from.arguments.size() == 3 && base::to_lower(from.arguments[1].text) == "as";
    if (!named) return;
    Stage& stage = stages_.back();
    stage.name = base::to_lower(from.arguments[2].text);
    names_[stage.name] = stages_.size() - 1;
  }

  void finish_stage() {
    if (stages_.empty()) return;
    const BuildState& state = states_.back();
    Stage& stage = stages_.back();
    stage.environment = state.environment();
    stage.environment_complete = state.complete();
    stage.user = state.user();
    stage.workdir = state.workdir();
  }

  const parse::Dockerfile& file_;
  const StepVisitor& visitor_;
  BuildContext context_;
  std::vector<Stage> stages_;
  std::vector<BuildState> states_;
  std::vector<std::vector<const DockerInstruction*>> triggers_;  // of ONBUILD, by stage
  std::unordered_map<std::string, std::size_t> names_;
  std::vector<parse::DockerProblem> early_problems_;
  std::size_t inherited_left_ = kMaxInherited;
};

std::optional<std::size_t> numbered(std::string_view target, std::size_t count) {
  std::size_t number = 0;
  for (char c : target) {
    if (!base::is_digit(c) || number >= count) return std::nullopt;
    number = number * 10 + static_cast<std::size_t>(c - '0');
  }
  if (number >= count) return std::nullopt;
  return number;
}

}  // namespace

const EnvironmentVariable* Stage::find(std::string_view variable) const {
  auto found = std::find_if(
      environment.begin(), environment.end(),
      [&](const EnvironmentVariable& candidate) { return candidate.name == variable; });
  return found == environment.end() ? nullptr : &*found;
}

std::vector<Stage> interpret_stages(const parse::Dockerfile& file, const StepVisitor& visitor) {
  return Interpreter(file, visitor).run();
}

std::optional<std::size_t> target_stage(const std::vector<Stage>& stages, std::string_view target) {
  if (stages.empty()) return std::nullopt;
  if (target.empty()) return stages.size() - 1;
  std::string name = base::to_lower(target);
  auto found = std::find_if(stages.rbegin(), stages.rend(),
                            [&](const Stage& stage) { return stage.name == name; });
  if (found != stages.rend())
    return static_cast<std::size_t>(std::distance(found, stages.rend())) - 1;
  return numbered(target, stages.size());
}

}  // namespace verifull::image
