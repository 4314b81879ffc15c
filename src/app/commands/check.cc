#include <algorithm>
#include <string>
#include <vector>

#include "app/commands/baseline_file.h"
#include "app/commands/command.h"
#include "app/exit_code.h"
#include "app/session.h"
#include "check/ignore_rules.h"
#include "check/rules.h"

namespace verifull::app {
namespace {

bool names(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// A pedantic rule that is named runs without --pedantic: it was asked for.
bool is_wanted(const check::Rule& rule, const Options& options) {
  if (names(options.except, rule.id)) return false;
  if (!options.only.empty()) return names(options.only, rule.id);
  return options.pedantic || !rule.pedantic;
}

std::string file_list(const engine::Analysis& analysis) {
  std::string out;
  for (const source::FileDecision& file : analysis.decisions) {
    out += file.taken ? "read     " : "skipped  ";
    out += report::shown(file.path);
    if (!file.reason.empty()) out += ": " + report::shown(file.reason);
    out += '\n';
  }
  return report::without_commands(std::move(out));
}

}  // namespace

std::vector<const check::Rule*> wanted_rules(const Options& options) {
  std::vector<const check::Rule*> rules;
  for (const check::Rule& rule : check::all_rules()) {
    if (is_wanted(rule, options)) rules.push_back(&rule);
  }
  for (const check::Rule& rule : check::ignore_rules()) {
    if (is_wanted(rule, options)) rules.push_back(&rule);
  }
  return rules;
}

std::vector<const check::Rule*> optional_rules(const Options& options) {
  std::vector<const check::Rule*> rules;
  if (!options.only.empty() || options.pedantic) return rules;
  for (const check::Rule& rule : check::all_rules()) {
    if (rule.pedantic && !names(options.except, rule.id)) rules.push_back(&rule);
  }
  return rules;
}

int check(const Options& options, Output& output) {
  base::Result<engine::Analysis> analysis = analyze(options, wanted_rules(options));
  if (!analysis) {
    output.complain(analysis.error().message, analysis.error().hint);
    return analysis.error().kind == base::ErrorKind::kUsage ? kUsage : kFailed;
  }
  int trouble = complain(*analysis, options, output);
  if (trouble == kUsage) return kUsage;
  if (options.show_files) {
    output.out += file_list(*analysis);
    return trouble;
  }
  if (!options.baseline.empty()) {
    base::Result<engine::Baseline> baseline = read_baseline_file(options.baseline);
    if (!baseline) {
      output.complain(baseline.error().message, baseline.error().hint);
      return kUsage;
    }
    engine::apply_baseline(*baseline, *analysis);
  }
  if (!deliver(make_report(*analysis, options), options, output)) return kFailed;
  if (trouble != kClean) return trouble;
  bool fails = report::count_from(*analysis, options.fail_level) > 0;
  return fails && !options.exit_zero ? kFindings : kClean;
}

}  // namespace verifull::app
