// What `check` and `resolve` have in common: analyse, show, complain.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/options.h"
#include "app/output.h"
#include "base/result.h"
#include "check/rule.h"
#include "engine/analysis.h"
#include "report/report.h"
#include "source/disk_reader.h"
#include "source/overlay_reader.h"

namespace verifull::app {

// With the files on disk and what stands on stdin.
base::Result<engine::Analysis> analyze(const Options& options,
                                       const std::vector<const check::Rule*>& rules);

// What the engine is to do, here and today.
engine::Options engine_options(const Options& options);

// What the run looks at, and the reader that it looks through.
struct Session {
  source::DiskReader disk;
  source::OverlayReader reader{disk};
  engine::Options engine;
  std::string stdin_path;  // of the text on stdin, as shown; "" for none
};

// Fills `session`; the error is about stdin.
std::optional<base::Error> open_session(const Options& options, Session& session);

// Every format that was asked for, each to its place. False when a file could not
// be written, which is said on stderr.
bool deliver(const report::Report& report, const Options& options, Output& output);

// What could not be read, environments that nobody has, no app at all: on stderr.
// Returns what the errors come to: kClean, kUsage or kFailed.
// With --verbose also how it was found.
int complain(const engine::Analysis& analysis, const Options& options, Output& output);

report::Report make_report(const engine::Analysis& analysis, const Options& options);

}  // namespace verifull::app
