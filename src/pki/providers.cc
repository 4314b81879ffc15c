#include "pki/providers.h"

#include <string>

#include "base/text.h"
#include "pki/longest_pattern.h"

namespace verifull::pki {

std::string_view authority_name(Authority authority) {
  switch (authority) {
    case Authority::kRds: return "rds";
    case Authority::kPublic: return "public";
    case Authority::kOwn: return "own";
    case Authority::kNobody: return "nobody";
    case Authority::kUnknown: return "unknown";
  }
  return "";
}

const Provider* provider_of(std::string_view host) {
  std::string name = base::to_lower(host);
  if (name.ends_with('.')) name.pop_back();
  return longest_pattern(providers(), name, [](const Provider& each) { return each.hosts; });
}

}  // namespace verifull::pki
