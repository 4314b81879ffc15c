#include "probe/tcp.h"

#include <netdb.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace verifull::probe {

bool numeric_address(const std::string& text, int port, Address& address) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(text.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) return false;
  std::memcpy(&address.bytes, found->ai_addr, found->ai_addrlen);
  address.size = found->ai_addrlen;
  ::freeaddrinfo(found);
  return true;
}

int start_connecting(const Address& address, std::string& error) {
  int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
  int socket = ::socket(address.get()->sa_family, type, 0);
  if (socket >= 0 && ::connect(socket, address.get(), address.size) != 0 && errno != EINPROGRESS) {
    error = std::strerror(errno);
    ::close(socket);
    return -1;
  }
  if (socket < 0) error = std::strerror(errno);
  return socket;
}

std::string connect_error(int socket) {
  int error = 0;
  socklen_t size = sizeof error;
  if (::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
  return error == 0 ? "" : std::strerror(error);
}

}  // namespace verifull::probe
