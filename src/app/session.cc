#include "app/session.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <utility>

#include "app/command_line.h"
#include "app/git_change.h"
#include "app/rule_choice.h"
#include "app/exit_code.h"
#include "app/verbose.h"
#include "base/text.h"
#include "report/github.h"
#include "source/disk_reader.h"
#include "source/overlay_reader.h"
#include "source/path.h"

namespace verifull::app {
namespace {

std::vector<std::pair<std::string, std::string>> process_environment() {
  std::vector<std::pair<std::string, std::string>> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    std::string_view text = *entry;
    std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    variables.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

base::Result<std::string> put_stdin_in(source::OverlayReader& reader, const std::string& name,
                                       const std::string& directory) {
  base::Result<std::string> text =
      read_stdin(source::size_limit(source::FileKind::kDatabaseConfig));
  if (!text) return text;
  std::string path = source::shown_path(name, directory);
  reader.set(path, std::move(*text));
  return path;
}

// Every environment that a project has, whether it was looked at or not.
std::vector<std::string_view> environment_names(const engine::Analysis& analysis) {
  std::vector<std::string_view> names;
  for (const engine::ProjectResult& project : analysis.projects) {
    for (const auto& connection : project.connections) names.push_back(connection.environment);
    for (const auto& skipped : project.skipped) names.push_back(skipped.name);
  }
  return names;
}

void complain_about_environments(const engine::Analysis& analysis, const Options& options,
                                 Output& output) {
  std::vector<std::string_view> known = environment_names(analysis);
  for (const std::string& wanted : options.engine.environments) {
    if (std::find(known.begin(), known.end(), wanted) != known.end()) continue;
    output.complain("no app here has an environment `" + wanted + "`", did_you_mean(wanted, known));
  }
}

int exit_code_of(const std::vector<base::Error>& errors) {
  int code = kClean;
  for (const base::Error& error : errors) {
    if (error.kind == base::ErrorKind::kUsage) return kUsage;
    code = kFailed;
  }
  return code;
}

// In UTC, so that all machines of a team agree.
std::string today() {
  std::time_t now = std::time(nullptr);
  std::tm parts{};
  char text[16] = "";
  gmtime_r(&now, &parts);
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts)};
}

// The working directory as seen from the checkout that a CI service announces.
std::string repository_folder() {
  for (const char* name : {"GITHUB_WORKSPACE", "CI_PROJECT_DIR"}) {
    const char* top = std::getenv(name);
    if (top == nullptr || *top != '/') continue;
    std::string here = source::working_directory();
    std::string folder = source::normalised(top);
    if (here != folder && source::is_within(here, folder)) {
      return std::string(source::path_within(here, folder));
    }
  }
  return "";
}

// The table that Actions shows with the run.
bool add_step_summary(const report::Report& report, Output& output) {
  const char* path = std::getenv("GITHUB_STEP_SUMMARY");
  if (path == nullptr || *path == '\0') return true;
  report::Report plain = report;
  plain.terminal.color = false;
  auto error = append_to_file(path, report::github_summary(plain));
  if (error) output.complain(error->message);
  return !error;
}

}  // namespace

engine::Options engine_options(const Options& options) {
  engine::Options wanted = options.engine;
  wanted.working_directory = source::working_directory();
  wanted.today = today();
  wanted.rules_named = !options.only.empty();
  wanted.optional_rules = optional_rules(options);
  choose_own_rules(options, wanted);
  if (wanted.env_from_process) wanted.process_environment = process_environment();
  return wanted;
}

std::optional<base::Error> open_session(const Options& options, Session& session) {
  engine::Options& wanted = session.engine;
  wanted = engine_options(options);
  if (options.stdin_filename) {
    base::Result<std::string> path =
        put_stdin_in(session.reader, *options.stdin_filename, wanted.working_directory);
    if (!path) return path.error();
    session.stdin_path = *path;
    wanted.paths = {*path};
  }
  return std::nullopt;
}

base::Result<engine::Analysis> analyze(const Options& options,
                                       const std::vector<const check::Rule*>& rules) {
  Session session;
  if (auto error = open_session(options, session)) return *error;
  if (options.staged || !options.since.empty()) {
    return analyze_change(options.since, session.engine, rules, session.disk);
  }
  return engine::analyze(session.engine, rules, session.reader);
}

report::Report make_report(const engine::Analysis& analysis, const Options& options) {
  report::Report report(analysis, options.min_severity,
                        report::detect_terminal(options.color, STDOUT_FILENO));
  report.repository_folder = repository_folder();
  report.labels = options.labels;
  report.quiet = options.quiet;
  report.verbose = options.verbose;
  report.statistics = options.statistics;
  return report;
}

bool deliver(const report::Report& report, const Options& options, Output& output) {
  bool resolve = options.command == Command::kResolve;
  bool written = true;
  for (const FormatRequest& request : options.formats) {
    if (request.format->name == "github") written = add_step_summary(report, output) && written;
    report::Writer writer = resolve ? request.format->connections : request.format->findings;
    if (options.command == Command::kLive && request.format->live != nullptr) {
      writer = request.format->live;
    }
    if (request.file.empty()) {
      output.out += writer(report);
      continue;
    }
    report::Report for_file = report;
    for_file.terminal.color = options.color == report::ColorChoice::kAlways;
    if (auto error = write_file(request.file, writer(for_file))) {
      output.complain(error->message);
      written = false;
    }
  }
  return written;
}

int complain(const engine::Analysis& analysis, const Options& options, Output& output) {
  for (const base::Error& error : analysis.errors) {
    std::string message = error.message;
    bool placed = error.place.known() && error.place.file < analysis.sources.size();
    if (placed) message += " (" + report::place_text(analysis.sources, error.place) + ")";
    output.complain(message, error.hint);
  }
  if (options.verbose) {
    auto took = std::chrono::steady_clock::now() - output.began;
    output.err +=
        verbose_text(analysis, std::chrono::duration_cast<std::chrono::microseconds>(took));
  }
  int code = exit_code_of(analysis.errors);
  std::optional<base::Error> unknown = unknown_rule(options, analysis);
  if (unknown && code != kUsage) {
    output.complain(unknown->message, unknown->hint);
    return kUsage;
  }
  if (!analysis.projects.empty()) {
    complain_about_environments(analysis, options, output);
  } else if (analysis.elsewhere > 0) {
    const source::Shard& shard = options.engine.shard;
    output.complain("no app in shard " + std::to_string(shard.index) + "/" +
                    std::to_string(shard.count) + ": other shards have all of them");
  } else if (analysis.errors.empty()) {
    const std::vector<std::string>& paths = options.engine.paths;
    std::string where = paths.empty() || paths == std::vector<std::string>{"."}
                            ? "here"
                            : "in " + base::join(paths, ", ");
    output.complain("no Rails app " + where + ": there is no config/database.yml to look at");
  }
  return code;
}

}  // namespace verifull::app
