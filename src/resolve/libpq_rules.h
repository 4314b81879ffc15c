// What libpq knows, by version: src/interfaces/libpq/fe-connect.c,
// PQconninfoOptions, of each release.
#pragma once

#include <span>
#include <string_view>

namespace verifull::resolve {

struct LibpqKeyword {
  std::string_view name;
  int since;  // the first major version that knows it, 12 at the least
};

// In libpq's order.
std::span<const LibpqKeyword> libpq_keywords();

// The first version that knows `name`; 0 when none does.
int libpq_keyword_since(std::string_view name);

// disable, allow, prefer, require, verify-ca, verify-full: weakest first.
std::span<const std::string_view> libpq_sslmodes();
// Index in libpq_sslmodes(); -1 for anything else, as libpq compares exactly.
int sslmode_strength(std::string_view mode);

// The version that is taken where nothing tells: Debian 12's, which the official
// Ruby images are built on.
inline constexpr int kAssumedLibpq = 15;

}  // namespace verifull::resolve
