// The `live` object of a connection in the JSON document.
#pragma once

#include <nlohmann/json.hpp>

#include "facts/live_result.h"

namespace verifull::report {

nlohmann::ordered_json live_json(const facts::LiveResult& result);

}  // namespace verifull::report
