#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "app/commands/baseline_file.h"
#include "app/commands/command.h"
#include "app/exit_code.h"
#include "app/rule_choice.h"
#include "app/session.h"
#include "report/summary.h"

namespace verifull::app {

int baseline(const Options& options, Output& output) {
  bool create = options.baseline_action == "create";
  const std::string& path = options.baseline;
  if (create && access(path.c_str(), F_OK) == 0) {
    output.complain(path + " is there already",
                    "`verifull baseline update --baseline " + path + "` replaces it");
    return kUsage;
  }
  base::Result<engine::Analysis> analysis = analyze(options, wanted_rules(options));
  if (!analysis) {
    output.complain(analysis.error().message, analysis.error().hint);
    return kFailed;
  }
  // A baseline of half a project would let the other half through later.
  int trouble = complain(*analysis, options, output);
  if (trouble != kClean) return trouble;
  engine::Baseline now = engine::baseline_of(*analysis);
  if (options.baseline_action == "prune") {
    base::Result<engine::Baseline> old = read_baseline_file(path);
    if (!old) {
      output.complain(old.error().message, old.error().hint);
      return kUsage;
    }
    now = engine::pruned(*old, now);
  }
  if (auto error = write_file(path, engine::write_baseline(now))) {
    output.complain(error->message);
    return kFailed;
  }
  output.err += path + ": " + report::counted(now.size(), "finding") + "\n";
  return kClean;
}

}  // namespace verifull::app
