#include "report/gcc.h"

#include "check/rule.h"
#include "report/active.h"

namespace verifull::report {
namespace {

std::string_view word(check::Severity severity) {
  return severity == check::Severity::kInfo ? "note" : check::severity_name(severity);
}

}  // namespace

std::string write_gcc(const Report& report) {
  std::string out;
  for (const check::Finding* finding : active_findings(report)) {
    out += place_text(report.analysis.sources, finding->primary) + ": ";
    out.append(word(finding->severity)).append(": ").append(shown(finding->message));
    out.append(" [").append(finding->rule->id).append("]\n");
  }
  return without_commands(std::move(out));
}

}  // namespace verifull::report
