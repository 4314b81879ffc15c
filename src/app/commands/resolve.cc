#include "app/commands/command.h"
#include "app/exit_code.h"
#include "app/session.h"

namespace verifull::app {

int resolve(const Options& options, Output& output) {
  base::Result<engine::Analysis> analysis = analyze(options, {});
  if (!analysis) {
    output.complain(analysis.error().message, analysis.error().hint);
    return kFailed;
  }
  int trouble = complain(*analysis, options, output);
  if (trouble == kUsage) return kUsage;
  return deliver(make_report(*analysis, options), options, output) ? trouble : kFailed;
}

}  // namespace verifull::app
