// One app from its files to its findings: parse → resolve → facts → check.
#pragma once

#include <vector>

#include "base/result.h"
#include "check/finding.h"
#include "check/rule.h"
#include "engine/analysis.h"
#include "source/file_reader.h"
#include "source/project.h"
#include "source/source_set.h"

namespace verifull::engine {

struct ProjectOutput {
  ProjectResult result;
  std::vector<check::Finding> findings;
  std::vector<base::Error> errors;
};

// Changes nothing that it is given, so many may run at once.
ProjectOutput analyze_project(const Options& options, const std::vector<const check::Rule*>& rules,
                              const source::FileReader& reader, const source::SourceSet& sources,
                              source::Project project, const Config& config);

}  // namespace verifull::engine
