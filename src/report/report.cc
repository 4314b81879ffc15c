#include "report/report.h"

#include <algorithm>

#include "source/path.h"

namespace verifull::report {
namespace {

void count(const check::Finding& finding, Counts& counts) {
  if (finding.state == check::FindingState::kSuppressed) {
    ++counts.suppressed;
  } else if (finding.state == check::FindingState::kBaselined) {
    ++counts.baselined;
  } else if (finding.severity == check::Severity::kError) {
    ++counts.errors;
  } else if (finding.severity == check::Severity::kWarning) {
    ++counts.warnings;
  } else {
    ++counts.infos;
  }
}

void count_fix(const check::Finding& finding, Counts& counts) {
  if (finding.state != check::FindingState::kActive || !finding.fix) return;
  ++(finding.fix->safe ? counts.fixable : counts.fixable_unsafe);
}

bool is_active(const check::Finding& finding) {
  return finding.state == check::FindingState::kActive;
}

}  // namespace

Report::Report(const engine::Analysis& given, check::Severity least_shown, const Terminal& where)
    : analysis(given), redactor(given), terminal(where), least(least_shown) {
  for (const check::Finding& finding : analysis.findings) {
    if (finding.severity < least) {
      hidden += is_active(finding) ? 1 : 0;
      continue;
    }
    findings.push_back(&finding);
    count(finding, counts);
    count_fix(finding, counts);
  }
}

std::string repository_path(const Report& report, std::string_view path) {
  if (report.repository_folder.empty() || path.starts_with('/')) return std::string(path);
  return source::normalised(report.repository_folder + "/" + std::string(path));
}

const std::string& own_path(const Report& report, base::FileId file) {
  return report.merged != nullptr ? report.merged->files[file].path
                                  : report.analysis.sources.at(file).path;
}

const std::string& own_root(const Report& report, std::size_t app) {
  return report.merged != nullptr ? report.merged->apps[app].path
                                  : report.analysis.projects[app].project.root;
}

const Labels& labels_of(const Report& report, base::FileId file) {
  if (report.merged == nullptr) return report.labels;
  return report.merged->labels[report.merged->files[file].labels];
}

std::size_t count_from(const engine::Analysis& analysis, check::Severity level) {
  auto counts = [level](const check::Finding& finding) {
    return is_active(finding) && finding.severity >= level;
  };
  return static_cast<std::size_t>(
      std::count_if(analysis.findings.begin(), analysis.findings.end(), counts));
}

std::string place_text(const source::SourceSet& sources, const base::Span& span) {
  base::Position at = sources.begin_of(span);
  return shown(sources.at(span.file).path) + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}

}  // namespace verifull::report
