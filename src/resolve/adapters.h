// Adapters by what they end in, and hosts by how far away they are.
#pragma once

#include <cstdint>
#include <string_view>

namespace verifull::resolve {

// PostgreSQL and the adapters built on it, which all end in libpq.
bool is_postgresql_adapter(std::string_view adapter);

// An adapter that is known and is not PostgreSQL, so that a slip can be told from a
// gem.
bool is_other_adapter(std::string_view adapter);

enum class HostKind : std::uint8_t { kNetwork, kLoopback, kSocket };

// Loopback: localhost, 127.0.0.0/8, ::1. Socket: nothing, a path, or an abstract
// name. Of several hosts (`a,b`) the most distant one counts.
HostKind host_kind_of(std::string_view host);

}  // namespace verifull::resolve
