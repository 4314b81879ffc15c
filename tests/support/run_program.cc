#include "support/run_program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <thread>

#include "support/read_text.h"
#include "support/temp_dir.h"

namespace verifull::support {
namespace {

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

int open_for(const std::string& path, int flags) {
  int file = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("cannot open " + path);
  return file;
}

// Files instead of pipes: nothing has to be read while it runs.
[[noreturn]] void become(const std::string& program, char** words, char** environment,
                         const std::string& folder, const int (&streams)[3]) {
  for (int stream = 0; stream < 3; ++stream) ::dup2(streams[stream], stream);
  if (::chdir(folder.c_str()) == 0) ::execve(program.c_str(), words, environment);
  ::_exit(127);
}

int wait_for(pid_t child, std::chrono::seconds limit, bool& timed_out) {
  auto end = std::chrono::steady_clock::now() + limit;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (!timed_out && std::chrono::steady_clock::now() > end) {
      timed_out = true;
      ::kill(child, SIGKILL);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return status;
}

}  // namespace

ProgramRun run_program(const std::string& program, const std::vector<std::string>& words,
                       const std::string& folder, const std::vector<std::string>& environment,
                       std::chrono::seconds limit) {
  TempDir streams;
  std::vector<std::string> all_words = {program};
  all_words.insert(all_words.end(), words.begin(), words.end());
  std::vector<std::string> variables = {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8"};
  variables.insert(variables.end(), environment.begin(), environment.end());
  std::vector<char*> word_pointers = pointers(all_words);
  std::vector<char*> variable_pointers = pointers(variables);
  const int files[3] = {open_for("/dev/null", O_RDONLY),
                        open_for(streams.path("out"), O_WRONLY | O_CREAT),
                        open_for(streams.path("err"), O_WRONLY | O_CREAT)};
  pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) {
    become(program, word_pointers.data(), variable_pointers.data(), folder, files);
  }
  ProgramRun run;
  int status = wait_for(child, limit, run.timed_out);
  for (int file : files) ::close(file);
  if (WIFEXITED(status)) run.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) run.signal = WTERMSIG(status);
  run.out = read_text(streams.path("out"));
  run.err = read_text(streams.path("err"));
  return run;
}

}  // namespace verifull::support
