#include "report/html.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "check/rule.h"
#include "report/active.h"
#include "report/html_page.h"
#include "report/origin_text.h"
#include "report/summary.h"
#include "report/tool.h"
#include "report/xml_text.h"
#include "resolve/verdict.h"
#include "source/path.h"

namespace verifull::report {
namespace {

using resolve::Connection;
using resolve::Verdict;

// XML's five escapes are HTML's.
std::string html(std::string_view text) { return xml_text(text); }

std::string_view colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kVerified: return "good";
    case Verdict::kVerifiedIf:
    case Verdict::kCaOnly:
    case Verdict::kUnknown: return "fair";
    case Verdict::kEncryptedUnverified:
    case Verdict::kOpportunistic:
    case Verdict::kPlaintext:
    case Verdict::kFailsClosed:
    case Verdict::kBootError: return "bad";
    case Verdict::kNotApplicable: return "none";
  }
  return "none";
}

std::string verdict_span(Verdict verdict) {
  std::string out = "<span class=\"verdict ";
  out.append(colour_of(verdict)).append("\">").append(resolve::verdict_name(verdict));
  return out + "</span>";
}

// A connection with the number that its details are found by.
struct Shown {
  const engine::ProjectResult* project = nullptr;
  const Connection* connection = nullptr;
  std::size_t number = 0;
};

std::vector<Shown> all_connections(const engine::Analysis& analysis) {
  std::vector<Shown> list;
  for (const engine::ProjectResult& project : analysis.projects) {
    for (const Connection& connection : project.connections) {
      list.push_back({&project, &connection, list.size()});
    }
  }
  return list;
}

// In the order of the files.
std::vector<std::string> environments_of(const std::vector<Shown>& list) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const Shown& shown : list) {
    if (seen.insert(shown.connection->environment).second) {
      names.push_back(shown.connection->environment);
    }
  }
  return names;
}

std::string app_name(const engine::ProjectResult& project) {
  return project.project.root == "." ? "this app" : project.project.root;
}

// What the run was about.
std::string about(const Labels& labels) {
  if (labels.empty()) return "";
  std::string out = "<p class=\"about\">";
  for (const auto& [key, value] : labels) {
    out += "<code>" + html(key + "=" + label_value(key, value)) + "</code> ";
  }
  return out + "</p>\n";
}

std::string filters(const std::vector<Shown>& list) {
  std::set<Verdict> verdicts;
  for (const Shown& shown : list) verdicts.insert(shown.connection->verdict);
  std::string out =
      "<div class=\"filters hidden\"><input type=\"search\" placeholder=\"Find an app\" "
      "aria-label=\"Find an app\">\n";
  for (Verdict verdict : verdicts) {
    std::string name(resolve::verdict_name(verdict));
    out += "<label><input type=\"checkbox\" value=\"" + name + "\" checked> " +
           verdict_span(verdict) + "</label>\n";
  }
  return out + "</div>\n";
}

std::string cell(const Shown& shown) {
  const Connection& connection = *shown.connection;
  std::string name(resolve::verdict_name(connection.verdict));
  std::string out = "<a class=\"cell\" data-verdict=\"" + name + "\" href=\"#c" +
                    std::to_string(shown.number) + "\">" + verdict_span(connection.verdict);
  if (connection.name != "primary") out += " " + html(connection.name);
  return out + "</a>";
}

std::string row(const engine::ProjectResult& project, const std::vector<Shown>& list,
                const std::vector<std::string>& environments) {
  std::string name = app_name(project);
  std::string out = "<tr data-app=\"" + html(base::to_lower(name)) + "\"><th class=\"app\">" +
                    html(name) + "</th>";
  for (const std::string& environment : environments) {
    out += "<td>";
    for (const Shown& shown : list) {
      bool here = shown.project == &project && shown.connection->environment == environment;
      if (here) out += cell(shown);
    }
    out += "</td>";
  }
  return out + "</tr>\n";
}

std::string matrix(const engine::Analysis& analysis, const std::vector<Shown>& list) {
  std::vector<std::string> environments = environments_of(list);
  std::string out = "<div class=\"scroll\"><table class=\"matrix\"><thead><tr><th>app</th>";
  for (const std::string& environment : environments) out += "<th>" + html(environment) + "</th>";
  out += "</tr></thead><tbody>\n";
  // The list is in the order of the projects.
  auto from = list.begin();
  for (const engine::ProjectResult& project : analysis.projects) {
    auto to = std::find_if(from, list.end(),
                           [&](const Shown& shown) { return shown.project != &project; });
    out += row(project, {from, to}, environments);
    from = to;
  }
  return out + "</tbody></table></div>\n";
}

std::string way(const Report& report, const engine::ProjectResult& project,
                const resolve::Trail& trail) {
  return html(base::join(trail_texts(report.analysis.sources, project.project.root, trail),
                         " ← "));
}

std::string settings(const Report& report, const Shown& shown) {
  std::string out = "<table class=\"settings\">\n";
  for (const resolve::Setting& setting : shown.connection->settings) {
    out += "<tr><td><code>" + html(setting.key) + "</code></td><td class=\"value\">" +
           html(setting.value.shown()) + "</td><td class=\"from\">" +
           way(report, *shown.project, setting.trail) + "</td></tr>\n";
    for (const resolve::Overridden& loser : setting.overrides) {
      out += "<tr class=\"loser\"><td></td><td class=\"value\">instead of " +
             html(loser.value.shown()) + "</td><td class=\"from\">" +
             way(report, *shown.project, loser.trail) + "</td></tr>\n";
    }
  }
  return out + "</table>\n";
}

using Findings = std::vector<const check::Finding*>;
using FindingsByApp = std::unordered_map<std::string, Findings>;  // by root

// A finding belongs to the nearest app around its file.
FindingsByApp findings_by_app(const Report& report) {
  FindingsByApp by_app;
  for (const engine::ProjectResult& project : report.analysis.projects) {
    by_app[project.project.root];
  }
  for (const check::Finding* finding : active_findings(report)) {
    std::string folder = report.analysis.sources.at(finding->primary.file).path;
    while (by_app.count(folder) == 0 && folder != "." && folder != "/") {
      std::string above = source::parent_path(folder);
      if (above.size() > folder.size()) break;
      folder = std::move(above);
    }
    by_app[folder].push_back(finding);
  }
  return by_app;
}

bool is_about(const check::Finding& finding, const Connection& connection) {
  const auto& environments = finding.environments;
  bool environment = std::find(environments.begin(), environments.end(),
                               connection.environment) != environments.end();
  return environment && (finding.connection.empty() || finding.connection == connection.name);
}

std::string item(const Report& report, const check::Finding& finding) {
  std::string_view colour = finding.severity == check::Severity::kError ? "bad" : "fair";
  std::string out = "<li><span class=\"";
  out.append(colour).append("\">").append(check::severity_name(finding.severity));
  out += "</span> <code>" + html(finding.rule->id) + "</code> " + html(finding.message) +
         " <code>" + html(place_text(report.analysis.sources, finding.primary)) + "</code>";
  if (!finding.help.empty()) out += "<div class=\"help\">" + html(finding.help) + "</div>";
  return out + "</li>\n";
}

std::string in_list(const std::string& items) {
  return items.empty() ? "" : "<ul class=\"findings\">\n" + items + "</ul>\n";
}

// `told` grows by the findings that stand in it.
std::string details(const Report& report, const Shown& shown, const Findings& findings,
                    std::set<const check::Finding*>& told) {
  const Connection& connection = *shown.connection;
  std::string out = "<section class=\"connection\" id=\"c" + std::to_string(shown.number) +
                    "\"><h3>" + html(app_name(*shown.project)) + ": " +
                    html(connection.environment + " / " + connection.name) + " " +
                    verdict_span(connection.verdict) + "</h3>\n";
  if (!connection.why.empty()) out += "<p>" + html(connection.why) + "</p>\n";
  for (const std::string& condition : connection.conditions) {
    out += "<p>when " + html(condition) + "</p>\n";
  }
  if (connection.error) {
    out += "<p class=\"bad\">" +
           html(connection.error->ruby_class + ": " + connection.error->message) + "</p>\n";
  }
  std::string items;
  for (const check::Finding* finding : findings) {
    if (!is_about(*finding, connection)) continue;
    items += item(report, *finding);
    told.insert(finding);
  }
  return out + in_list(items) + settings(report, shown) + "</section>\n";
}

}  // namespace

std::string write_html(const Report& report) {
  std::vector<Shown> list = all_connections(report.analysis);
  std::string out(kHtmlHead);
  out += "<h1>Is the database server's identity verified?</h1>\n<p class=\"about\">" +
         std::to_string(report.analysis.projects.size()) + " apps, " +
         std::to_string(list.size()) + " connections; " + std::to_string(report.counts.errors) +
         " errors, " + std::to_string(report.counts.warnings) + " warnings. " +
         std::string(kToolName) + " " + std::string(kToolVersion) + "</p>\n" + about(report.labels);
  std::set<const check::Finding*> told;
  if (list.empty()) {
    out += "<p>No connection was found.</p>\n";
  } else {
    out += filters(list) + matrix(report.analysis, list) + "<h2>Connections</h2>\n";
    FindingsByApp findings = findings_by_app(report);
    for (const Shown& shown : list) {
      out += details(report, shown, findings[shown.project->project.root], told);
    }
    out += kHtmlScript;
  }
  std::string others;
  for (const check::Finding* finding : active_findings(report)) {
    if (told.count(finding) == 0) others += item(report, *finding);
  }
  if (!others.empty()) out += "<h2>Other findings</h2>\n" + in_list(others);
  return without_commands(out + "</body>\n</html>\n");
}

}  // namespace verifull::report
