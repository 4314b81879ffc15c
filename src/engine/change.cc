#include "engine/change.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "engine/baseline.h"
#include "engine/changed_lines.h"

namespace verifull::engine {
namespace {

// What the finding says, apart from where.
std::string words_of(const check::Finding& finding) {
  return finding.message + "\n" + base::join(finding.conditions, "\n");
}

class Change {
 public:
  Change(const Analysis& before, const Analysis& now)
      : before_(before), now_(now), baseline_(baseline_of(before)) {
    for (const check::Finding& finding : before.findings) {
      words_.emplace(key_of(before, finding), words_of(finding));
    }
  }

  bool brings_about(const check::Finding& finding) const {
    auto words = words_.find(key_of(now_, finding));
    return words == words_.end() || words->second != words_of(finding) ||
           !is_accepted(baseline_, now_, finding);
  }

  bool touches(const check::Finding& finding) {
    return touches(finding.primary) ||
           std::any_of(finding.labels.begin(), finding.labels.end(),
                       [this](const check::Label& label) { return touches(label.span); });
  }

 private:
  bool touches(const base::Span& span) {
    if (!span.known()) return false;
    const std::vector<bool>& lines = lines_of(span.file);
    std::size_t first = now_.sources.begin_of(span).line;
    std::size_t last = now_.sources.end_of(span).line;
    for (std::size_t line = first; line <= last && line <= lines.size(); ++line) {
      if (lines[line - 1]) return true;
    }
    return false;
  }

  const std::vector<bool>& lines_of(base::FileId file) {
    auto known = lines_.find(file);
    if (known != lines_.end()) return known->second;
    const source::SourceFile& source = now_.sources.at(file);
    base::FileId old = before_.sources.find(source.path);
    std::string_view text;
    if (old != base::kNoFile) text = before_.sources.at(old).text;
    return lines_.emplace(file, changed_lines(text, source.text)).first->second;
  }

  const Analysis& before_;
  const Analysis& now_;
  Baseline baseline_;
  std::map<std::string, std::string> words_;
  std::map<base::FileId, std::vector<bool>> lines_;
};

}  // namespace

void keep_changed(const Analysis& before, Analysis& now) {
  Change change(before, now);
  std::vector<check::Finding> kept;
  for (check::Finding& finding : now.findings) {
    if (change.brings_about(finding) || change.touches(finding)) {
      kept.push_back(std::move(finding));
    } else if (finding.state == check::FindingState::kActive) {
      ++now.untouched;
    }
  }
  now.findings = std::move(kept);
}

}  // namespace verifull::engine
