#include "report/rdjson.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "check/rule.h"
#include "report/active.h"
#include "report/json_text.h"
#include "report/shown_place.h"
#include "report/tool.h"

namespace verifull::report {
namespace {

using Json = nlohmann::ordered_json;

Json location(const source::SourceSet& sources, const base::Span& span) {
  ShownPlace place = shown_place(sources, span);
  return {{"path", data_text(place.path)},
          {"range",
           {{"start", {{"line", place.line}, {"column", place.byte_column}}},
            {"end", {{"line", place.end_line}, {"column", place.byte_end_column}}}}}};
}

Json diagnostic(const source::SourceSet& sources, const check::Finding& finding) {
  Json result = {{"message", data_text(finding.message)}};
  result["location"] = location(sources, finding.primary);
  result["severity"] = base::to_upper(check::severity_name(finding.severity));
  result["code"] = {{"value", finding.rule->id}};
  result["related_locations"] = Json::array();
  for (const check::Label& label : finding.labels) {
    if (!label.span.known()) continue;
    result["related_locations"].push_back(
        {{"message", data_text(label.text)}, {"location", location(sources, label.span)}});
  }
  // A suggestion is about the file of the finding.
  for (const edit::Edit& each : finding.fix ? finding.fix->edits : std::vector<edit::Edit>()) {
    if (each.span.file != finding.primary.file) return result;
  }
  if (finding.fix && finding.fix->safe) {
    result["suggestions"] = Json::array();
    for (const edit::Edit& each : finding.fix->edits) {
      result["suggestions"].push_back(
          {{"range", location(sources, each.span)["range"]}, {"text", each.text}});
    }
  }
  return result;
}

}  // namespace

std::string write_rdjson(const Report& report) {
  Json document;
  document["source"] = {{"name", kToolName}};
  document["diagnostics"] = Json::array();
  for (const check::Finding* finding : active_findings(report)) {
    document["diagnostics"].push_back(diagnostic(report.analysis.sources, *finding));
  }
  return encoded(document);
}

}  // namespace verifull::report
