// Times two commands in turn, A B A B …, and prints one line that compares them.
//
// On a small shared machine the same command varies by a factor of two within a
// minute, so only runs that stand beside each other can be compared: both
// commands see the same noise, and the medians and their ratio hold still.
//
//   pairs LABEL PAIRS COMMAND_A… -- COMMAND_B…
//
// Wall-clock time is taken from before fork() until the child was reaped; peak
// memory is what wait4(2) says of that child. Exit codes 0 and 1 are answers
// (nothing found, something found); any other ends the run with exit code 3.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using Command = std::vector<char*>;  // ends with a null pointer, as execvp wants it

struct Samples {
  std::vector<double> milliseconds;
  long peak_kib = 0;
};

[[noreturn]] void fail(const char* what, const char* name) {
  static_cast<void>(std::fprintf(stderr, "pairs: %s: %s\n", name, what));
  std::exit(3);
}

double now_in_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

[[noreturn]] void become(const Command& command) {
  const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(null, stream);
  execvp(command[0], command.data());
  _exit(127);
}

void run_once(const Command& command, Samples& samples) {
  const double before = now_in_milliseconds();
  const pid_t child = fork();
  if (child < 0) fail("cannot fork", command[0]);
  if (child == 0) become(command);
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child) fail("cannot wait", command[0]);
  const double after = now_in_milliseconds();
  if (!WIFEXITED(status)) fail("ended by a signal", command[0]);
  if (WEXITSTATUS(status) > 1) fail("failed; run it by hand to see why", command[0]);
  samples.milliseconds.push_back(after - before);
  samples.peak_kib = std::max(samples.peak_kib, usage.ru_maxrss);
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void print_row(const char* label, const Samples& a, const Samples& b) {
  const double of_a = median(a.milliseconds);
  const double of_b = median(b.milliseconds);
  std::printf("%-28s %9.2f %9.2f %7.2f %9.1f %9.1f\n", label, of_a, of_b, of_a / of_b,
              static_cast<double>(a.peak_kib) / 1024, static_cast<double>(b.peak_kib) / 1024);
}

}  // namespace

int main(int argc, char** argv) {
  char** const last = argv + argc;
  char** const middle = std::find(argv, last, std::string_view("--"));
  if (middle - argv < 4 || last - middle < 2)
    fail("LABEL PAIRS COMMAND_A... -- COMMAND_B...", "usage");
  Command command_a(argv + 3, middle);
  Command command_b(middle + 1, last);
  command_a.push_back(nullptr);
  command_b.push_back(nullptr);
  const long pairs = std::strtol(argv[2], nullptr, 10);
  if (pairs < 1) fail("must be a positive number of pairs", argv[2]);

  Samples warm_up;
  run_once(command_a, warm_up);
  run_once(command_b, warm_up);
  Samples a;
  Samples b;
  for (long i = 0; i < pairs; ++i) {
    run_once(command_a, a);
    run_once(command_b, b);
  }
  print_row(argv[1], a, b);
}
