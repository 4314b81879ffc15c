#include "engine/baseline.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/text.h"
#include "check/rule.h"
#include "source/path.h"

namespace verifull::engine {
namespace {

constexpr std::string_view kFirstLine = "# verifull baseline 1";

// From good to bad. A verdict that is not in it compares with itself only.
constexpr std::array<resolve::Verdict, 6> kLadder = {
    resolve::Verdict::kVerified,      resolve::Verdict::kVerifiedIf,
    resolve::Verdict::kCaOnly,        resolve::Verdict::kEncryptedUnverified,
    resolve::Verdict::kOpportunistic, resolve::Verdict::kPlaintext};

std::optional<std::size_t> step_of(std::string_view verdict) {
  for (std::size_t i = 0; i < kLadder.size(); ++i) {
    if (resolve::verdict_name(kLadder[i]) == verdict) return i;
  }
  return std::nullopt;
}

bool is_no_worse(std::string_view now, std::string_view before) {
  if (now == before) return true;
  auto step_now = step_of(now);
  auto step_before = step_of(before);
  return step_now && step_before && *step_now < *step_before;
}

bool is_about(const check::Finding& finding, const resolve::Connection& connection) {
  const std::vector<std::string>& names = finding.environments;
  bool here = std::find(names.begin(), names.end(), connection.environment) != names.end();
  return here && (finding.connection.empty() || finding.connection == connection.name);
}

std::string worst_verdict(const Analysis& analysis, const check::Finding& finding) {
  const std::string& path = analysis.sources.at(finding.primary.file).path;
  std::optional<resolve::Verdict> worst;
  for (const ProjectResult& project : analysis.projects) {
    if (!source::is_within(path, project.project.root)) continue;
    for (const resolve::Connection& connection : project.connections) {
      if (is_about(finding, connection)) worst = std::max(worst, std::optional(connection.verdict));
    }
  }
  return worst ? std::string(resolve::verdict_name(*worst)) : "-";
}

BaselineEntry entry_of(const Analysis& analysis, const check::Finding& finding) {
  return {std::string(finding.rule->id), std::string(check::severity_name(finding.severity)),
          worst_verdict(analysis, finding)};
}

bool covers(const BaselineEntry& entry, const BaselineEntry& now) {
  auto before = check::severity_named(entry.severity);
  auto severity = check::severity_named(now.severity);
  return before && severity && *severity <= *before && is_no_worse(now.verdict, entry.verdict);
}

}  // namespace

std::string key_of(const Analysis& analysis, const check::Finding& finding) {
  return finding.fingerprint + " " +
         base::neutralised(analysis.sources.at(finding.primary.file).path);
}

Baseline baseline_of(const Analysis& analysis) {
  Baseline baseline;
  for (const check::Finding& finding : analysis.findings) {
    if (finding.state == check::FindingState::kSuppressed) continue;
    baseline[key_of(analysis, finding)] = entry_of(analysis, finding);
  }
  return baseline;
}

base::Result<Baseline> read_baseline(std::string_view text, const std::string& path) {
  auto broken = [&path](std::size_t line) {
    return base::Error{base::ErrorKind::kUsage,
                       path + ":" + std::to_string(line) + " is no line of a baseline",
                       "`verifull baseline update --baseline " + path + "` writes it anew",
                       {}};
  };
  Baseline baseline;
  std::size_t number = 0;
  for (std::string_view line : base::split(text, '\n')) {
    ++number;
    line = base::trim(line);
    if (number == 1 && line != kFirstLine) return broken(1);
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string_view> words = base::split(line, ' ');
    if (words.size() < 5) return broken(number);
    std::size_t path_at = static_cast<std::size_t>(words[4].data() - line.data());
    BaselineEntry entry{std::string(words[1]), std::string(words[2]), std::string(words[3])};
    if (!check::severity_named(entry.severity)) return broken(number);
    std::string key(words[0]);
    baseline[key.append(" ").append(line.substr(path_at))] = std::move(entry);
  }
  return baseline;
}

std::string write_baseline(const Baseline& baseline) {
  std::string out(kFirstLine);
  out += "\n";
  for (const auto& [key, entry] : baseline) {
    std::size_t space = key.find(' ');
    out += key.substr(0, space) + " " + entry.rule + " " + entry.severity + " " + entry.verdict +
           key.substr(space) + "\n";
  }
  return out;
}

Baseline pruned(const Baseline& old, const Baseline& now) {
  Baseline kept;
  for (const auto& [key, entry] : old) {
    if (now.contains(key)) kept.emplace(key, entry);
  }
  return kept;
}

bool is_accepted(const Baseline& baseline, const Analysis& analysis,
                 const check::Finding& finding) {
  auto known = baseline.find(key_of(analysis, finding));
  return known != baseline.end() && covers(known->second, entry_of(analysis, finding));
}

void apply_baseline(const Baseline& baseline, Analysis& analysis) {
  for (check::Finding& finding : analysis.findings) {
    if (finding.state != check::FindingState::kActive) continue;
    if (is_accepted(baseline, analysis, finding)) finding.state = check::FindingState::kBaselined;
  }
}

}  // namespace verifull::engine
