#include "source/git_process.h"

#include <unistd.h>

#include <string_view>

#include "base/text.h"
#include "source/child_process.h"

extern char** environ;

namespace verifull::source {
namespace {

constexpr std::chrono::milliseconds kTimeout{5000};

std::vector<std::string> arguments_for(const std::string& repository) {
  return {"git",
          "-C",
          repository,
          "--no-optional-locks",
          "--no-pager",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "core.excludesFile=/dev/null",
          "-c",
          "protocol.allow=never",
          "check-ignore",
          "-z",
          "--stdin"};
}

std::vector<std::string> git_environment() {
  std::vector<std::string> result = {"GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1",
                                     "GIT_ALLOW_PROTOCOL=none", "GIT_TERMINAL_PROMPT=0",
                                     "LC_ALL=C"};
  for (char** variable = environ; *variable != nullptr; ++variable) {
    std::string_view text = *variable;
    bool ours =
        text.starts_with("GIT_") || text.starts_with("LC_ALL=") || text.starts_with("LANGUAGE=");
    if (!ours) result.emplace_back(text);
  }
  return result;
}

// "./" keeps git from reading `:(glob)…` or a leading dash as something else.
std::string request_for(const std::vector<std::string>& paths) {
  std::string request;
  for (const std::string& path : paths) {
    request.append("./").append(path).push_back('\0');
  }
  return request;
}

std::unordered_set<std::string> paths_of(std::string_view output) {
  std::unordered_set<std::string> paths;
  for (std::string_view path : base::split(output, '\0')) {
    if (path.starts_with("./")) paths.emplace(path.substr(2));
  }
  return paths;
}

std::string trouble_of(const ChildResult& child) {
  using End = ChildResult::End;
  if (child.end == End::kNotStarted) return "git could not be started";
  if (child.end == End::kTimedOut) return "git did not answer in time";
  if (child.end != End::kExited) return "git ended without an answer";
  if (child.error_output.find("dubious ownership") != std::string::npos) {
    return "git refuses a repository that belongs to another user (safe.directory)";
  }
  std::string_view line = child.error_output;
  line = base::trim(line.substr(0, line.find('\n')));
  if (line.starts_with("fatal: ")) line.remove_prefix(7);
  return "git did not say what it ignores: " + base::neutralised(line);
}

}  // namespace

IgnoreAnswer ask_git(const std::string& repository, const std::vector<std::string>& paths) {
  IgnoreAnswer answer;
  if (paths.empty()) return answer;
  std::string program = find_program("git");
  if (program.empty()) {
    answer.trouble = "git is not installed";
    return answer;
  }
  std::string request = request_for(paths);
  ChildResult child = run_child(program, arguments_for(repository), git_environment(), request,
                                kTimeout, request.size() + 1);
  // 0: some are ignored; 1: none is.
  bool answered = child.end == ChildResult::End::kExited && (child.code == 0 || child.code == 1);
  if (answered) {
    answer.ignored = paths_of(child.output);
  } else {
    answer.trouble = trouble_of(child);
  }
  return answer;
}

}  // namespace verifull::source
