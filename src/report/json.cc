#include "report/json.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "check/rule.h"
#include "report/json_text.h"
#include "report/labels_json.h"
#include "report/live_json.h"
#include "report/tool.h"

namespace verifull::report {
namespace {

using Json = nlohmann::ordered_json;

std::string text(std::string_view value) { return data_text(value); }

Json texts(const std::vector<std::string>& values) {
  Json array = Json::array();
  for (const std::string& value : values) array.push_back(text(value));
  return array;
}

class Document {
 public:
  explicit Document(const Report& report) : report_(report), sources_(report.analysis.sources) {}

  Json write(bool with_findings) const {
    Json document = {{"format_version", 1}};
    document["tool"] = {{"name", kToolName}, {"version", kToolVersion}};
    if (!report_.labels.empty()) document["labels"] = labels_json(report_.labels);
    document["projects"] = Json::array();
    for (std::size_t i = 0; i < report_.analysis.projects.size(); ++i) {
      document["projects"].push_back(write_project(i));
    }
    if (with_findings) {
      document["findings"] = Json::array();
      for (const check::Finding* finding : report_.findings) {
        document["findings"].push_back(write(*finding));
        if (report_.merged != nullptr) add_labels(*finding, document["findings"].back());
      }
    }
    document["summary"] = summary(with_findings);
    return document;
  }

  // What the run was about that found it, where that is known.
  void add_labels(const check::Finding& finding, Json& object) const {
    const Labels& labels = labels_of(report_, finding.primary.file);
    if (!labels.empty()) object["labels"] = labels_json(labels);
  }

  Json write(const check::Finding& finding) const {
    Json result = {{"rule", finding.rule->id},
                   {"severity", check::severity_name(finding.severity)},
                   {"confidence", check::confidence_name(finding.confidence)},
                   {"message", text(finding.message)}};
    add_place(finding.primary, result);
    result["environments"] = texts(finding.environments);
    result["connection"] = text(finding.connection);
    result["related"] = Json::array();
    for (const check::Label& label : finding.labels) {
      if (!label.span.known()) continue;
      Json entry = Json::object();
      add_place(label.span, entry);
      entry["message"] = text(label.text);
      result["related"].push_back(std::move(entry));
    }
    result["help"] = text(finding.help);
    result["url"] = rule_url(finding.rule->id);
    result["fingerprint"] = finding.fingerprint;
    result["state"] = state_name(finding.state);
    result["fix"] = finding.fix ? write(*finding.fix) : Json();
    return result;
  }

 private:
  Json write(const edit::Fix& fix) const {
    Json result = {{"title", text(fix.title)}, {"safety", fix.safe ? "safe" : "unsafe"}};
    result["edits"] = Json::array();
    for (const edit::Edit& each : fix.edits) {
      Json entry;
      add_place(each.span, entry);
      entry["text"] = each.text;
      result["edits"].push_back(std::move(entry));
    }
    return result;
  }

  Json write_project(std::size_t app) const {
    const engine::ProjectResult& project = report_.analysis.projects[app];
    Json result = {{"root", text(own_root(report_, app))}};
    if (report_.merged != nullptr) {
      const Labels& labels = report_.merged->labels[report_.merged->apps[app].labels];
      if (!labels.empty()) result["labels"] = labels_json(labels);
    }
    result["rails"] = {{"version", text(project.rails_version)},
                       {"from", text(project.rails_from)}};
    result["connections"] = Json::array();
    for (std::size_t i = 0; i < project.connections.size(); ++i) {
      result["connections"].push_back(write(project.connections[i]));
      if (project.live.empty()) continue;
      const std::optional<facts::LiveResult>& live = project.live[i];
      result["connections"].back()["live"] = live ? live_json(*live) : Json();
    }
    return result;
  }

  Json write(const resolve::Connection& connection) const {
    Json result = {{"environment", text(connection.environment)},
                   {"name", text(connection.name)},
                   {"adapter", text(connection.adapter)},
                   {"verdict", resolve::verdict_name(connection.verdict)}};
    result["conditions"] = texts(connection.conditions);
    if (connection.verdict == resolve::Verdict::kUnknown) result["why"] = text(connection.why);
    result["settings"] = Json::object();
    for (const resolve::Setting& setting : connection.settings) {
      result["settings"][text(setting.key)] = write(setting);
    }
    result["libpq"] = Json::object();
    for (const resolve::LibpqParameter& parameter : connection.libpq) {
      result["libpq"][text(parameter.keyword)] = text(parameter.value.shown());
    }
    result["ignored"] = texts(connection.ignored);
    result["error"] = connection.error ? write(*connection.error) : Json();
    return result;
  }

  Json write(const resolve::Setting& setting) const {
    Json result = {{"value", text(setting.value.shown())},
                   {"known", setting.known},
                   {"secret", setting.value.is_secret()}};
    result["origin"] = write(setting.trail);
    result["overrides"] = Json::array();
    for (const resolve::Overridden& loser : setting.overrides) {
      Json entry = {{"value", text(loser.value.shown())}};
      entry["origin"] = write(loser.trail);
      result["overrides"].push_back(std::move(entry));
    }
    return result;
  }

  Json write(const resolve::Trail& trail) const {
    Json result = Json::array();
    for (const resolve::Origin& origin : trail) {
      Json entry = {{"kind", resolve::origin_name(origin.kind)}};
      if (origin.span.known()) {
        base::Position at = sources_.begin_of(origin.span);
        entry["path"] = text(own_path(report_, origin.span.file));
        entry["line"] = at.line;
        entry["column"] = at.column;
      }
      if (!origin.name.empty()) entry["name"] = text(origin.name);
      result.push_back(std::move(entry));
    }
    return result;
  }

  Json write(const resolve::LoadError& error) const {
    Json result = {{"class", text(error.ruby_class)}, {"message", text(error.message)}};
    bool known = error.span.known();
    result["path"] = known ? Json(text(own_path(report_, error.span.file))) : Json();
    result["line"] = known ? Json(sources_.begin_of(error.span).line) : Json();
    return result;
  }

  void add_place(const base::Span& span, Json& object) const {
    base::Position begin = sources_.begin_of(span);
    base::Position end = sources_.end_of(span);
    object["path"] = text(own_path(report_, span.file));
    object["line"] = begin.line;
    object["column"] = begin.column;
    object["end_line"] = end.line;
    object["end_column"] = end.column;
  }

  Json summary(bool with_findings) const {
    std::size_t connections = 0;
    for (const engine::ProjectResult& project : report_.analysis.projects) {
      connections += project.connections.size();
    }
    const Counts counts = with_findings ? report_.counts : Counts{};
    return {{"files", report_.analysis.files_read},
            {"projects", report_.analysis.projects.size()},
            {"connections", connections},
            {"errors", counts.errors},
            {"warnings", counts.warnings},
            {"infos", counts.infos},
            {"suppressed", counts.suppressed},
            {"baselined", counts.baselined},
            {"fixable", counts.fixable}};
  }

  static std::string_view state_name(check::FindingState state) {
    switch (state) {
      case check::FindingState::kActive:
        return "active";
      case check::FindingState::kSuppressed:
        return "suppressed";
      case check::FindingState::kBaselined:
        return "baselined";
    }
    return "";
  }

  const Report& report_;
  const source::SourceSet& sources_;
};

}  // namespace

std::string write_json(const Report& report) { return encoded(Document(report).write(true)); }

std::string write_json_lines(const Report& report) {
  Document document(report);
  std::string out;
  for (const check::Finding* finding : report.findings) {
    nlohmann::ordered_json line = document.write(*finding);
    document.add_labels(*finding, line);
    out += encoded(line, -1);
  }
  return out;
}

std::string write_resolve_json(const Report& report) {
  return encoded(Document(report).write(false));
}

}  // namespace verifull::report
