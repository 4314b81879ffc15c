// TCP connections that do not block.
#pragma once

#include <sys/socket.h>

#include <string>

namespace verifull::probe {

struct Address {
  sockaddr_storage bytes{};
  socklen_t size = 0;
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&bytes); }
};

// A numeric address and a port; false for anything else.
bool numeric_address(const std::string& text, int port, Address& address);

// A socket on its way to `address`: POLLOUT tells that it arrived or failed. -1 when
// it failed at once; `error` says why.
int start_connecting(const Address& address, std::string& error);

// "" when it arrived.
std::string connect_error(int socket);

}  // namespace verifull::probe
