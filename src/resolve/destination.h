// Where a connection goes (libpq, fe-connect.c, connectOptions2).
#pragma once

#include <string>

#include "resolve/adapters.h"
#include "resolve/parameter.h"

namespace verifull::resolve {

struct Destination {
  // What is not known goes over the network: the least that can be promised.
  HostKind kind = HostKind::kSocket;
  std::string text;  // what decided it; "" for neither
};

// `address` is libpq's hostaddr: it decides, whatever the host is. A loopback address
// of a host that has a name is a tunnel to that host.
Destination destination_of(const Parameter& host, const Parameter& address);

}  // namespace verifull::resolve
