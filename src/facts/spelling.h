// What people write when they mean a TLS setting of libpq.
#pragma once

#include <string>
#include <string_view>

namespace verifull::facts {

// The sslmode that an invalid text stands for: `verify_full`, `VERIFY_IDENTITY`,
// `no-verify`, `off` … Never empty: who writes nonsense gets verify-full.
std::string_view meant_mode(std::string_view text);

// The libpq keyword that a key looks like: `ssl_mode`, `sslca`, `ssl`; empty when it
// looks like none.
std::string_view meant_key(std::string_view key);

// A key that has to do with TLS, by its name.
bool looks_like_tls(std::string_view key);

// What a mode other than verify-full lets through, as a clause: "which …".
std::string_view lets_through(std::string_view mode);

}  // namespace verifull::facts
