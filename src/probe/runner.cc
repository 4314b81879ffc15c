#include "probe/runner.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <libpq-fe.h>

#include "probe/event_loop.h"
#include "probe/handshake.h"
#include "probe/session.h"
#include "probe/target_finder.h"

namespace verifull::probe {
namespace {

// Attempts that are alike to the letter are made once: 200 databases of one server
// are one handshake and one look at what it does without TLS.
class Runner {
 public:
  explicit Runner(const Request& request) : request_(request) {}

  std::vector<TargetAnswer> run() {
    std::chrono::milliseconds timeout(std::clamp(request_.timeout_ms, 1, 3'600'000));
    std::vector<TargetAnswer> answers = find_targets(request_, timeout);
    std::vector<std::vector<std::size_t>> made(answers.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (answers[i].reach != Reach::kReached) continue;
      for (const Attempt& attempt : request_.targets[i].attempts) {
        made[i].push_back(add(answers[i].server, attempt));
      }
    }
    run_jobs(jobs_, timeout, kSessionsPerServer);
    for (std::size_t i = 0; i < answers.size(); ++i) {
      for (std::size_t at : made[i]) answers[i].attempts.push_back(answer(at));
    }
    return answers;
  }

 private:
  struct Made {
    std::unique_ptr<Session> session;
    std::unique_ptr<Handshake> handshake;
  };

  static std::string key_of(const std::string& group, const Attempt& attempt) {
    std::string key = group + '\0' + attempt.root_file;
    key += attempt.kind == AttemptKind::kHandshake ? "\1" : "\2";
    for (const auto& [keyword, value] : attempt.parameters) {
      key += '\0' + keyword + '\0' + value;
    }
    return key;
  }

  std::size_t add(const Endpoint& server, const Attempt& attempt) {
    std::string group = server.hostaddr + '\0' + std::to_string(server.port);
    auto [at, is_new] = known_.try_emplace(key_of(group + '\0' + server.host, attempt),
                                           made_.size());
    if (!is_new) return at->second;
    Made made;
    Task* task = nullptr;
    if (attempt.kind == AttemptKind::kHandshake) {
      made.handshake = std::make_unique<Handshake>(server, attempt);
      task = made.handshake.get();
    } else {
      made.session = std::make_unique<Session>(server, attempt);
      task = made.session.get();
    }
    made_.push_back(std::move(made));
    jobs_.push_back({task, group});
    return at->second;
  }

  const Answer& answer(std::size_t at) const {
    const Made& made = made_[at];
    return made.session != nullptr ? made.session->answer() : made.handshake->answer();
  }

  const Request& request_;
  std::map<std::string, std::size_t> known_;
  std::vector<Made> made_;
  std::vector<Job> jobs_;
};

}  // namespace

Response run_request(const Request& request) {
  Response response;
  response.libpq = PQlibVersion();
  response.targets = Runner(request).run();
  return response;
}

}  // namespace verifull::probe
