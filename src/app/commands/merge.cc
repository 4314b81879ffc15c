#include <unistd.h>

#include "app/commands/command.h"
#include "app/exit_code.h"
#include "app/session.h"
#include "merge/report_file.h"

namespace verifull::app {

// All or nothing: a part that is missing would look like a part that is clean.
int merge(const Options& options, Output& output) {
  merge::Collector collector;
  for (const std::string& path : options.reports) {
    if (auto error = merge::read_report(path, collector)) {
      output.complain(error->message, error->hint);
      return kFailed;
    }
  }
  engine::Analysis analysis;
  report::Merged merged;
  collector.finish(options.reports.size(), analysis, merged);
  report::Report report(analysis, options.min_severity,
                        report::detect_terminal(options.color, STDOUT_FILENO));
  report.merged = &merged;
  // The files are elsewhere.
  report.terminal.links = false;
  report.quiet = options.quiet;
  report.statistics = options.statistics;
  if (!deliver(report, options, output)) return kFailed;
  bool fails = report::count_from(analysis, options.fail_level) > 0;
  return fails && !options.exit_zero ? kFindings : kClean;
}

}  // namespace verifull::app
