#include "lsp/json.h"

namespace verifull::lsp {

const Json& at(const Json& json, std::initializer_list<std::string_view> way) {
  static const Json kNull;
  const Json* here = &json;
  for (std::string_view name : way) {
    if (!here->is_object()) return kNull;
    auto found = here->find(name);
    if (found == here->end()) return kNull;
    here = &*found;
  }
  return *here;
}

std::string text_at(const Json& json, std::initializer_list<std::string_view> way) {
  const Json& found = at(json, way);
  return found.is_string() ? found.get<std::string>() : std::string();
}

bool truth_at(const Json& json, std::initializer_list<std::string_view> way) {
  const Json& found = at(json, way);
  return found.is_boolean() && found.get<bool>();
}

std::optional<std::int64_t> number_at(const Json& json,
                                      std::initializer_list<std::string_view> way) {
  const Json& found = at(json, way);
  if (!found.is_number_integer()) return std::nullopt;
  return found.get<std::int64_t>();
}

std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace verifull::lsp
