#include "probe/target_finder.h"

#include <netinet/in.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "probe/address_policy.h"
#include "probe/event_loop.h"
#include "probe/name_lookup.h"
#include "probe/tcp.h"

namespace verifull::probe {
namespace {

struct Candidate {
  Endpoint endpoint;  // with its address
  Address address;
};

// Tries all candidates at once; the first in their order that arrives counts.
class Arrival final : public Task {
 public:
  explicit Arrival(const Candidate& candidate) : candidate_(candidate) {}
  ~Arrival() override { close_socket(); }

  void start() override {
    socket_ = start_connecting(candidate_.address, error_);
    done_ = socket_ < 0;
  }
  int descriptor() const override { return socket_; }
  short events() const override { return POLLOUT; }
  void go_on() override {
    error_ = connect_error(socket_);
    arrived_ = error_.empty();
    done_ = true;
    close_socket();
  }
  bool done() const override { return done_; }
  void give_up() override {
    late_ = !done_;
    done_ = true;
    close_socket();
  }

  const Endpoint& endpoint() const { return candidate_.endpoint; }
  bool arrived() const { return arrived_; }
  bool late() const { return late_; }
  const std::string& error() const { return error_; }

 private:
  void close_socket() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }

  const Candidate candidate_;
  int socket_ = -1;
  bool done_ = false;
  bool arrived_ = false;
  bool late_ = false;
  std::string error_;
};

void set_port(Address& address, int port) {
  auto number = htons(static_cast<std::uint16_t>(port));
  if (address.get()->sa_family == AF_INET) {
    reinterpret_cast<sockaddr_in*>(&address.bytes)->sin_port = number;
  } else {
    reinterpret_cast<sockaddr_in6*>(&address.bytes)->sin6_port = number;
  }
}

class Finder {
 public:
  Finder(const Request& request, std::chrono::milliseconds timeout)
      : request_(request), deadline_(Clock::now() + timeout), answers_(request.targets.size()) {}

  std::vector<TargetAnswer> run() {
    std::set<std::string> names;
    for (const Target& target : request_.targets) {
      for (const Endpoint& each : target.endpoints) {
        if (each.hostaddr.empty()) names.insert(each.host);
      }
    }
    found_ = look_up(names, deadline_);
    arrivals_.resize(answers_.size());
    for (std::size_t i = 0; i < answers_.size(); ++i) prepare(i);
    std::vector<Job> jobs;
    for (const auto& list : arrivals_) {
      for (const auto& arrival : list) jobs.push_back({arrival.get(), ""});
    }
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now());
    run_jobs(jobs, std::max(left, std::chrono::milliseconds(1)), jobs.size() + 1);
    for (std::size_t i = 0; i < answers_.size(); ++i) choose(i);
    return std::move(answers_);
  }

 private:
  // The addresses of one endpoint, or why there are none.
  std::vector<Candidate> candidates_of(const Endpoint& endpoint, TargetAnswer& answer) {
    std::vector<Candidate> candidates;
    if (!endpoint.hostaddr.empty()) {
      Candidate candidate{endpoint, {}};
      if (numeric_address(endpoint.hostaddr, endpoint.port, candidate.address)) {
        candidates.push_back(candidate);
      } else {
        answer.detail = "\"" + endpoint.hostaddr + "\" is no network address";
      }
      return candidates;
    }
    const Found& found = found_.at(endpoint.host);
    if (!found.in_time) answer.reach = Reach::kTimeout;
    if (found.addresses.empty()) {
      answer.detail = "could not translate host name \"" + endpoint.host + "\" to address: " +
                      (found.in_time ? found.error : "no answer in time");
    }
    for (Address address : found.addresses) {
      set_port(address, endpoint.port);
      Candidate candidate{endpoint, address};
      candidate.endpoint.hostaddr = address_text(address.get());
      candidates.push_back(candidate);
    }
    return candidates;
  }

  bool is_allowed(const Candidate& candidate, TargetAnswer& answer) const {
    AddressClass means = classify_address(candidate.address.get());
    if (means == AddressClass::kPublic) return true;
    if (means == AddressClass::kPrivate && request_.allow_private) return true;
    answer.reach = Reach::kBlocked;
    answer.server = candidate.endpoint;
    answer.detail = candidate.endpoint.hostaddr + (means == AddressClass::kPrivate
                                                       ? " is a loopback or private address"
                                                       : " is a link-local or metadata address");
    return false;
  }

  void prepare(std::size_t index) {
    TargetAnswer& answer = answers_[index];
    const Target& target = request_.targets[index];
    if (target.endpoints.empty()) return;
    answer.server = target.endpoints.front();
    std::vector<Candidate> candidates;
    for (const Endpoint& endpoint : target.endpoints) {
      std::vector<Candidate> more = candidates_of(endpoint, answer);
      candidates.insert(candidates.end(), more.begin(), more.end());
    }
    for (const Candidate& candidate : candidates) {
      if (!is_allowed(candidate, answer)) return;
    }
    if (candidates.empty()) return;
    answer.reach = Reach::kUnreachable;
    // Nothing to choose from: the attempts themselves will see.
    if (candidates.size() == 1) {
      answer.reach = Reach::kReached;
      answer.server = candidates.front().endpoint;
      return;
    }
    for (const Candidate& candidate : candidates) {
      arrivals_[index].push_back(std::make_unique<Arrival>(candidate));
    }
  }

  void choose(std::size_t index) {
    TargetAnswer& answer = answers_[index];
    for (const auto& arrival : arrivals_[index]) {
      if (arrival->arrived()) {
        answer.reach = Reach::kReached;
        answer.server = arrival->endpoint();
        answer.detail.clear();
        return;
      }
      if (arrival->late()) answer.reach = Reach::kTimeout;
      std::string why = arrival->late() ? "no answer in time" : arrival->error();
      answer.detail += (answer.detail.empty() ? "" : "; ") + arrival->endpoint().hostaddr +
                       " port " + std::to_string(arrival->endpoint().port) + ": " + why;
    }
  }

  const Request& request_;
  Clock::time_point deadline_;
  std::vector<TargetAnswer> answers_;
  std::map<std::string, Found> found_;
  std::vector<std::vector<std::unique_ptr<Arrival>>> arrivals_;
};

}  // namespace

std::vector<TargetAnswer> find_targets(const Request& request, std::chrono::milliseconds timeout) {
  return Finder(request, timeout).run();
}

}  // namespace verifull::probe
