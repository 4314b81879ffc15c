// Something that waits for a socket, for the loop of event_loop.h.
#pragma once

#include <chrono>

namespace verifull::probe {

using Clock = std::chrono::steady_clock;

class Task {
 public:
  virtual ~Task() = default;
  Task() = default;
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;

  // Called once, when its turn comes.
  virtual void start() = 0;
  virtual int descriptor() const = 0;
  virtual short events() const = 0;  // of poll()
  // The socket is ready. Never blocks.
  virtual void go_on() = 0;
  virtual bool done() const = 0;
  // The time is over; it is done afterwards.
  virtual void give_up() = 0;
};

}  // namespace verifull::probe
