#include "source/git_process.h"

#include <unistd.h>

#include "base/text.h"
#include "source/child_process.h"

extern char** environ;

namespace verifull::source {
namespace {

constexpr std::chrono::milliseconds kTimeout{20000};

// What stands before every command.
constexpr std::string_view kGuard[] = {"--no-optional-locks",
                                       "--no-pager",
                                       "-c",
                                       "core.fsmonitor=false",
                                       "-c",
                                       "core.hooksPath=/dev/null",
                                       "-c",
                                       "core.excludesFile=/dev/null",
                                       "-c",
                                       "protocol.allow=never"};

std::vector<std::string> arguments_for(const GitQuestion& question) {
  std::vector<std::string> arguments = {"git", "-C", question.repository};
  arguments.insert(arguments.end(), std::begin(kGuard), std::end(kGuard));
  arguments.insert(arguments.end(), question.words.begin(), question.words.end());
  return arguments;
}

std::vector<std::string> environment_for(const GitQuestion& question) {
  // Replaced objects would be another text than the one that is committed.
  std::vector<std::string> result = {"GIT_OPTIONAL_LOCKS=0",  "GIT_NO_LAZY_FETCH=1",
                                     "GIT_ALLOW_PROTOCOL=none", "GIT_TERMINAL_PROMPT=0",
                                     "GIT_NO_REPLACE_OBJECTS=1", "LC_ALL=C"};
  if (!question.index_file.empty()) result.push_back("GIT_INDEX_FILE=" + question.index_file);
  for (char** variable = environ; *variable != nullptr; ++variable) {
    std::string_view text = *variable;
    bool ours =
        text.starts_with("GIT_") || text.starts_with("LC_ALL=") || text.starts_with("LANGUAGE=");
    if (!ours) result.emplace_back(text);
  }
  return result;
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
  return line.empty() ? "git says nothing" : "git says: " + base::neutralised(line);
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

}  // namespace

GitAnswer run_git(const GitQuestion& question) {
  GitAnswer answer;
  std::string program = find_program("git");
  if (program.empty()) {
    answer.trouble = "git is not installed";
    return answer;
  }
  ChildResult child = run_child(program, arguments_for(question), environment_for(question),
                                question.input, kTimeout, question.max_output);
  answer.ended = child.end == ChildResult::End::kExited;
  answer.code = child.code;
  if (!answer.ended || child.code != 0) answer.trouble = trouble_of(child);
  answer.output = std::move(child.output);
  return answer;
}

IgnoreAnswer ask_git(const std::string& repository, const std::vector<std::string>& paths) {
  IgnoreAnswer answer;
  if (paths.empty()) return answer;
  GitQuestion question{repository, {"check-ignore", "-z", "--stdin"}, request_for(paths), "", 0};
  question.max_output = question.input.size() + 1;
  GitAnswer git = run_git(question);
  // 0: some are ignored; 1: none is.
  if (git.ended && (git.code == 0 || git.code == 1)) {
    answer.ignored = paths_of(git.output);
  } else {
    answer.trouble = git.trouble;
  }
  return answer;
}

}  // namespace verifull::source
