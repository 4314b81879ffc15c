#include "app/commands/baseline_file.h"
#include "app/commands/command.h"
#include "app/exit_code.h"
#include "app/rule_choice.h"
#include "app/session.h"
#include "app/verbose.h"

namespace verifull::app {
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
