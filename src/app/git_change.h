// --since and --staged: two states of a repository, and what lies between them.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "check/rule.h"
#include "engine/analysis.h"
#include "source/file_reader.h"

namespace verifull::app {

// With `since` the files on disk are compared with the commit where HEAD left that
// revision, or with the revision where git cannot tell; without it the index with HEAD,
// or with nothing before the first commit. The findings are those that
// engine::keep_changed() leaves.
//
// The repository is the one that the first of the paths lies in. Errors are of kind
// kUsage when there is none or no such revision.
base::Result<engine::Analysis> analyze_change(const std::string& since,
                                              const engine::Options& options,
                                              const std::vector<const check::Rule*>& rules,
                                              const source::FileReader& disk);

}  // namespace verifull::app
