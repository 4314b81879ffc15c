#include "probe/name_lookup.h"

#include <netdb.h>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

namespace verifull::probe {
namespace {

constexpr std::size_t kMostThreads = 32;

// Outlives the caller when a thread does.
struct Shared {
  std::mutex guard;
  std::condition_variable changed;
  std::vector<std::string> names;
  std::size_t next = 0;
  std::map<std::string, Found> answers;
};

Found ask(const std::string& name) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  Found found;
  int error = ::getaddrinfo(name.c_str(), nullptr, &hints, &list);
  if (error != 0) {
    found.error = ::gai_strerror(error);
    return found;
  }
  for (const addrinfo* each = list; each != nullptr; each = each->ai_next) {
    Address& address = found.addresses.emplace_back();
    std::memcpy(&address.bytes, each->ai_addr, each->ai_addrlen);
    address.size = each->ai_addrlen;
  }
  ::freeaddrinfo(list);
  return found;
}

void work(const std::shared_ptr<Shared>& shared) {
  std::unique_lock lock(shared->guard);
  while (shared->next < shared->names.size()) {
    std::string name = shared->names[shared->next++];
    lock.unlock();
    Found found = ask(name);
    lock.lock();
    shared->answers[name] = std::move(found);
    shared->changed.notify_one();
  }
}

}  // namespace

std::map<std::string, Found> look_up(const std::set<std::string>& names,
                                     Clock::time_point deadline) {
  auto shared = std::make_shared<Shared>();
  shared->names.assign(names.begin(), names.end());
  std::size_t threads = std::min(names.size(), kMostThreads);
  for (std::size_t i = 0; i < threads; ++i) std::thread(work, shared).detach();
  std::unique_lock lock(shared->guard);
  shared->changed.wait_until(lock, deadline,
                             [&] { return shared->answers.size() == names.size(); });
  std::map<std::string, Found> answers = shared->answers;
  for (const std::string& name : names) {
    if (!answers.contains(name)) answers[name].in_time = false;
  }
  return answers;
}

}  // namespace verifull::probe
