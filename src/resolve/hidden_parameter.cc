#include "resolve/hidden_parameter.h"

#include <string>

namespace verifull::resolve {

std::optional<Parameter> hidden_parameter(const Entry& entry, std::string_view key, World& world) {
  if (entry.opaque_url.empty()) return std::nullopt;
  Parameter unknown;
  unknown.known = false;
  unknown.source = ParameterSource::kEntry;
  unknown.trail.push_back({OriginKind::kUrl, {}, std::string(key)});
  if (entry.query_follows) {
    if (world.ask(Ask::kQuery, entry.opaque_url, "") == 0) return std::nullopt;
    unknown.why = entry.opaque_url + " has a query of its own";
    return unknown;
  }
  if (world.ask(Ask::kCarries, entry.opaque_url, key) == 0) return std::nullopt;
  unknown.why = entry.opaque_url + " sets " + std::string(key);
  return unknown;
}

}  // namespace verifull::resolve
