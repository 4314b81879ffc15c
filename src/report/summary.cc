#include "report/summary.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "check/rule.h"

namespace verifull::report {
namespace {

using engine::ProjectResult;
using engine::SkippedEnvironment;

constexpr std::size_t kMostNamed = 3;  // apps of an assumption; of more the number is said

void add_once(std::vector<std::string>& items, const std::string& item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

bool is_skipped(const ProjectResult& project, const std::string& name) {
  return std::any_of(project.skipped.begin(), project.skipped.end(),
                     [&name](const SkippedEnvironment& skipped) { return skipped.name == name; });
}

std::vector<std::string> looked_at(const engine::Analysis& analysis) {
  std::vector<std::string> names;
  for (const ProjectResult& project : analysis.projects) {
    for (const resolve::Connection& connection : project.connections) {
      if (!is_skipped(project, connection.environment)) add_once(names, connection.environment);
    }
  }
  return names;
}

// "development, test skipped", "review skipped: anchor holder": those with the
// same reason together. A reason that only repeats the name is left out.
std::vector<std::string> skipped(const engine::Analysis& analysis) {
  std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
  for (const ProjectResult& project : analysis.projects) {
    for (const SkippedEnvironment& environment : project.skipped) {
      std::string reason = environment.reason == environment.name ? "" : environment.reason;
      auto same = std::find_if(reasons.begin(), reasons.end(),
                               [&reason](const auto& entry) { return entry.first == reason; });
      if (same == reasons.end()) same = reasons.insert(same, {reason, {}});
      add_once(same->second, environment.name);
    }
  }
  std::vector<std::string> parts;
  for (const auto& [reason, names] : reasons) {
    std::string part = shown(base::join(names, ", ")) + " skipped";
    if (!reason.empty()) part += ": " + shown(reason);
    parts.push_back(std::move(part));
  }
  return parts;
}

std::string title(const resolve::Connection& connection) {
  return shown(connection.environment) + " / " + shown(connection.name);
}

}  // namespace

std::string condition_text(const resolve::Connection& connection) {
  if (connection.error)
    return shown(connection.error->ruby_class + ": " + connection.error->message);
  std::string text;
  if (!connection.conditions.empty()) {
    bool says_if = connection.verdict == resolve::Verdict::kVerifiedIf;
    text = (says_if ? "" : "if ") + shown(base::join(connection.conditions, " and "));
  }
  if (!connection.why.empty()) text += (text.empty() ? "" : "; ") + shown(connection.why);
  return text;
}

std::string counted(std::size_t number, std::string_view noun) {
  std::string text = std::to_string(number) + " " + std::string(noun);
  return number == 1 ? text : text + "s";
}

Style style_of(resolve::Verdict verdict) {
  using resolve::Verdict;
  switch (verdict) {
    case Verdict::kVerified:
      return Style::kGood;
    case Verdict::kVerifiedIf:
    case Verdict::kCaOnly:
      return Style::kWarning;
    case Verdict::kEncryptedUnverified:
    case Verdict::kOpportunistic:
    case Verdict::kPlaintext:
    case Verdict::kFailsClosed:
    case Verdict::kBootError:
      return Style::kError;
    case Verdict::kNotApplicable:
      return Style::kFaint;
    case Verdict::kUnknown:
      return Style::kInfo;
  }
  return Style::kPlain;
}

std::string verdict_lines(const Report& report) {
  std::string out;
  bool several = report.analysis.projects.size() > 1;
  for (const ProjectResult& project : report.analysis.projects) {
    std::size_t names = 0;
    std::size_t verdicts = 0;
    for (const resolve::Connection& connection : project.connections) {
      names = std::max(names, display_width(title(connection)));
      verdicts = std::max(verdicts, resolve::verdict_name(connection.verdict).size());
    }
    if (several) out += shown(project.project.root) + "\n";
    for (const resolve::Connection& connection : project.connections) {
      std::string_view verdict = resolve::verdict_name(connection.verdict);
      std::string condition = condition_text(connection);
      out += "  " + padded(title(connection), names) + "  ";
      out += report.terminal.painted(style_of(connection.verdict), verdict);
      if (!condition.empty()) {
        out += std::string(verdicts - verdict.size() + 2, ' ');
        out += report.terminal.fitted(condition, names + verdicts + 6);
      }
      out += '\n';
    }
  }
  return out;
}

std::string assumption_lines(const Report& report) {
  const std::vector<ProjectResult>& projects = report.analysis.projects;
  std::vector<std::pair<std::string, std::vector<std::string>>> assumptions;
  for (const ProjectResult& project : projects) {
    for (const std::string& text : project.assumptions) {
      auto same = std::find_if(assumptions.begin(), assumptions.end(),
                               [&text](const auto& entry) { return entry.first == text; });
      if (same == assumptions.end()) same = assumptions.insert(same, {text, {}});
      add_once(same->second, project.project.root);
    }
  }
  std::string out;
  for (const auto& [text, roots] : assumptions) {
    out += report.terminal.painted(Style::kStrong, "assumed:") + " ";
    std::string where;
    if (roots.size() > kMostNamed) {
      where = "in " + counted(roots.size(), "app") + ": ";
    } else if (projects.size() > 1) {
      where = "in " + shown(base::join(roots, ", ")) + ": ";
    }
    out += report.terminal.fitted(where + shown(text), 9) + "\n";
  }
  return out;
}

std::string scope_line(const Report& report) {
  std::vector<std::string> names = looked_at(report.analysis);
  std::string line = "Checked " + counted(report.analysis.files_read, "file");
  if (report.merged != nullptr) line = "Merged " + counted(report.merged->reports, "report");
  if (report.analysis.projects.size() > 1) {
    line += " of " + counted(report.analysis.projects.size(), "app");
  }
  bool told = report.merged == nullptr || !report.analysis.projects.empty();
  if (told) line += ", " + counted(names.size(), "environment");
  std::vector<std::string> parts = skipped(report.analysis);
  if (!names.empty()) parts.insert(parts.begin(), shown(base::join(names, ", ")));
  if (!parts.empty()) line += " (" + base::join(parts, "; ") + ")";
  return report.terminal.fitted(line + ".", 0) + "\n";
}

std::string count_line(const Report& report) {
  const Counts& counts = report.counts;
  auto painted = [&report](std::size_t number, std::string_view noun, Style style) {
    std::string text = counted(number, noun);
    return number == 0 ? text : report.terminal.painted(style, text);
  };
  std::string line = painted(counts.errors, "error", Style::kError) + ", " +
                     painted(counts.warnings, "warning", Style::kWarning) + ", " +
                     painted(counts.infos, "info", Style::kInfo);
  std::vector<std::string> aside;
  if (counts.suppressed > 0) aside.push_back(std::to_string(counts.suppressed) + " suppressed");
  if (counts.baselined > 0) aside.push_back(std::to_string(counts.baselined) + " in baseline");
  if (report.analysis.untouched > 0) {
    aside.push_back(std::to_string(report.analysis.untouched) + " older not shown");
  }
  if (report.hidden > 0) {
    aside.push_back(std::to_string(report.hidden) + " below --min-severity " +
                    std::string(check::severity_name(report.least)) + " not shown");
  }
  if (!aside.empty()) line += " (" + base::join(aside, ", ") + ")";
  return line + ".\n";
}

std::string_view fix_mark(const check::Finding& finding) {
  return finding.fix && finding.fix->safe ? "[*] " : "";
}

std::string fix_line(const Report& report) {
  if (report.merged != nullptr) return "";
  const Counts& counts = report.counts;
  std::string unsafe = std::to_string(counts.fixable_unsafe);
  if (counts.fixable == 0) {
    return counts.fixable_unsafe == 0 ? "" : unsafe + " fixable with `--fix --unsafe-fixes`.\n";
  }
  std::string line = "[*] " + std::to_string(counts.fixable) + " fixable with `--fix`";
  if (counts.fixable_unsafe > 0) line += ", " + unsafe + " more with `--unsafe-fixes`";
  return line + ".\n";
}

std::string statistics(const Report& report) {
  std::map<std::string_view, std::size_t> by_rule;
  for (const check::Finding* finding : report.findings) {
    if (finding->state == check::FindingState::kActive) ++by_rule[finding->rule->id];
  }
  std::vector<std::pair<std::string_view, std::size_t>> rows(by_rule.begin(), by_rule.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out;
  for (const auto& [id, number] : rows) {
    std::string digits = std::to_string(number);
    out += std::string(digits.size() < 5 ? 5 - digits.size() : 0, ' ') + digits + "  ";
    out += std::string(id) + "\n";
  }
  return out;
}

}  // namespace verifull::report
