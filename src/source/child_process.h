// Running one program with a text on its stdin, without a shell.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::source {

struct ChildResult {
  enum class End { kExited, kNotStarted, kKilled, kTimedOut, kTooMuchOutput };
  End end = End::kNotStarted;
  int code = 0;  // when exited; the signal when killed
  std::string output;
  std::string error_output;  // its first 4 KiB
};

// `program` is an absolute path; `arguments` begin with argument 0. The
// environment is exactly `environment` ("NAME=value"). The child is killed when
// the time is over or when it writes more than `max_output` bytes.
ChildResult run_child(const std::string& program, const std::vector<std::string>& arguments,
                      const std::vector<std::string>& environment, std::string_view input,
                      std::chrono::milliseconds timeout, std::size_t max_output);

// The file that `name` means in the absolute folders of PATH; empty for none.
std::string find_program(const std::string& name);

}  // namespace verifull::source
