#include "probe/event_loop.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <string>

#include <gtest/gtest.h>

namespace {

using namespace verifull;
using std::chrono::milliseconds;

// How many run now, and how many did at most.
struct Meter {
  int now = 0;
  int most = 0;
};

// Waits for a pipe that holds a byte, or for one that never does.
class Waiting final : public probe::Task {
 public:
  Waiting(Meter& meter, bool answers) : meter_(meter), answers_(answers) {}
  ~Waiting() override {
    for (int end : pipe_) {
      if (end >= 0) ::close(end);
    }
  }
  void start() override {
    ASSERT_EQ(::pipe(pipe_), 0);
    if (answers_) {
      ASSERT_EQ(::write(pipe_[1], "x", 1), 1);
    }
    meter_.most = std::max(meter_.most, ++meter_.now);
    started = true;
  }
  int descriptor() const override { return pipe_[0]; }
  short events() const override { return POLLIN; }
  void go_on() override { end("answered"); }
  bool done() const override { return !result.empty(); }
  void give_up() override { end("gave up"); }

  bool started = false;
  std::string result;

 private:
  void end(const char* word) {
    if (started) --meter_.now;
    result = word;
  }
  Meter& meter_;
  bool answers_;
  int pipe_[2] = {-1, -1};
};

TEST(EventLoop, RunsAllAndNotTooManyOfAGroup) {
  Meter meter;
  std::deque<Waiting> tasks;
  std::vector<probe::Job> jobs;
  for (int i = 0; i < 100; ++i) jobs.push_back({&tasks.emplace_back(meter, true), "server"});
  probe::run_jobs(jobs, milliseconds(5000), 7);
  for (const Waiting& task : tasks) EXPECT_EQ(task.result, "answered");
  EXPECT_EQ(meter.most, 7);
}

TEST(EventLoop, ASilentServerCostsOneTimeout) {
  Meter meter;
  std::deque<Waiting> tasks;
  std::vector<probe::Job> jobs;
  for (int i = 0; i < 50; ++i) jobs.push_back({&tasks.emplace_back(meter, false), "silent"});
  jobs.push_back({&tasks.emplace_back(meter, true), "other"});
  auto begin = probe::Clock::now();
  probe::run_jobs(jobs, milliseconds(60), 5);
  auto passed = probe::Clock::now() - begin;
  EXPECT_GE(passed, milliseconds(60));
  EXPECT_LT(passed, milliseconds(600));
  for (int i = 0; i < 50; ++i) EXPECT_EQ(tasks[static_cast<std::size_t>(i)].result, "gave up");
  EXPECT_EQ(std::count_if(tasks.begin(), tasks.end(), [](const auto& t) { return t.started; }), 6);
  EXPECT_EQ(tasks.back().result, "answered");
}

TEST(EventLoop, NothingIsDoneAtOnce) { probe::run_jobs({}, milliseconds(1), 1); }

}  // namespace
