#include "check/fix_reader.h"

#include <algorithm>
#include <string>
#include <vector>

#include "check/message.h"

namespace verifull::check {
namespace {

constexpr std::string_view kFixFields[] = {"when", "title", "safety", "steps", "changes"};
constexpr std::string_view kStepFields[] = {"set",  "rename", "value",   "remove", "default",
                                            "quote", "flag",   "replace", "insert", "to"};
constexpr std::size_t kActions = std::size(kStepFields) - 1;  // in the order of FixAction
constexpr std::string_view kSafeties[] = {"safe", "unsafe"};

class Reader {
 public:
  Reader(RuleYaml& yaml, ConditionReader& conditions, const RuleReading& reading, RuleSet& set)
      : yaml_(yaml), conditions_(conditions), reading_(reading), set_(set) {}

  RuleFix fix(parse::YamlId id) {
    yaml_.fields(id, "a fix", kFixFields);
    RuleFix result;
    if (parse::YamlId when = yaml_.find(id, "when"); when != parse::kNoYaml) {
      result.condition = conditions_.read(when);
    }
    result.title = message(yaml_.require(id, "title"), "title");
    result.safe = yaml_.choice(yaml_.require(id, "safety"), "safety", kSafeties) == 0;
    std::vector<FixStep> steps;
    for (parse::YamlId item : yaml_.items(yaml_.require(id, "steps"), "steps")) {
      steps.push_back(step(item));
    }
    result.steps = set_.keep(steps);
    std::vector<std::string_view> changes = yaml_.texts(yaml_.find(id, "changes"), "changes");
    for (std::string_view& text : changes) text = set_.keep(text);
    result.changes = set_.keep(changes);
    return result;
  }

 private:
  FixStep step(parse::YamlId id) {
    yaml_.fields(id, "a step", kStepFields);
    FixStep result;
    std::size_t found = 0;
    for (std::size_t i = 0; i < kActions; ++i) {
      parse::YamlId target = yaml_.find(id, kStepFields[i]);
      if (target == parse::kNoYaml) continue;
      ++found;
      result.action = static_cast<FixAction>(i);
      result.target = set_.keep(yaml_.text(target, kStepFields[i]));
      if (result.action != FixAction::kSet) check_place(target, result.target);
    }
    if (found != 1) yaml_.fail(id, "a step does one thing: `set`, `rename`, `value` …");
    bool bare = result.action == FixAction::kRemove || result.action == FixAction::kQuote;
    if (!bare) result.to = message(yaml_.require(id, "to"), "to");
    return result;
  }

  std::string_view message(parse::YamlId id, std::string_view what) {
    std::string_view text = yaml_.line(id, what);
    if (auto problem = check_message(text, reading_.fact_keys)) {
      yaml_.fail(id, problem->message, problem->hint);
    }
    return set_.keep(text);
  }

  void check_place(parse::YamlId id, std::string_view name) {
    std::vector<std::string_view> known;
    for (const facts::Word& word : reading_.place_names) known.push_back(word.name);
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    yaml_.fail(id, quoted(name) + " is no place that is known here", did_you_mean(name, known));
  }

  RuleYaml& yaml_;
  ConditionReader& conditions_;
  const RuleReading& reading_;
  RuleSet& set_;
};

}  // namespace

std::span<const RuleFix> read_fixes(RuleYaml& yaml, parse::YamlId id, ConditionReader& conditions,
                                    const RuleReading& reading, RuleSet& set) {
  Reader reader(yaml, conditions, reading, set);
  std::vector<RuleFix> fixes;
  for (parse::YamlId item : yaml.items(id, "fixes")) fixes.push_back(reader.fix(item));
  return set.keep(fixes);
}

}  // namespace verifull::check
