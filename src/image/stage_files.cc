#include "image/stage_files.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "image/base_files.h"
#include "image/copy_step.h"
#include "image/path.h"

namespace verifull::image {
namespace {

using parse::DockerInstruction;
using parse::DockerKeyword;

constexpr std::size_t kMaxStepText = 100;

class FilesInterpreter {
 public:
  FilesInterpreter(const std::vector<Stage>& stages,
                   const std::shared_ptr<const BuildFolder>& folder, const RunFollower& follower)
      : stages_(stages), folder_(folder), follower_(follower) {}

  void visit(std::size_t index, const DockerInstruction& step, const BuildState& before,
             BuildContext& context) {
    begin(index);
    StageFiles& stage = done_[index];
    switch (step.keyword) {
      case DockerKeyword::kAdd:
      case DockerKeyword::kCopy: {
        auto named = [&](std::string_view name) { return stage_named(name, index); };
        CopyStep copy{step, before, context, stage, folder_, named};
        return run_copy(copy);
      }
      case DockerKeyword::kWorkdir: return work_in(step, before, context, stage);
      case DockerKeyword::kVolume: return add_volumes(step, before, context, stage);
      case DockerKeyword::kRun: return run(index, step, before, context, stage);
      default: return;
    }
  }

  std::vector<StageFiles> finish() {
    if (!stages_.empty()) begin(stages_.size() - 1);
    return std::move(done_);
  }

 private:
  // A stage without instructions is not visited.
  void begin(std::size_t index) {
    while (done_.size() <= index) {
      const Stage& stage = stages_[done_.size()];
      StageFiles files;
      if (stage.chain.size() > 1) {
        const StageFiles& below = done_[stage.chain[stage.chain.size() - 2]];
        files = below;
        files.missing.clear();
      } else {
        Cause why{stage.span, "what the image " + stage.base_image + " holds is not in the project"};
        files.files = files_of_image(stage.base_image_known ? stage.base_image : "", why);
        bool scratch = stage.base_image_known && stage.base_image == "scratch";
        files.users = scratch ? UserTable::of_scratch() : UserTable::of_image();
      }
      if (!done_.empty()) files.files.share_budget(done_[0].files);
      if (!stage.name.empty()) names_[stage.name] = done_.size();
      done_.push_back(std::move(files));
    }
  }

  const StageFiles* stage_named(std::string_view name, std::size_t current) const {
    auto found = names_.find(base::to_lower(name));
    if (found != names_.end() && found->second < current) return &done_[found->second];
    bool digits = !name.empty() && name.size() < 6 &&
                  std::all_of(name.begin(), name.end(), base::is_digit);
    std::size_t index = digits ? std::stoul(std::string(name)) : current;
    return index < current ? &done_[index] : nullptr;
  }

  static parse::ExpandedWord expand(std::string_view word, const BuildState& before,
                                    BuildContext& context) {
    parse::WordOptions options;
    options.escape = context.escape;
    return before.expand(word, options, context);
  }

  // Made for the user in force, 0755.
  static void work_in(const DockerInstruction& step, const BuildState& before,
                      BuildContext& context, StageFiles& stage) {
    if (step.arguments.empty()) return;
    parse::ExpandedWord path = expand(step.arguments[0].text, before, context);
    bool absolute = path.text.starts_with('/');
    bool workdir_known = before.workdir() && before.workdir()->known;
    if (!path.known || (!absolute && !workdir_known)) return;
    Attributes attributes{Owner::root(), Mode::of(0755)};
    if (before.user()) {
      attributes.owner = before.user()->known ? stage.users.owner_of(before.user()->text)
                                              : Owner::unknown();
    }
    std::string directory = join_path(absolute ? "/" : before.workdir()->text, path.text);
    stage.files.make_directories(directory, attributes, {step.span, step_text(step)});
  }

  static void add_volumes(const DockerInstruction& step, const BuildState& before,
                          BuildContext& context, StageFiles& stage) {
    for (const parse::DockerWord& word : step.arguments) {
      parse::ExpandedWord path = expand(word.text, before, context);
      if (path.known) stage.volumes.push_back({join_path("/", path.text), word.span});
    }
  }

  void run(std::size_t index, const DockerInstruction& step, const BuildState& before,
           BuildContext& context, StageFiles& stage) {
    if (follower_) return follower_({index, step, before, context, stage});
    Cause why{step.span, "what `" + step_text(step) + "` does is not followed"};
    stage.files.touch_unknown("/", Doubt::kMayChange, why);
    stage.users.open();
  }

  const std::vector<Stage>& stages_;
  const std::shared_ptr<const BuildFolder>& folder_;
  const RunFollower& follower_;
  std::vector<StageFiles> done_;
  std::unordered_map<std::string, std::size_t> names_;
};

}  // namespace

std::vector<StageFiles> interpret_files(const parse::Dockerfile& file,
                                        const std::vector<Stage>& stages,
                                        const std::shared_ptr<const BuildFolder>& folder,
                                        const RunFollower& follower) {
  FilesInterpreter interpreter(stages, folder, follower);
  interpret_stages(file, [&](std::size_t stage, const DockerInstruction& step,
                             const BuildState& before, BuildContext& context) {
    interpreter.visit(stage, step, before, context);
  });
  return interpreter.finish();
}

std::string step_text(const parse::DockerInstruction& instruction) {
  std::string text = base::to_upper(instruction.name.text);
  if (const parse::DockerFlag* from = instruction.flag("from"); from != nullptr && from->value) {
    text += " --from=" + *from->value;
  }
  for (const parse::DockerWord& word : instruction.arguments) {
    text += ' ';
    std::string_view raw = word.text;
    text += raw.find("://") == std::string_view::npos ? std::string(raw) : shown_url(raw);
    if (text.size() <= kMaxStepText) continue;
    std::size_t end = kMaxStepText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80) --end;
    return text.substr(0, end) + "…";
  }
  return text;
}

}  // namespace verifull::image
