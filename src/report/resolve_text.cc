#include "report/resolve_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "report/certificate_text.h"
#include "report/origin_text.h"
#include "report/summary.h"
#include "report/table.h"

namespace verifull::report {
namespace {

using resolve::Connection;

std::string value_text(const resolve::ShownText& value) {
  std::string text = shown(value.shown());
  return text.empty() ? "\"\"" : text;
}

Style style_of(const resolve::Setting& setting) {
  if (!setting.known) return Style::kInfo;
  return setting.value.is_secret() ? Style::kFaint : Style::kStrong;
}

std::vector<TableRow> rows_of(const Report& report, std::string_view root,
                              const Connection& connection) {
  const source::SourceSet& sources = report.analysis.sources;
  std::vector<TableRow> rows;
  for (const resolve::Setting& setting : connection.settings) {
    rows.push_back({shown(setting.key), value_text(setting.value),
                    trail_texts(sources, root, setting.trail), style_of(setting)});
    for (const resolve::Overridden& loser : setting.overrides) {
      rows.push_back({"", "instead of " + value_text(loser.value),
                      trail_texts(sources, root, loser.trail), Style::kFaint});
    }
  }
  return rows;
}

// As one would write it for psql: quoted where a space or nothing would be lost.
std::string conninfo(const resolve::LibpqParameter& parameter) {
  std::string value = shown(parameter.value.shown());
  bool plain = !value.empty() && value.find_first_of(" \t'\\") == std::string::npos;
  if (!plain) {
    value = base::replace_all(base::replace_all(value, "\\", "\\\\"), "'", "\\'");
    value = "'" + value + "'";
  }
  return shown(parameter.keyword) + "=" + value;
}

std::string headline(const Report& report, const Connection& connection) {
  const Terminal& terminal = report.terminal;
  std::string name = shown(connection.environment) + " / " + shown(connection.name);
  std::string line = terminal.painted(Style::kStrong, name);
  if (!connection.adapter.empty()) line += "  " + shown(connection.adapter);
  line += "  " + std::string(terminal.to_arrow()) + " ";
  line += terminal.painted(report::style_of(connection.verdict),
                           resolve::verdict_name(connection.verdict));
  if (!connection.why.empty()) line += ": " + shown(connection.why);
  return line + "\n";
}

std::string conditions(const Connection& connection) {
  std::string out;
  bool first = true;
  for (const std::string& condition : connection.conditions) {
    out += std::string(first ? "  when " : "   and ") + shown(condition) + "\n";
    first = false;
  }
  return out;
}

std::string error_text(const Report& report, const Connection& connection) {
  if (!connection.error) return "";
  const resolve::LoadError& error = *connection.error;
  std::string text = shown(error.ruby_class + ": " + error.message);
  std::string out = "  " + report.terminal.painted(Style::kError, text) + "\n";
  if (error.span.known()) {
    out += "    at " + place_text(report.analysis.sources, error.span) + "\n";
  }
  return out;
}

std::string what_libpq_gets(const Report& report, const Connection& connection) {
  std::vector<std::string> words;
  for (const resolve::LibpqParameter& parameter : connection.libpq) {
    words.push_back(conninfo(parameter));
  }
  if (words.empty()) return "";
  return "\n" + hanging("  libpq gets:", words, report.terminal);
}

std::string ignored_keys(const Report& report, const Connection& connection) {
  if (connection.ignored.empty()) return "";
  std::vector<std::string> words;
  for (const std::string& key : connection.ignored) {
    bool last = &key == &connection.ignored.back();
    words.push_back(shown(key) + (last ? "" : ","));
  }
  return hanging("  Rails drops:", words, report.terminal);
}

std::string write_connection(const Report& report, const engine::ProjectResult& project,
                             const Connection& connection) {
  const std::string& root = project.project.root;
  std::vector<TableRow> rows = rows_of(report, root, connection);
  std::string out = headline(report, connection) + conditions(connection);
  out += error_text(report, connection);
  if (!rows.empty()) out += "\n" + draw_table(rows, report.terminal);
  return out + what_libpq_gets(report, connection) +
         certificate_line(report, project, connection) + ignored_keys(report, connection) + "\n";
}

// Says where the paths of the table begin, unless they begin here.
std::string project_line(const Report& report, const engine::ProjectResult& project) {
  const std::string& root = project.project.root;
  std::string line;
  if (root != ".") line += shown(root) + ": ";
  if (!project.rails_version.empty()) {
    line += "Rails " + shown(project.rails_version);
    if (!project.rails_from.empty()) line += " (" + shown(project.rails_from) + ")";
    line += ", ";
  }
  if (project.project.database_config != base::kNoFile) {
    line += path_in(root, report.analysis.sources.at(project.project.database_config).path);
    if (project.project.stand_in) line += " in place of the absent config/database.yml";
  } else {
    line += "no config/database.yml";
  }
  return report.terminal.painted(Style::kStrong, line) + "\n\n";
}

bool has_unknown(const engine::Analysis& analysis) {
  auto unknown = [](const auto& item) { return !item.known; };
  for (const engine::ProjectResult& project : analysis.projects) {
    for (const Connection& connection : project.connections) {
      if (std::any_of(connection.settings.begin(), connection.settings.end(), unknown)) return true;
    }
  }
  return false;
}

}  // namespace

std::string write_resolve_text(const Report& report) {
  if (report.analysis.projects.empty()) return "";
  std::string out;
  for (const engine::ProjectResult& project : report.analysis.projects) {
    out += project_line(report, project);
    for (const Connection& connection : project.connections) {
      out += write_connection(report, project, connection);
    }
  }
  if (report.quiet) return without_commands(std::move(out));
  out += assumption_lines(report);
  if (has_unknown(report.analysis)) {
    out +=
        "${NAME} is a variable that nothing here sets: -D NAME=VALUE tells its value, "
        "--closed-world takes it as unset.\n";
  }
  out += scope_line(report);
  return without_commands(std::move(out));
}

}  // namespace verifull::report
