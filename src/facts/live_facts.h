// What `verifull live` found out, as facts of the connection.
#pragma once

#include <cstdint>

#include "facts/live_result.h"
#include "facts/subject.h"

namespace verifull::facts {

// `today` in seconds since 1970; 0: of nothing it can be said how long it lasts.
void add_live_facts(const LiveResult& result, std::int64_t today, Subject& subject);

}  // namespace verifull::facts
