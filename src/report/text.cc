#include "report/text.h"

#include <vector>

#include "base/text.h"
#include "check/rule.h"
#include "report/snippet.h"
#include "report/summary.h"
#include "report/tool.h"

namespace verifull::report {
namespace {

std::vector<Mark> marks_of(const check::Finding& finding) {
  std::vector<Mark> marks{{finding.primary, finding.primary_text, true}};
  for (const check::Label& label : finding.labels) {
    if (label.span.known()) marks.push_back({label.span, label.text, false});
  }
  return marks;
}

// Everything in it is enough for a log that keeps only this line.
std::string headline(const check::Finding& finding, const Terminal& terminal) {
  std::string name(check::severity_name(finding.severity));
  name.append("[").append(finding.rule->id).append("]");
  std::string message = ": " + std::string(fix_mark(finding)) + shown(finding.message);
  return terminal.painted(style_of(finding.severity), name) +
         terminal.painted(Style::kStrong, message) + "\n";
}

class Notes {
 public:
  Notes(const Terminal& terminal, std::size_t indent) : terminal_(terminal), indent_(indent) {}

  void add(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    out_ += std::string(indent_, ' ') + terminal_.painted(Style::kFrame, "=") + " ";
    out_ += terminal_.painted(Style::kStrong, std::string(label) + ":");
    out_ += " " + terminal_.fitted(shown(text), indent_ + label.size() + 4) + "\n";
  }

  std::string take() { return std::move(out_); }

 private:
  const Terminal& terminal_;
  std::size_t indent_;
  std::string out_;
};

// Neighbours often are about the same connection; it is told once.
bool is_told(const check::Finding& finding, const check::Finding* above) {
  return above != nullptr && finding.resolved == above->resolved &&
         finding.conditions == above->conditions && finding.environments == above->environments &&
         finding.connection == above->connection;
}

std::string notes(const check::Finding& finding, const check::Finding* above,
                  const Terminal& terminal, std::size_t gutter) {
  Notes notes(terminal, gutter + 1);
  if (finding.environments.size() > 1) {
    notes.add("environments", base::join(finding.environments, ", "));
  }
  if (!is_told(finding, above)) {
    notes.add("resolved", finding.resolved);
    notes.add("depends on", base::join(finding.conditions, "; "));
  }
  if (finding.confidence != check::Confidence::kHigh) {
    notes.add("confidence", check::confidence_name(finding.confidence));
  }
  notes.add("help", finding.help);
  if (finding.fix) notes.add(finding.fix->safe ? "fix" : "unsafe fix", finding.fix->title);
  notes.add("more", std::string(kToolName) + " explain " + std::string(finding.rule->id));
  return notes.take();
}

std::string write_finding(const Report& report, const check::Finding& finding,
                          const check::Finding* above) {
  std::vector<Mark> marks = marks_of(finding);
  Snippet snippet{report.analysis.sources, report.redactor, report.terminal, finding.severity,
                  report.merged == nullptr};
  return headline(finding, report.terminal) + draw(snippet, marks) +
         notes(finding, above, report.terminal, gutter_width(snippet, marks)) + "\n";
}

}  // namespace

std::string write_text(const Report& report) {
  if (report.analysis.projects.empty() && report.merged == nullptr) return "";
  std::string out;
  const check::Finding* above = nullptr;
  for (const check::Finding* finding : report.findings) {
    if (finding->state != check::FindingState::kActive) continue;
    out += write_finding(report, *finding, above);
    above = finding;
  }
  bool clean = report.counts.active() == 0;
  if (report.statistics) out += statistics(report) + (clean ? "" : "\n");
  if (!report.quiet) {
    std::string verdicts = verdict_lines(report);
    if (!verdicts.empty()) out += verdicts + "\n";
    out += assumption_lines(report) + scope_line(report) + count_line(report) + fix_line(report);
  }
  return without_commands(std::move(out));
}

}  // namespace verifull::report
