#include "source/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/text.h"
#include "source/guarded_open.h"

namespace verifull::source {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMaxErrorOutput = 4096;

// A pipe that the child writes into. Descriptors 0 to 2 of the child are copies.
struct Channel {
  Descriptor ours;
  Descriptor theirs;
};

bool make_channel(Channel& channel) {
  int ends[2];
  if (::pipe(ends) != 0) return false;
  channel.ours = Descriptor(ends[0]);
  channel.theirs = Descriptor(ends[1]);
  for (int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return true;
}

// A file without a name. Writing to a pipe whose reader is gone would raise
// SIGPIPE, and signals belong to the whole process, not to us.
Descriptor nameless_file() {
#ifdef __linux__
  return Descriptor(::memfd_create("input", MFD_CLOEXEC));
#else
  char name[] = "/tmp/verifull-XXXXXX";
  Descriptor file(::mkstemp(name));
  if (file.open()) ::unlink(name);
  if (file.open()) ::fcntl(file.get(), F_SETFD, FD_CLOEXEC);
  return file;
#endif
}

Descriptor file_with(std::string_view text) {
  Descriptor file = nameless_file();
  while (file.open() && !text.empty()) {
    ssize_t count = ::write(file.get(), text.data(), text.size());
    if (count < 0 && errno != EINTR) file.reset();
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
  }
  if (file.open()) ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

class Child {
 public:
  bool start(const std::string& program, const std::vector<std::string>& arguments,
             const std::vector<std::string>& environment, std::string_view input) {
    Descriptor in = file_with(input);
    if (!in.open() || !make_channel(out_) || !make_channel(error_)) return false;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    // Opened in this order, no number is below the one it is copied to.
    ::posix_spawn_file_actions_adddup2(&actions, in.get(), 0);
    ::posix_spawn_file_actions_adddup2(&actions, out_.theirs.get(), 1);
    ::posix_spawn_file_actions_adddup2(&actions, error_.theirs.get(), 2);
    // A caller that ignores SIGPIPE would hand that down.
    sigset_t defaults;
    ::sigemptyset(&defaults);
    ::sigaddset(&defaults, SIGPIPE);
    ::posix_spawnattr_setsigdefault(&attributes, &defaults);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int error = ::posix_spawn(&process_, program.c_str(), &actions, &attributes,
                              pointers_to(arguments).data(), pointers_to(environment).data());
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    out_.theirs.reset();
    error_.theirs.reset();
    return error == 0;
  }

  // Reads until the child has closed its ends.
  ChildResult::End listen(Clock::time_point deadline, std::size_t max_output, ChildResult& result) {
    while (out_.ours.open() || error_.ours.open()) {
      auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
      if (left.count() <= 0) return ChildResult::End::kTimedOut;
      std::array<pollfd, 2> events = {
          {{out_.ours.get(), POLLIN, 0}, {error_.ours.get(), POLLIN, 0}}};
      if (::poll(events.data(), events.size(), static_cast<int>(left.count())) <= 0) continue;
      if (events[0].revents != 0) take(out_.ours, result.output, max_output);
      if (events[1].revents != 0) take(error_.ours, result.error_output, kMaxErrorOutput);
      if (result.output.size() >= max_output) return ChildResult::End::kTooMuchOutput;
    }
    return ChildResult::End::kExited;
  }

  // Afterwards there is no child, whatever it did.
  ChildResult::End finish(ChildResult::End end, Clock::time_point deadline, int& code) {
    out_.ours.reset();
    error_.ours.reset();
    if (end != ChildResult::End::kExited) ::kill(process_, SIGKILL);
    int status = 0;
    while (true) {
      pid_t done = ::waitpid(process_, &status, end == ChildResult::End::kExited ? WNOHANG : 0);
      if (done == process_) break;
      if (done < 0 && errno != EINTR) return ChildResult::End::kKilled;
      if (done == 0 && Clock::now() > deadline) {
        ::kill(process_, SIGKILL);
        end = ChildResult::End::kTimedOut;
      } else if (done == 0) {
        ::poll(nullptr, 0, 1);
      }
    }
    if (end != ChildResult::End::kExited) return end;
    code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
    return WIFEXITED(status) ? end : ChildResult::End::kKilled;
  }

 private:
  // Bytes above `limit` are read and dropped, so that the child never blocks.
  static void take(Descriptor& from, std::string& into, std::size_t limit) {
    char buffer[16384];
    ssize_t count = ::read(from.get(), buffer, sizeof buffer);
    if (count > 0) {
      into.append(buffer, std::min(static_cast<std::size_t>(count), limit - into.size()));
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
      from.reset();
    }
  }

  Channel out_;
  Channel error_;
  pid_t process_ = -1;
};

}  // namespace

ChildResult run_child(const std::string& program, const std::vector<std::string>& arguments,
                      const std::vector<std::string>& environment, std::string_view input,
                      std::chrono::milliseconds timeout, std::size_t max_output) {
  ChildResult result;
  Child child;
  if (!child.start(program, arguments, environment, input)) return result;
  Clock::time_point deadline = Clock::now() + timeout;
  ChildResult::End end = child.listen(deadline, max_output, result);
  result.end = child.finish(end, deadline, result.code);
  return result;
}

std::string find_program(const std::string& name) {
  const char* path = ::getenv("PATH");
  for (std::string_view folder : base::split(path == nullptr ? "" : path, ':')) {
    if (!folder.starts_with('/')) continue;
    std::string program = std::string(folder) + "/" + name;
    struct stat status {};
    bool file = ::stat(program.c_str(), &status) == 0 && S_ISREG(status.st_mode);
    if (file && ::access(program.c_str(), X_OK) == 0) return program;
  }
  return "";
}

}  // namespace verifull::source
