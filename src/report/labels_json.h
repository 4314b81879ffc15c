// Labels as an object of JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "report/labels.h"

namespace verifull::report {

inline nlohmann::ordered_json labels_json(const Labels& labels) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const auto& [key, value] : labels) object[key] = label_value(key, value);
  return object;
}

}  // namespace verifull::report
