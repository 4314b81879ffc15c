#include "probe/event_loop.h"

#include <poll.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <set>

namespace verifull::probe {
namespace {

// Descriptors are a limited good: 1024 is what a process usually gets.
constexpr std::size_t kMostAtOnce = 400;

class Loop {
 public:
  Loop(const std::vector<Job>& jobs, std::chrono::milliseconds timeout, std::size_t per_group)
      : timeout_(timeout), per_group_(per_group), waiting_(jobs) {}

  void run() {
    start_what_may();
    while (!running_.empty()) {
      wait();
      finish();
      start_what_may();
    }
  }

 private:
  struct Running {
    const Job* job;
    Clock::time_point deadline;
  };

  void start_what_may() {
    for (std::size_t i = first_; i < waiting_.size(); ++i) {
      const Job& job = waiting_[i];
      if (job.task == nullptr) continue;
      if (silent_.contains(job.group)) {
        job.task->give_up();
        waiting_[i].task = nullptr;
        continue;
      }
      if (running_.size() >= kMostAtOnce || in_group_[job.group] >= per_group_) continue;
      start(waiting_[i]);
    }
    while (first_ < waiting_.size() && waiting_[first_].task == nullptr) ++first_;
  }

  void start(Job& job) {
    Task* task = job.task;
    task->start();
    if (!task->done()) {
      ++in_group_[job.group];
      started_.push_back(job);
      running_.push_back({&started_.back(), Clock::now() + timeout_});
    }
    job.task = nullptr;
  }

  void wait() {
    std::vector<pollfd> sockets;
    Clock::time_point soonest = running_.front().deadline;
    for (const Running& each : running_) {
      sockets.push_back({each.job->task->descriptor(), each.job->task->events(), 0});
      soonest = std::min(soonest, each.deadline);
    }
    auto left = std::chrono::ceil<std::chrono::milliseconds>(soonest - Clock::now());
    int most = static_cast<int>(std::max<std::int64_t>(left.count(), 0));
    if (::poll(sockets.data(), sockets.size(), most) < 0) return;
    for (std::size_t i = 0; i < sockets.size(); ++i) {
      if (sockets[i].revents != 0) running_[i].job->task->go_on();
    }
  }

  void finish() {
    Clock::time_point now = Clock::now();
    for (Running& each : running_) {
      if (!each.job->task->done() && each.deadline <= now) {
        each.job->task->give_up();
        silent_.insert(each.job->group);
      }
      if (each.job->task->done()) --in_group_[each.job->group];
    }
    std::erase_if(running_, [](const Running& each) { return each.job->task->done(); });
  }

  std::chrono::milliseconds timeout_;
  std::size_t per_group_;
  std::vector<Job> waiting_;  // those with a task
  std::size_t first_ = 0;
  std::deque<Job> started_;   // addresses stay
  std::vector<Running> running_;
  std::map<std::string, std::size_t> in_group_;
  std::set<std::string> silent_;
};

}  // namespace

void run_jobs(const std::vector<Job>& jobs, std::chrono::milliseconds timeout,
              std::size_t per_group) {
  Loop(jobs, timeout, per_group).run();
}

}  // namespace verifull::probe
