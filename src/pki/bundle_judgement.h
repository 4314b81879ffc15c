// What a bundle of root certificates is worth: for anybody, and for one host.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pki/pem_bundle.h"
#include "pki/providers.h"

namespace verifull::pki {

// The first that holds counts.
enum class BundleFault : std::uint8_t {
  kNone,
  kNotABundle,      // libpq can't load it, or no chain can end in it
  kStale,           // authorities of Amazon RDS that no server uses any more, and no others
  kExpired,         // no usable root is left
  kWrongAuthority,  // roots that are in date, but not those of this host
  kExpiresSoon,     // the last usable root ends within kSoonDays
};

inline constexpr int kSoonDays = 90;

std::string_view fault_name(BundleFault fault);  // "stale" …; "none"

enum class Verifies : std::uint8_t { kYes, kNo, kUnknown };

struct BundleJudgement {
  BundleFault fault = BundleFault::kNone;
  // A clause that goes on after the bundle's name: "holds only …"; "" without a fault.
  std::string why;
  // kUnknown also when there is no host, or nobody says who signs its certificate.
  Verifies verifies = Verifies::kUnknown;
  const Provider* provider = nullptr;  // of the host
  std::int64_t ends = 0;  // when the last root that counts for the host ends; 0: none does
};

// `host` may be "". `today` in seconds (pki/time.h); 0: dates are not looked at, only
// what is known to have ended for good.
BundleJudgement judge_bundle(const PemBundle& bundle, std::string_view host, std::int64_t today);

// The same of an operating system's own bundle: public authorities only.
BundleJudgement judge_system_bundle(std::string_view host);

// The same of a bundle that nobody can look into, by its URL or file name.
BundleJudgement judge_bundle_name(std::string_view url_or_path, std::string_view host);

}  // namespace verifull::pki
