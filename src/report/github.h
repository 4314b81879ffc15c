// Annotations of GitHub Actions: `--format github`.
//
// Workflow commands as actions/toolkit writes them (core/src/command.ts) and
// actions/runner reads them (ActionCommand.cs). The runner keeps ten annotations
// of each type in a step, so the worst ten are annotations and all others plain
// lines of the log.
#pragma once

#include <cstddef>
#include <string>

#include "report/report.h"

namespace verifull::report {

inline constexpr std::size_t kMostAnnotations = 10;

std::string write_github(const Report& report);

// The Markdown for $GITHUB_STEP_SUMMARY: every finding in a table, below the
// 1 MiB that a step may write.
std::string github_summary(const Report& report);

}  // namespace verifull::report
