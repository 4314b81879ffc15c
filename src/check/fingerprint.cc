#include "check/fingerprint.h"

namespace verifull::check {

void Fingerprint::add_byte(unsigned char byte) { state_ = (state_ ^ byte) * 1099511628211ULL; }

Fingerprint& Fingerprint::add(std::string_view field) {
  for (char c : field) add_byte(static_cast<unsigned char>(c));
  add_byte(0);
  return *this;
}

std::string Fingerprint::hex() const {
  std::string result(16, '0');
  std::uint64_t rest = state_;
  for (std::size_t i = result.size(); i-- > 0; rest >>= 4) {
    result[i] = "0123456789abcdef"[rest & 0xF];
  }
  return result;
}

}  // namespace verifull::check
