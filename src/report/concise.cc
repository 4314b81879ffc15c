#include "report/concise.h"

#include "base/text.h"
#include "check/rule.h"
#include "report/summary.h"

namespace verifull::report {
namespace {

std::string line_of(const Report& report, const check::Finding& finding) {
  std::string rule(check::severity_name(finding.severity));
  rule.append("[").append(finding.rule->id).append("]");
  return report.terminal.painted(Style::kStrong,
                                 place_text(report.analysis.sources, finding.primary) + ":") +
         " " + report.terminal.painted(style_of(finding.severity), rule) + " " +
         std::string(fix_mark(finding)) + shown(finding.message) + "\n";
}

}  // namespace

std::string write_concise(const Report& report) {
  std::string out;
  for (const check::Finding* finding : report.findings) {
    if (finding->state == check::FindingState::kActive) out += line_of(report, *finding);
  }
  return without_commands(std::move(out));
}

std::string write_concise_connections(const Report& report) {
  std::string out;
  bool several = report.analysis.projects.size() > 1;
  for (const engine::ProjectResult& project : report.analysis.projects) {
    for (const resolve::Connection& connection : project.connections) {
      if (several) out += shown(project.project.root) + ": ";
      out += shown(connection.environment + "/" + connection.name) + ": ";
      out += report.terminal.painted(style_of(connection.verdict),
                                     resolve::verdict_name(connection.verdict));
      std::string condition = condition_text(connection);
      if (!condition.empty()) out += " " + condition;
      out += "\n";
    }
  }
  return without_commands(std::move(out));
}

}  // namespace verifull::report
