#include "lsp/diagnostics.h"

#include "check/rule.h"
#include "report/redaction.h"
#include "report/tool.h"

namespace verifull::lsp {
namespace {

// DiagnosticSeverity
constexpr int kError = 1;
constexpr int kWarning = 2;
constexpr int kInformation = 3;

int severity_of(check::Severity severity) {
  switch (severity) {
    case check::Severity::kError: return kError;
    case check::Severity::kWarning: return kWarning;
    case check::Severity::kInfo: return kInformation;
  }
  return kError;
}

std::string message_of(const check::Finding& finding) {
  std::string message = report::shown(finding.message);
  if (!finding.help.empty()) message += "\n" + report::shown(finding.help);
  for (const std::string& condition : finding.conditions) {
    message += "\n  when " + report::shown(condition);
  }
  return message;
}

Json related(const Places& places, const check::Finding& finding) {
  Json list = Json::array();
  for (const check::Label& label : finding.labels) {
    if (!label.span.known()) continue;
    list.push_back({{"location", places.location(label.span)},
                    {"message", report::shown(label.text)}});
  }
  return list;
}

Json diagnostic(const Places& places, const check::Finding& finding) {
  Json json = {{"range", places.range(finding.primary)},
               {"severity", severity_of(finding.severity)},
               {"code", finding.rule->id},
               {"source", "verifull"},
               {"message", message_of(finding)},
               {"data", data_of(finding)}};
  std::string url = report::rule_url(finding.rule->id);
  // An href is a URI (LSP 3.17, CodeDescription), a path in our repository is none.
  if (url.find("://") != std::string::npos) json["codeDescription"] = {{"href", url}};
  Json others = related(places, finding);
  if (!others.empty()) json["relatedInformation"] = std::move(others);
  // What does nothing is shown faded (DiagnosticTag.Unnecessary).
  if (finding.rule->id == "ignore-unused") json["tags"] = {1};
  return json;
}

}  // namespace

Json data_of(const check::Finding& finding) {
  return {{"rule", finding.rule->id}, {"fingerprint", finding.fingerprint}};
}

std::map<std::string, Json> diagnostics_of(const Places& places) {
  const engine::Analysis& analysis = places.analysis();
  std::map<std::string, Json> by_path;
  for (base::FileId file = 0; file < analysis.sources.size(); ++file) {
    by_path.emplace(analysis.sources.at(file).path, Json::array());
  }
  for (const check::Finding& finding : analysis.findings) {
    if (finding.state != check::FindingState::kActive) continue;
    by_path[analysis.sources.at(finding.primary.file).path].push_back(
        diagnostic(places, finding));
  }
  for (const base::Error& error : analysis.errors) {
    if (!error.place.known() || error.place.file >= analysis.sources.size()) continue;
    by_path[analysis.sources.at(error.place.file).path].push_back(
        {{"range", places.range(error.place)},
         {"severity", kError},
         {"source", "verifull"},
         {"message", report::shown(error.message)}});
  }
  return by_path;
}

}  // namespace verifull::lsp
