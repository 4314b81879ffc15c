#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "app/commands/command.h"
#include "app/exit_code.h"
#include "app/session.h"
#include "check/rules.h"
#include "live/ask.h"
#include "live/live.h"
#include "report/summary.h"
#include "source/disk_reader.h"

namespace verifull::app {
namespace {

// One line on a terminal while it waits, gone afterwards.
class Progress {
 public:
  explicit Progress(std::size_t connections, bool wanted) {
    if (!wanted || ::isatty(STDERR_FILENO) == 0) return;
    text_ = "testing " + report::counted(connections, "connection");
    thread_ = std::thread([this] { show(); });
  }
  ~Progress() {
    if (!thread_.joinable()) return;
    {
      std::lock_guard lock(guard_);
      over_ = true;
    }
    changed_.notify_one();
    thread_.join();
    (void)write_all(STDERR_FILENO, "\r\033[K", "stderr");
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void show() {
    std::unique_lock lock(guard_);
    auto begin = std::chrono::steady_clock::now();
    while (!over_) {
      auto passed = std::chrono::duration_cast<std::chrono::seconds>(
          std::chrono::steady_clock::now() - begin);
      std::string line = "\r\033[Kverifull: " + text_ + " (" + std::to_string(passed.count()) + " s)";
      (void)write_all(STDERR_FILENO, line, "stderr");
      changed_.wait_for(lock, std::chrono::milliseconds(250), [this] { return over_; });
    }
  }

  std::string text_;
  std::mutex guard_;
  std::condition_variable changed_;
  bool over_ = false;
  std::thread thread_;
};

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' && std::string_view(value) != "false";
}

// A CI run of what somebody wants to have merged.
bool is_pull_request() {
  const char* event = std::getenv("GITHUB_EVENT_NAME");
  if (event != nullptr && std::string_view(event).starts_with("pull_request")) return true;
  for (const char* name : {"CI_MERGE_REQUEST_IID", "BITBUCKET_PR_ID", "BUILDKITE_PULL_REQUEST",
                           "CIRCLE_PULL_REQUEST", "TRAVIS_PULL_REQUEST"}) {
    if (is_set(name)) return true;
  }
  return false;
}

base::Result<probe::Response> ask_program(const probe::Request& request, bool quiet) {
  std::string program = live::find_probe();
  if (program.empty()) {
    return base::Error{base::ErrorKind::kUnreadable,
                       "verifull-live is missing: it is neither beside verifull nor in libexec",
                       "it is built where libpq's headers are (libpq-dev), and is installed with "
                       "verifull",
                       {}};
  }
  Progress progress(request.targets.size(), !quiet);
  return live::ask(program, request);
}

std::vector<const check::Rule*> live_rules() {
  std::vector<const check::Rule*> rules;
  for (const check::Rule& rule : check::all_rules()) {
    if (check::needs_live(rule)) rules.push_back(&rule);
  }
  return rules;
}

bool any_undecided(const engine::Analysis& analysis) {
  for (const engine::ProjectResult& project : analysis.projects) {
    for (const auto& live : project.live) {
      if (live && facts::is_undecided(*live)) return true;
    }
  }
  return false;
}

bool has_connection(const engine::Analysis& analysis, const std::string& name) {
  for (const engine::ProjectResult& project : analysis.projects) {
    for (const resolve::Connection& connection : project.connections) {
      if (connection.name == name) return true;
    }
  }
  return false;
}

}  // namespace

int live(const Options& given, Output& output) {
  Options options = given;
  options.engine.env_from_process = true;
  options.engine.check = false;
  options.live.untrusted_project = is_pull_request();
  base::Result<engine::Analysis> resolved = analyze(options, {});
  if (!resolved) {
    output.complain(resolved.error().message, resolved.error().hint);
    return kFailed;
  }
  int trouble = complain(*resolved, options, output);
  if (trouble == kUsage) return kUsage;
  if (!options.connection.empty() && !has_connection(*resolved, options.connection)) {
    output.complain("no app here has a database `" + options.connection + "`");
  }
  auto answers = live::test_connections(
      *resolved, source::working_directory(), options.connection, options.live,
      [&](const probe::Request& request) { return ask_program(request, options.quiet); });
  if (!answers) {
    output.complain(answers.error().message, answers.error().hint);
    return kFailed;
  }
  if (answers->empty() && !resolved->projects.empty()) {
    output.complain("there is no connection over a network to test");
  }
  options.engine.live = std::move(*answers);
  options.engine.check = true;
  base::Result<engine::Analysis> judged = analyze(options, live_rules());
  if (!judged) {
    output.complain(judged.error().message, judged.error().hint);
    return kFailed;
  }
  if (!deliver(make_report(*judged, options), options, output)) return kFailed;
  if (trouble != kClean) return trouble;
  if (report::count_from(*judged, options.fail_level) > 0) return kFindings;
  return any_undecided(*judged) ? kUndecided : kClean;
}

}  // namespace verifull::app
