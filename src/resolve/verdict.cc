#include "resolve/verdict.h"

namespace verifull::resolve {

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kVerified: return "verified";
    case Verdict::kVerifiedIf: return "verified-if";
    case Verdict::kCaOnly: return "ca-only";
    case Verdict::kEncryptedUnverified: return "encrypted-unverified";
    case Verdict::kOpportunistic: return "opportunistic";
    case Verdict::kPlaintext: return "plaintext";
    case Verdict::kFailsClosed: return "fails-closed";
    case Verdict::kBootError: return "boot-error";
    case Verdict::kNotApplicable: return "not-applicable";
    case Verdict::kUnknown: return "unknown";
  }
  return "";
}

}  // namespace verifull::resolve
