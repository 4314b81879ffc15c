// The name by which baselines and code-scanning services know a finding again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace verifull::check {

// A running hash of fields: FNV-1a, 64 bits (offset basis 14695981039346656037,
// prime 1099511628211), over each field's bytes and one byte 0 behind it, so
// that no two lists of fields without zero bytes run together. Stable across
// versions and platforms; not made to resist an attacker.
class Fingerprint {
 public:
  Fingerprint& add(std::string_view field);
  std::string hex() const;  // 16 lower-case digits

 private:
  void add_byte(unsigned char byte);

  std::uint64_t state_ = 14695981039346656037ULL;
};

}  // namespace verifull::check
