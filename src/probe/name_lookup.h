// Names to addresses, many at a time, with a deadline that getaddrinfo() does not have.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "probe/task.h"
#include "probe/tcp.h"

namespace verifull::probe {

struct Found {
  bool in_time = true;
  std::string error;  // why there are no addresses
  std::vector<Address> addresses;  // with port 0
};

// Those that are not answered by then have `in_time` false. Threads that still wait
// then are left behind: the process ends soon.
std::map<std::string, Found> look_up(const std::set<std::string>& names,
                                     Clock::time_point deadline);

}  // namespace verifull::probe
