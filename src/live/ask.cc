#include "live/ask.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>

#include "base/text.h"
#include "source/child_process.h"

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

namespace verifull::live {
namespace {

base::Error trouble(std::string message, std::string hint = "") {
  return {base::ErrorKind::kUnreadable, std::move(message), std::move(hint), {}};
}

std::string own_folder() {
  char path[PATH_MAX];
#ifdef __APPLE__
  std::uint32_t size = sizeof path;
  if (_NSGetExecutablePath(path, &size) != 0) return "";
  std::string program(path);
#else
  ssize_t size = ::readlink("/proc/self/exe", path, sizeof path);
  if (size <= 0) return "";
  std::string program(path, static_cast<std::size_t>(size));
#endif
  return program.substr(0, program.find_last_of('/'));
}

std::string why_no_answer(const source::ChildResult& child, std::chrono::milliseconds most) {
  using End = source::ChildResult::End;
  switch (child.end) {
    case End::kNotStarted: return "could not be started";
    case End::kTimedOut: return "did not end within " + std::to_string((most.count() + 999) / 1000) + " s";
    case End::kTooMuchOutput: return "said too much";
    case End::kKilled: return "was ended by signal " + std::to_string(child.code);
    case End::kExited: break;
  }
  std::string said = base::neutralised(base::trim(child.error_output));
  return "gave no answer that can be read (exit code " + std::to_string(child.code) + ")" +
         (said.empty() ? "" : ": " + said);
}

}  // namespace

std::string find_probe() {
  std::string folder = own_folder();
  if (folder.empty()) return "";
  for (const char* place : {"/verifull-live", "/../libexec/verifull-live",
                            "/../libexec/verifull/verifull-live"}) {
    std::string path = folder + place;
    struct stat status {};
    bool file = ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
    if (file && ::access(path.c_str(), X_OK) == 0) return path;
  }
  return "";
}

int longest_run_ms(const probe::Request& request) {
  // What a server gets more than it may have at a time has to wait for its turn.
  std::map<std::string, std::size_t> waves;
  std::size_t most = 0;
  for (const probe::Target& target : request.targets) {
    if (target.endpoints.empty()) continue;
    const probe::Endpoint& first = target.endpoints.front();
    std::string server = first.host + " " + first.hostaddr + " " + std::to_string(first.port);
    most = std::max(most, waves[server] += target.attempts.size());
  }
  std::int64_t turns = 1 + static_cast<std::int64_t>(
                               (most + probe::kSessionsPerServer - 1) / probe::kSessionsPerServer);
  std::int64_t all = request.timeout_ms * turns + 1000;
  return static_cast<int>(std::min<std::int64_t>(all, 24 * 3600 * 1000));
}

base::Result<probe::Response> ask(const std::string& program, const probe::Request& request) {
  std::chrono::milliseconds most(longest_run_ms(request));
  std::string text = probe::write_request(request);
  if (text.size() > probe::kMaxRequest) return trouble("these are too many connections for one run");
  source::ChildResult child =
      source::run_child(program, {"verifull-live"}, {}, text, most, probe::kMaxResponse);
  std::optional<probe::Response> response = probe::read_response(child.output);
  if (!response) return trouble(program + " " + why_no_answer(child, most));
  bool same = response->version == request.version && response->tool_version == request.tool_version;
  if (!same) {
    return trouble(program + " is of version " + base::neutralised(response->tool_version) +
                       ", and this is verifull " + request.tool_version,
                   "install both from one build");
  }
  if (!response->error.empty()) return trouble(program + ": " + base::neutralised(response->error));
  if (response->targets.size() != request.targets.size()) {
    return trouble(program + ": it answers for " + std::to_string(response->targets.size()) +
                   " servers of " + std::to_string(request.targets.size()));
  }
  return *response;
}

}  // namespace verifull::live
