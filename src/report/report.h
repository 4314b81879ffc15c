// What a format gets to write about.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "check/finding.h"
#include "engine/analysis.h"
#include "report/redaction.h"
#include "report/terminal.h"

namespace verifull::report {

struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t suppressed = 0;  // not in the three above
  std::size_t baselined = 0;   // not in the three above
  std::size_t fixable = 0;     // of the three above, by `--fix`
  std::size_t fixable_unsafe = 0;  // the same, only with `--unsafe-fixes`

  std::size_t active() const { return errors + warnings + infos; }
};

struct Report {
  // `analysis` must outlive it. Findings below `least` are left out, and only
  // counted in `hidden`.
  Report(const engine::Analysis& analysis, check::Severity least, const Terminal& terminal);

  const engine::Analysis& analysis;
  Redactor redactor;
  Terminal terminal;
  std::vector<const check::Finding*> findings;  // in the order of the analysis, every state
  Counts counts;                                // of `findings`
  std::size_t hidden = 0;                       // active ones that are not shown
  check::Severity least;
  // Where the working directory is in the repository, "" for its top: services
  // that show findings beside the code want paths from there.
  std::string repository_folder;
  bool quiet = false;
  bool verbose = false;
  bool statistics = false;
};

// `path`, which is relative to the working directory, from the repository's top.
std::string repository_path(const Report& report, std::string_view path);

// Active findings at or above `level`, whether they are shown or not.
std::size_t count_from(const engine::Analysis& analysis, check::Severity level);

// "config/database.yml:27:12"; the path is safe to print.
std::string place_text(const source::SourceSet& sources, const base::Span& span);

}  // namespace verifull::report
