// The one word about a connection. The words are a contract; see
// verdict_name().
#pragma once

#include <cstdint>
#include <string_view>

namespace verifull::resolve {

enum class Verdict : std::uint8_t {
  kVerified,
  kVerifiedIf,
  kCaOnly,
  kEncryptedUnverified,
  kOpportunistic,
  kPlaintext,
  kFailsClosed,
  kBootError,
  kNotApplicable,
  kUnknown,
};

std::string_view verdict_name(Verdict verdict);  // "verified-if" …

}  // namespace verifull::resolve
