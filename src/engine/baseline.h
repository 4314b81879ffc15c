// What a team has accepted for now: findings known again by their fingerprints.
//
// A baseline is lines of `fingerprint rule severity verdict path`, sorted, below
// a first line with the version. The fingerprint and the path name the finding,
// so it may move within its file; severity and verdict are the worst that was
// accepted: a finding that has become more severe, or whose connection is worse
// than it was, is shown again. No value of the project is in it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "engine/analysis.h"

namespace verifull::engine {

struct BaselineEntry {
  std::string rule;
  std::string severity;
  std::string verdict;  // of the worst connection it is about; "-" for none
};

// By key_of().
using Baseline = std::map<std::string, BaselineEntry>;

// "fingerprint path".
std::string key_of(const Analysis& analysis, const check::Finding& finding);

// Of all findings that are not ignored.
Baseline baseline_of(const Analysis& analysis);

// Errors are of kind kUsage and name `path`.
base::Result<Baseline> read_baseline(std::string_view text, const std::string& path);
std::string write_baseline(const Baseline& baseline);

// Entries of `old` that still are found, as they were accepted.
Baseline pruned(const Baseline& old, const Baseline& now);

// In the baseline, and no worse than there.
bool is_accepted(const Baseline& baseline, const Analysis& analysis, const check::Finding& finding);

// Changes the state of what is accepted.
void apply_baseline(const Baseline& baseline, Analysis& analysis);

}  // namespace verifull::engine
