// Rules × subjects → findings.
//
// Rules run bare: which of them run is the caller's choice, and severities,
// ignores and baselines are applied to the findings afterwards.
//
// One cause that several environments or databases share through an anchor is
// one finding that names them all: hits of a rule with the same primary place,
// severity, conditions and message, environments and connections aside, become
// one. Its message is rendered again with all the names.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/line_index.h"
#include "base/span.h"
#include "check/finding.h"
#include "check/fix_places.h"
#include "check/rule.h"
#include "facts/subject.h"

namespace verifull::check {

// More related places than anybody reads are left out.
inline constexpr std::size_t kMaxLabels = 24;

// The path of a file relative to its project, for fingerprints.
using PathOf = std::function<std::string(base::FileId)>;

// The findings of one project, by rule and subject, in the order given. Every
// subject needs a known place or trail step; one that has none gives no finding.
//
// A fingerprint covers the rule, the file, the environments, the connection,
// the name of the place and, where the subject has one, `key.path` or
// `pair.path`; it covers no value and no line. Findings that are equal in all
// that are counted, in order. With `fixes`, findings have theirs.
std::vector<Finding> check(const std::vector<const Rule*>& rules,
                           const std::vector<facts::Subject>& subjects, const PathOf& path_of,
                           const FixInput* fixes = nullptr);

// Where a finding is shown. The path must live until the sort is over.
struct ShownPlace {
  std::string_view path;
  base::Position begin;
  base::Position end;
};
using ShownPlaceOf = std::function<ShownPlace(const base::Span&)>;

// By path, line, column, end, rule, environments, message.
void sort_findings(std::vector<Finding>& findings, const ShownPlaceOf& place_of);

}  // namespace verifull::check
