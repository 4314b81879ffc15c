// A rule that holds for a subject, before hits of one cause become a finding.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "check/finding.h"
#include "check/rule.h"
#include "facts/subject.h"

namespace verifull::check {

struct Hit {
  const Rule* rule = nullptr;
  const Case* changed = nullptr;  // the case that holds, or nullptr
  const facts::Subject* subject = nullptr;
  base::Span primary;
  std::string_view point;  // name of the primary place

  Severity severity() const;
  Confidence confidence() const;
  std::string_view message() const;
  std::string_view here() const;
  std::string_view help() const;
};

// Nothing when the rule does not apply, does not hold, or has no place.
std::optional<Hit> hit(const Rule& rule, const facts::Subject& subject);

// Equal for hits that are one finding.
std::string cause_of(const Hit& hit);

// All but the fingerprint. `hits` are of one cause and not empty.
Finding to_finding(const std::vector<Hit>& hits);

}  // namespace verifull::check
