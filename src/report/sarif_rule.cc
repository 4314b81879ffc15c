#include "report/sarif_rule.h"

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "check/rule_doc.h"
#include "report/json_text.h"

namespace verifull::report {
namespace {

using Json = nlohmann::ordered_json;

// GitHub refuses descriptions that are longer.
constexpr std::size_t kMostDescription = 1024;

// GitHub: above 9.0 critical, from 7.0 high, from 4.0 medium, else low. A server
// that nobody checks takes an attacker in the network to be abused: high.
std::string_view security_severity(check::Severity severity) {
  switch (severity) {
    case check::Severity::kError:
      return "8.1";
    case check::Severity::kWarning:
      return "5.9";
    case check::Severity::kInfo:
      return "2.0";
  }
  return "";
}

std::string_view problem_severity(check::Severity severity) {
  return severity == check::Severity::kInfo ? "recommendation" : check::severity_name(severity);
}

// The first paragraph on one line.
std::string description(const check::Rule& rule) {
  std::string_view why = base::trim(rule.why);
  std::string text(why.substr(0, why.find("\n\n")));
  text = base::replace_all(text, "\n", " ");
  if (text.empty()) text = rule.title;
  if (text.size() <= kMostDescription) return text;
  std::size_t end = text.rfind(' ', kMostDescription - 3);
  return text.substr(0, end) + "…";
}

}  // namespace

std::string_view sarif_level(check::Severity severity) {
  return severity == check::Severity::kInfo ? "note" : check::severity_name(severity);
}

Json sarif_rule(const check::Rule& rule) {
  Json result = {{"id", rule.id}, {"name", rule.id}};
  result["shortDescription"] = {{"text", data_text(rule.title)}};
  result["fullDescription"] = {{"text", data_text(description(rule))}};
  result["help"] = {{"text", check::rule_text(rule)}, {"markdown", check::rule_markdown(rule)}};
  result["defaultConfiguration"] = {{"level", sarif_level(rule.severity)}};
  result["properties"] = {{"tags", {"security", "database", "tls"}},
                          {"precision", check::confidence_name(rule.confidence)},
                          {"problem.severity", problem_severity(rule.severity)},
                          {"security-severity", security_severity(rule.severity)}};
  return result;
}

}  // namespace verifull::report
