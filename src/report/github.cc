#include "report/github.h"

#include <array>
#include <vector>

#include "base/text.h"
#include "check/rule.h"
#include "report/active.h"
#include "report/shown_place.h"
#include "report/summary.h"
#include "report/tool.h"

namespace verifull::report {
namespace {

// The runner cuts a message at 4096 characters; what is cut here ends cleanly.
constexpr std::size_t kMostMessage = 4000;
constexpr std::size_t kMostSummary = 1'000'000;

std::string_view command(check::Severity severity) {
  return severity == check::Severity::kInfo ? "notice" : check::severity_name(severity);
}

std::string escaped_data(std::string text) {
  text = base::replace_all(text, "%", "%25");
  text = base::replace_all(text, "\r", "%0D");
  return base::replace_all(text, "\n", "%0A");
}

std::string escaped_property(std::string text) {
  text = base::replace_all(escaped_data(std::move(text)), ":", "%3A");
  return base::replace_all(text, ",", "%2C");
}

std::string cut(std::string text) {
  if (text.size() <= kMostMessage) return text;
  std::size_t end = kMostMessage;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string place(const Report& report, const ShownPlace& at) {
  return shown(repository_path(report, at.path)) + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}

// The log shows neither file nor line of an annotation, so the message does.
std::string annotation(const Report& report, const check::Finding& finding) {
  ShownPlace at = shown_place(report.analysis.sources, finding.primary);
  std::string out = "::";
  out.append(command(finding.severity)).append(" file=");
  out += escaped_property(shown(repository_path(report, at.path)));
  out += ",line=" + std::to_string(at.line) + ",endLine=" + std::to_string(at.end_line);
  // The runner drops the columns of a range of several lines.
  if (at.line == at.end_line) {
    out += ",col=" + std::to_string(at.column) + ",endColumn=" + std::to_string(at.end_column);
  }
  out += ",title=" + escaped_property(std::string(kToolName) + " " + std::string(finding.rule->id));
  std::string message =
      place(report, at) + ": " + std::string(finding.rule->id) + ": " + shown(finding.message);
  if (!finding.help.empty()) message += "\nhelp: " + shown(finding.help);
  return out + "::" + escaped_data(cut(std::move(message))) + "\n";
}

std::string log_line(const Report& report, const check::Finding& finding) {
  ShownPlace at = shown_place(report.analysis.sources, finding.primary);
  std::string out = place(report, at) + ": ";
  out.append(check::severity_name(finding.severity)).append("[").append(finding.rule->id);
  return out.append("] ").append(shown(finding.message)).append("\n");
}

// Markdown's own characters, and those of HTML, in a cell.
std::string cell(std::string_view text) {
  std::string out;
  for (char c : shown(text)) {
    if (std::string_view("\\`*_{}[]()#+!|~").find(c) != std::string_view::npos) out += '\\';
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string write_github(const Report& report) {
  std::string out;
  std::string rest;
  std::array<std::size_t, 3> of_type{};
  std::size_t more = 0;
  for (const check::Finding* finding : by_severity(report)) {
    if (of_type[static_cast<std::size_t>(finding->severity)]++ < kMostAnnotations) {
      out += annotation(report, *finding);
    } else {
      rest += log_line(report, *finding);
      ++more;
    }
  }
  if (more > 0) {
    out += "and " + std::to_string(more) + " more, for which GitHub has no room as annotations:\n";
  }
  return without_commands(out + rest);
}

std::string github_summary(const Report& report) {
  std::string out = "### " + std::string(kToolName) + "\n\n" + count_line(report);
  std::vector<const check::Finding*> findings = by_severity(report);
  if (findings.empty()) return out + "\n";
  out += "\n| severity | rule | place | message |\n|---|---|---|---|\n";
  for (std::size_t i = 0; i < findings.size(); ++i) {
    ShownPlace at = shown_place(report.analysis.sources, findings[i]->primary);
    std::string row = "| " + std::string(check::severity_name(findings[i]->severity)) + " | " +
                      cell(findings[i]->rule->id) + " | " + cell(repository_path(report, at.path)) +
                      ":" + std::to_string(at.line) + " | " + cell(findings[i]->message) + " |\n";
    if (out.size() + row.size() > kMostSummary) {
      out += "\nand " + std::to_string(findings.size() - i) + " more\n";
      break;
    }
    out += row;
  }
  return without_commands(out + "\n");
}

}  // namespace verifull::report
