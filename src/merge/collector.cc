#include "merge/collector.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "check/checker.h"
#include "check/rules.h"

namespace verifull::merge {
namespace {

constexpr std::size_t kMostFindings = 1'000'000;

bool is_rule_id(std::string_view id) {
  if (id.empty() || id.size() > 100 || id.front() == '-' || id.back() == '-') return false;
  return std::all_of(id.begin(), id.end(), [](char c) {
    return base::is_lower(c) || base::is_digit(c) || c == '-';
  });
}

std::string prefix_of(const report::Labels& labels) {
  std::vector<std::string> values;
  for (const auto& [key, value] : labels) values.push_back(report::label_value(key, value));
  return base::join(values, "@");
}

bool same(const check::Finding& a, const check::Finding& b) {
  auto key = [](const check::Finding& each) {
    return std::tie(each.rule, each.severity, each.state, each.message, each.fingerprint,
                    each.connection, each.environments);
  };
  return a.primary == b.primary && key(a) == key(b);
}

}  // namespace

std::size_t Collector::begin_group() {
  groups_.emplace_back();
  return groups_.size() - 1;
}

void Collector::set_labels(std::size_t group, report::Labels labels) {
  groups_[group] = std::move(labels);
}

std::size_t Collector::group_of(const report::Labels& labels) {
  auto [entry, fresh] = by_labels_.try_emplace(labels, groups_.size());
  if (fresh) groups_.push_back(labels);
  return entry->second;
}

const check::Rule* Collector::rule(std::string_view id) {
  if (auto known = by_id_.find(id); known != by_id_.end()) return known->second;
  const check::Rule* rule = check::find_rule(id);
  if (rule == nullptr) {
    if (!is_rule_id(id)) return nullptr;
    check::Rule own;
    own.id = own.title = names_.emplace_back(id);
    rule = &own_rules_.emplace_back(own);
  }
  by_id_.emplace(rule->id, rule);
  return rule;
}

bool Collector::add(check::Finding finding) {
  if (findings_.size() >= kMostFindings) return false;
  findings_.push_back(std::move(finding));
  return true;
}

void Collector::add(std::size_t group, engine::ProjectResult project) {
  apps_.push_back({group, std::move(project)});
}

// For each group the index of its labels.
std::vector<std::size_t> Collector::sort_labels(report::Merged& merged) const {
  std::set<report::Labels> sorted(groups_.begin(), groups_.end());
  merged.labels.assign(sorted.begin(), sorted.end());
  std::set<std::string> taken;
  for (const report::Labels& labels : merged.labels) {
    std::string prefix = prefix_of(labels);
    while (!prefix.empty() && !taken.insert(prefix).second) prefix += "~";
    merged.prefixes.push_back(std::move(prefix));
  }
  std::vector<std::size_t> index;
  for (const report::Labels& labels : groups_) {
    auto at = std::lower_bound(merged.labels.begin(), merged.labels.end(), labels);
    index.push_back(static_cast<std::size_t>(at - merged.labels.begin()));
  }
  return index;
}

void Collector::make_real(check::Finding& finding) const {
  finding.primary = places_.real(finding.primary);
  for (check::Label& label : finding.labels) label.span = places_.real(label.span);
  if (!finding.fix) return;
  for (edit::Edit& edit : finding.fix->edits) edit.span = places_.real(edit.span);
}

void Collector::make_real(engine::ProjectResult& project) const {
  auto make_trail = [this](resolve::Trail& trail) {
    for (resolve::Origin& origin : trail) origin.span = places_.real(origin.span);
  };
  for (resolve::Connection& connection : project.connections) {
    for (resolve::Setting& setting : connection.settings) {
      make_trail(setting.trail);
      for (resolve::Overridden& loser : setting.overrides) make_trail(loser.trail);
    }
    if (connection.error) connection.error->span = places_.real(connection.error->span);
  }
}

void Collector::finish(std::size_t reports, engine::Analysis& analysis,
                       report::Merged& merged) {
  merged.reports = reports;
  std::vector<std::size_t> index = sort_labels(merged);
  places_.finish(index, merged.prefixes, analysis.sources, merged.files);
  std::stable_sort(apps_.begin(), apps_.end(), [&index](const App& a, const App& b) {
    return std::tie(index[a.group], a.result.project.root) <
           std::tie(index[b.group], b.result.project.root);
  });
  for (App& app : apps_) {
    std::size_t labels = index[app.group];
    bool again = !merged.apps.empty() && merged.apps.back().labels == labels &&
                 merged.apps.back().path == app.result.project.root;
    if (again) continue;
    std::string& root = app.result.project.root;
    merged.apps.push_back({labels, root});
    root = prefixed(merged.prefixes[labels], root);
    make_real(app.result);
    analysis.projects.push_back(std::move(app.result));
  }
  for (check::Finding& finding : findings_) make_real(finding);
  // What sort_findings() leaves as it is: two that differ in what is not shown first.
  std::stable_sort(findings_.begin(), findings_.end(),
                   [](const check::Finding& a, const check::Finding& b) {
                     return std::tie(a.fingerprint, a.connection) <
                            std::tie(b.fingerprint, b.connection);
                   });
  check::sort_findings(findings_, [&analysis](const base::Span& span) {
    return check::ShownPlace{analysis.sources.at(span.file).path, analysis.sources.begin_of(span),
                             analysis.sources.end_of(span)};
  });
  findings_.erase(std::unique(findings_.begin(), findings_.end(), same), findings_.end());
  analysis.findings = std::move(findings_);
  analysis.files_read = files_;
}

}  // namespace verifull::merge
