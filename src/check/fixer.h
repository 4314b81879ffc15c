// A rule's `fixes:` → the edits of one finding.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/fix_places.h"
#include "check/hit.h"
#include "edit/edit.h"
#include "edit/edit_set.h"

namespace verifull::check {

class Fixer {
 public:
  // `input` must outlive it.
  explicit Fixer(const FixInput& input) : places_(input) {}

  // `causes` are all hits of one rule, `hits` those of the finding, one of `causes`.
  // Nothing when the rule has no fix for it, or some step cannot be done.
  std::optional<edit::Fix> fix(const std::vector<Hit>& hits,
                               const std::vector<std::vector<Hit>>& causes);

 private:
  std::optional<edit::Fix> make(const RuleFix& fix, const std::vector<Hit>& hits,
                                const std::vector<std::vector<Hit>>& causes);
  bool step(const FixStep& step, const facts::Subject& subject, edit::EditSet& edits);
  edit::Outcome change(FixAction action, const base::Span& at, const std::string& to);

  FixPlaces places_;
};

}  // namespace verifull::check
