// One session of libpq, asynchronous, up to the point where it stands or fails.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <libpq-fe.h>

#include "probe/protocol.h"
#include "probe/task.h"

namespace verifull::probe {

class Session final : public Task {
 public:
  // `server` has its address. Nothing is read but what `attempt` names: no variable of
  // the environment, no password file, no service, no file of the home directory.
  Session(const Endpoint& server, const Attempt& attempt);
  ~Session() override;

  void start() override;
  int descriptor() const override { return PQsocket(connection_); }
  short events() const override { return events_; }
  void go_on() override;
  bool done() const override { return done_; }
  void give_up() override;

  const Answer& answer() const { return answer_; }

 private:
  void look_at_tls();
  void finish(End end);

  std::vector<std::pair<std::string, std::string>> parameters_;
  PGconn* connection_ = nullptr;
  short events_ = 0;
  bool done_ = false;
  Answer answer_;
};

}  // namespace verifull::probe
