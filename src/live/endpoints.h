// The servers of a connection, in the order in which libpq tries them.
#pragma once

#include <string>
#include <vector>

#include "live/given.h"
#include "probe/protocol.h"

namespace verifull::live {

struct Endpoints {
  bool socket = false;  // it goes to a Unix socket only
  std::vector<probe::Endpoint> list;
  std::string outcome;  // "unknown", "config-invalid": why the list can't be had; else ""
  std::string why;
};

// Lists of hosts, addresses and ports as libpq takes them (fe-connect.c, connectOptions2).
Endpoints endpoints_of(const Given& given);

}  // namespace verifull::live
