// All attempts at the same time, over one poll().
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "probe/task.h"

namespace verifull::probe {

struct Job {
  Task* task = nullptr;
  // Of jobs with the same word at most `per_group` run at a time. When one of them got
  // no answer in time, those that still wait for their turn get none either: a silent
  // server costs one timeout and not one for each of its databases.
  std::string group;
};

// Runs all jobs to their end. Each has `timeout` from its start.
void run_jobs(const std::vector<Job>& jobs, std::chrono::milliseconds timeout,
              std::size_t per_group);

}  // namespace verifull::probe
