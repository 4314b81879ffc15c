// Which addresses may be connected to at all.
//
// A file of a repository names the host, so whoever can change the file could make a
// CI runner talk to what only the runner reaches (server-side request forgery). The
// resolved address decides, not the name.
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <string>

namespace verifull::probe {

enum class AddressClass : std::uint8_t {
  kPublic,
  kPrivate,    // loopback, RFC 1918, RFC 4193, RFC 6598: only when allowed
  kForbidden,  // link-local, cloud metadata, multicast, "this host": never
};

// Of an AF_INET or AF_INET6 address; any other family is forbidden. IPv4 inside of
// IPv6 (mapped, compatible, NAT64, 6to4) counts as what it is inside.
AddressClass classify_address(const sockaddr* address);

// "192.0.2.7"; "" for another family.
std::string address_text(const sockaddr* address);

}  // namespace verifull::probe
