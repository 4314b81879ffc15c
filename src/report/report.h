// What a format gets to write about.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "check/finding.h"
#include "engine/analysis.h"
#include "report/labels.h"
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

// Reports of other runs, put together (merge/merged.h): a path of the source set then
// begins with what its labels say, so that each is there once, and files have no text.
struct Merged {
  struct Place {
    std::size_t labels = 0;  // index into `labels`
    std::string path;        // as its run wrote it
  };
  std::vector<Labels> labels;         // sorted
  std::vector<std::string> prefixes;  // of each of them, for people; "" for no labels
  std::vector<Place> files;           // by base::FileId
  std::vector<Place> apps;            // by index of the project
  std::size_t reports = 0;            // that were read
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
  Labels labels;  // of the run
  const Merged* merged = nullptr;  // of a run that only puts others together
  bool quiet = false;
  bool verbose = false;
  bool statistics = false;
};

// `path`, which is relative to the working directory, from the repository's top.
std::string repository_path(const Report& report, std::string_view path);

// Active findings at or above `level`, whether they are shown or not.
// The path of a file, or of the app with that index, as the run that read it wrote it.
const std::string& own_path(const Report& report, base::FileId file);
const std::string& own_root(const Report& report, std::size_t app);

// What the run that read the file was about.
const Labels& labels_of(const Report& report, base::FileId file);

std::size_t count_from(const engine::Analysis& analysis, check::Severity level);

// "config/database.yml:27:12"; the path is safe to print.
std::string place_text(const source::SourceSet& sources, const base::Span& span);

}  // namespace verifull::report
