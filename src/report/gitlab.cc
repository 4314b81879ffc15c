#include "report/gitlab.h"

#include <map>

#include <nlohmann/json.hpp>

#include "check/fingerprint.h"
#include "check/rule.h"
#include "report/active.h"
#include "report/json_text.h"
#include "report/shown_place.h"

namespace verifull::report {
namespace {

std::string_view severity(check::Severity severity) {
  switch (severity) {
    case check::Severity::kError:
      return "critical";
    case check::Severity::kWarning:
      return "major";
    case check::Severity::kInfo:
      return "info";
  }
  return "";
}

}  // namespace

std::string write_gitlab(const Report& report) {
  nlohmann::ordered_json issues = nlohmann::ordered_json::array();
  std::map<std::string, int> seen;
  for (const check::Finding* finding : active_findings(report)) {
    ShownPlace place = shown_place(report.analysis.sources, finding->primary);
    std::string path = data_text(repository_path(report, place.path));
    check::Fingerprint print;
    print.add(path).add(finding->fingerprint);
    int before = seen[print.hex()]++;
    if (before > 0) print.add(std::to_string(before));
    issues.push_back({{"description", data_text(finding->message)},
                      {"check_name", finding->rule->id},
                      {"fingerprint", print.hex()},
                      {"severity", severity(finding->severity)},
                      {"location",
                       {{"path", path},
                        {"positions",
                         {{"begin", {{"line", place.line}, {"column", place.column}}},
                          {"end", {{"line", place.end_line}, {"column", place.end_column}}}}},
                        {"lines", {{"begin", place.line}, {"end", place.end_line}}}}}});
  }
  return encoded(issues);
}

}  // namespace verifull::report
