#include "fix/verify.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "base/text.h"
#include "check/rule.h"
#include "resolve/connection.h"

namespace verifull::fix {
namespace {

using check::Finding;
using engine::Analysis;
using resolve::Connection;

// What a finding is about, wherever it stands.
std::string subject_of(const Analysis& analysis, const Finding& finding) {
  return std::string(finding.rule->id) + '\n' + analysis.sources.at(finding.primary.file).path +
         '\n' + base::join(finding.environments, ",") + '\n' + finding.connection;
}

// Severities, the worst first, of the findings about the same.
using Counts = std::map<std::string, std::vector<check::Severity>>;

Counts counts_of(const Analysis& analysis) {
  Counts counts;
  for (const Finding& finding : analysis.findings) {
    if (finding.state != check::FindingState::kActive) continue;
    counts[subject_of(analysis, finding)].push_back(finding.severity);
  }
  for (auto& [subject, severities] : counts) {
    std::sort(severities.begin(), severities.end(), std::greater<>());
  }
  return counts;
}

std::string rule_of(const std::string& subject) { return subject.substr(0, subject.find('\n')); }

std::string compare_findings(const Analysis& before, const Analysis& after,
                             const std::vector<const Finding*>& fixed) {
  Counts old = counts_of(before);
  Counts now = counts_of(after);
  for (const auto& [subject, severities] : now) {
    const std::vector<check::Severity>& known = old[subject];
    for (std::size_t i = 0; i < severities.size(); ++i) {
      if (i >= known.size() || severities[i] > known[i]) return rule_of(subject) + " would come";
    }
  }
  std::map<std::string, std::size_t> promised;
  for (const Finding* finding : fixed) ++promised[subject_of(before, *finding)];
  for (const auto& [subject, count] : promised) {
    if (now[subject].size() + count > old[subject].size()) return rule_of(subject) + " would stay";
  }
  return "";
}

using Values = std::map<std::string, std::string>;

Values values_of(const Connection& connection) {
  Values values;
  for (const resolve::Setting& setting : connection.settings) {
    values[setting.key] = (setting.known ? "=" : "?") + setting.value.reveal();
  }
  for (const resolve::LibpqParameter& parameter : connection.libpq) {
    values[parameter.keyword] += (parameter.known ? "\n=" : "\n?") + parameter.value.reveal();
  }
  return values;
}

bool is_about(const Finding& finding, const Connection& connection) {
  bool environment = std::find(finding.environments.begin(), finding.environments.end(),
                               connection.environment) != finding.environments.end();
  return environment && (finding.connection.empty() || finding.connection == connection.name);
}

// The connection has a finding of the rule, whether it is the one that is repaired or
// another that the same line is to blame for.
bool has_finding(const Analysis& analysis, const check::Rule* rule, const Connection& connection) {
  return std::any_of(analysis.findings.begin(), analysis.findings.end(),
                     [&](const Finding& each) {
    return each.rule == rule && each.fix && is_about(each, connection);
  });
}

bool may_differ(const std::string& key, const Connection& connection, const Analysis& checked,
                const std::vector<const Finding*>& fixed) {
  return std::any_of(fixed.begin(), fixed.end(), [&](const Finding* finding) {
    const std::vector<std::string>& changes = finding->fix->changes;
    if (std::find(changes.begin(), changes.end(), "*") != changes.end()) return true;
    return has_finding(checked, finding->rule, connection) &&
           std::find(changes.begin(), changes.end(), key) != changes.end();
  });
}

std::string compare(const Connection& before, const Connection& after, const Analysis& checked,
                    const std::vector<const Finding*>& fixed) {
  std::string name = before.environment + "/" + before.name;
  if (before.adapter != after.adapter && !may_differ("adapter", before, checked, fixed)) return name + " would have another adapter";
  if (before.error.has_value() != after.error.has_value()) return name + " would load otherwise";
  if (before.error && before.error->ruby_class != after.error->ruby_class) {
    return name + " would fail otherwise";
  }
  Values old = values_of(before);
  Values now = values_of(after);
  Values all = old;
  all.insert(now.begin(), now.end());
  for (const auto& [key, value] : all) {
    if (old[key] != now[key] && !may_differ(key, before, checked, fixed)) {
      return name + " would have another " + key;
    }
  }
  return "";
}

std::string compare_connections(const Analysis& before, const Analysis& after,
                                const Analysis& checked, const std::vector<const Finding*>& fixed) {
  if (before.projects.size() != after.projects.size()) return "there would be other apps";
  for (std::size_t i = 0; i < before.projects.size(); ++i) {
    const std::vector<Connection>& old = before.projects[i].connections;
    const std::vector<Connection>& now = after.projects[i].connections;
    if (old.size() != now.size()) return "there would be other databases";
    for (std::size_t j = 0; j < old.size(); ++j) {
      if (old[j].environment != now[j].environment || old[j].name != now[j].name) {
        return "there would be other databases";
      }
      std::string objection = compare(old[j], now[j], checked, fixed);
      if (!objection.empty()) return objection;
    }
  }
  return "";
}

}  // namespace

std::string objection(const State& before, const State& after,
                      const std::vector<const Finding*>& fixed) {
  if (after.checked.errors.size() > before.checked.errors.size()) {
    return "a file could not be read any more";
  }
  std::string result =
      compare_connections(before.resolved, after.resolved, before.checked, fixed);
  return result.empty() ? compare_findings(before.checked, after.checked, fixed) : result;
}

}  // namespace verifull::fix
