// Who runs a server, by its host name, and which authority can verify it
// (rules/data/providers.yml).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace verifull::pki {

enum class Authority : std::uint8_t {
  kRds,      // Amazon RDS's own, one per region, in no public list
  kPublic,   // one that operating systems trust
  kOwn,      // the provider's, the account's or the instance's, to be downloaded
  kNobody,   // it can't be verified
  kUnknown,  // the provider does not tell
};

std::string_view authority_name(Authority authority);  // "rds", "public" …

struct Provider {
  std::string_view id;
  std::string_view name;
  std::span<const std::string_view> hosts;
  Authority authority = Authority::kUnknown;
  std::span<const std::string_view> roots;  // common names; empty when nobody says
  std::string_view partition;               // Amazon's: "aws", "aws-us-gov", "aws-cn"
  std::string_view signer;                  // noun phrase
  std::string_view why;                     // clause, of kNobody: why not
  std::string_view bundle;                  // URL of the authorities; "" when there is no one
  std::string_view write;                   // clause: what to write
};

std::span<const Provider> providers();

// The one with the longest pattern that fits; nullptr for none. Letter case and a
// dot at the end do not matter.
const Provider* provider_of(std::string_view host);

}  // namespace verifull::pki
