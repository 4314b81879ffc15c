#include "report/active.h"

#include <algorithm>

namespace verifull::report {

std::vector<const check::Finding*> active_findings(const Report& report) {
  std::vector<const check::Finding*> active;
  for (const check::Finding* finding : report.findings) {
    if (finding->state == check::FindingState::kActive) active.push_back(finding);
  }
  return active;
}

std::vector<const check::Finding*> by_severity(const Report& report) {
  std::vector<const check::Finding*> active = active_findings(report);
  std::stable_sort(active.begin(), active.end(),
                   [](const auto* a, const auto* b) { return a->severity > b->severity; });
  return active;
}

}  // namespace verifull::report
