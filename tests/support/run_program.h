// Runs a program as a user would: in a folder, with an environment of its own.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace verifull::support {

struct ProgramRun {
  int exit_code = -1;  // -1: killed by a signal or by the time limit
  int signal = 0;      // that killed it
  bool timed_out = false;
  std::string out;
  std::string err;
};

// The environment holds nothing but PATH, LC_ALL=C.UTF-8 and `environment`
// (NAME=VALUE), so that neither the caller's variables nor the locale show in
// what is compared. stdin is empty.
ProgramRun run_program(const std::string& program, const std::vector<std::string>& words,
                       const std::string& folder, const std::vector<std::string>& environment = {},
                       std::chrono::seconds limit = std::chrono::seconds(20));

}  // namespace verifull::support
