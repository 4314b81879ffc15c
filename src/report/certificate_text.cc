#include "report/certificate_text.h"

#include <algorithm>
#include <vector>

#include "facts/root_facts.h"
#include "report/origin_text.h"
#include "report/table.h"

namespace verifull::report {
namespace {

using image::Answer;
using image::RootReport;

std::string place_of(const Report& report, std::string_view root, const base::Span& span) {
  if (!span.known()) return "";
  const source::SourceSet& sources = report.analysis.sources;
  return " (" + path_in(root, sources.at(span.file).path) + ":" +
         std::to_string(sources.begin_of(span).line) + ")";
}

std::string readable(const Report& report, std::string_view root, const RootReport& file) {
  std::string who = shown(file.reader.shown()) + place_of(report, root, file.reader.span);
  if (file.readable == Answer::kYes) return "readable by " + who;
  if (file.readable == Answer::kMaybe) return "perhaps readable by " + who;
  bool itself = file.blocked_by == file.path;
  return "not readable by " + who + (itself ? "" : ": " + shown(file.blocked_by));
}

// The steps, each to stand behind an arrow.
std::vector<std::string> steps_of(const Report& report, std::string_view root,
                                  const RootReport& file) {
  std::vector<std::string> steps;
  for (const image::Cause& cause : file.trail) {
    steps.push_back(shown(cause.text) + place_of(report, root, cause.span));
  }
  if (file.found == RootReport::Found::kPresent) {
    if (!file.in_image) {
      steps.push_back(shown(file.project_path) + " in the project");
      return steps;
    }
    if (!steps.empty()) {
      steps.back() += ", " + image::shown(file.mode) + " " + shown(facts::owner_word(file.owner));
    }
    steps.push_back(readable(report, root, file));
    return steps;
  }
  constexpr std::string_view kWords[] = {"not there", "perhaps there", "", "from outside"};
  std::string word(kWords[static_cast<std::size_t>(file.found)]);
  if (!file.why.empty()) word += ": " + shown(file.why) + place_of(report, root, file.why_span);
  steps.push_back(std::move(word));
  return steps;
}

}  // namespace

std::string certificate_line(const Report& report, const engine::ProjectResult& project,
                             const resolve::Connection& connection) {
  auto parameter = std::find_if(connection.libpq.begin(), connection.libpq.end(),
                                [](const auto& each) { return each.keyword == "sslrootcert"; });
  if (parameter == connection.libpq.end()) return "";
  if (parameter->value.shown() == "system") return "";
  auto file = project.roots.find(parameter->value.shown());
  if (file == project.roots.end()) return "";
  std::vector<std::string> words;
  std::string arrow(report.terminal.to_arrow());
  for (const std::string& step : steps_of(report, project.project.root, file->second)) {
    words.push_back(words.empty() ? step : arrow + " " + step);
  }
  return hanging("  certificate:", words, report.terminal);
}

}  // namespace verifull::report
