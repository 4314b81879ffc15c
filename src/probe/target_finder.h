// From names to the one address that all attempts of a target go to.
#pragma once

#include <chrono>
#include <vector>

#include "probe/protocol.h"

namespace verifull::probe {

// One answer for each target, without attempts. A name is looked up once for the whole
// run, so that it cannot mean two things (DNS rebinding). When a single address of a
// target is not allowed, the target is blocked and nothing is sent to any of them.
// A target with several addresses takes the first that accepts a TCP connection.
std::vector<TargetAnswer> find_targets(const Request& request, std::chrono::milliseconds timeout);

}  // namespace verifull::probe
