#include "app/verbose.h"

#include "base/text.h"
#include "report/redaction.h"
#include "report/summary.h"

namespace verifull::app {
namespace {

std::string line(std::string_view label, const std::string& text) {
  return "  " + std::string(label) + ": " + report::shown(text) + "\n";
}

std::string app_text(const engine::Analysis& analysis, const engine::ProjectResult& result) {
  const source::Project& project = result.project;
  auto path = [&analysis](base::FileId file) { return analysis.sources.at(file).path; };
  std::string out = "app " + report::shown(project.root) + "\n";
  out += line("Rails", result.rails_version + " (" + result.rails_from + ")");
  out += line("database configuration", path(project.database_config));
  std::vector<std::string> files;
  for (const source::DotenvSource& dotenv : project.dotenv) {
    files.push_back(path(dotenv.file) + (dotenv.ignored_by_git ? " (ignored by git)" : ""));
  }
  if (!files.empty()) out += line("variables from", base::join(files, ", "));
  if (project.dockerfile) out += line("image", path(*project.dockerfile));
  if (project.service_file) out += line("service file", path(*project.service_file));
  if (!result.config.files.empty()) {
    out += line("configuration", base::join(result.config.files, ", "));
  }
  for (const engine::SkippedEnvironment& skipped : result.skipped) {
    out += line("not looked at", skipped.name + ", " + skipped.reason);
  }
  for (const std::string& assumption : result.assumptions) out += line("assumed", assumption);
  return out;
}

}  // namespace

std::string file_list(const engine::Analysis& analysis) {
  std::string out;
  for (const source::FileDecision& file : analysis.decisions) {
    out += file.taken ? "read     " : "skipped  ";
    out += report::shown(file.path);
    if (!file.reason.empty()) out += ": " + report::shown(file.reason);
    out += '\n';
  }
  return report::without_commands(std::move(out));
}

std::string verbose_text(const engine::Analysis& analysis, std::chrono::microseconds took) {
  std::string out = file_list(analysis);
  for (const engine::ProjectResult& result : analysis.projects) out += app_text(analysis, result);
  std::string tenths = std::to_string(took.count() / 100);
  if (tenths.size() < 2) tenths.insert(0, "0");
  tenths.insert(tenths.size() - 1, ".");
  out += report::counted(analysis.files_read, "file") + " resolved and checked in " + tenths + " ms\n";
  return report::without_commands(std::move(out));
}

}  // namespace verifull::app
