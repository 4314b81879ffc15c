// Starting verifull-live and hearing it out.
#pragma once

#include <string>

#include "base/result.h"
#include "probe/protocol.h"

namespace verifull::live {

// Where verifull-live is: beside the running program, or in libexec next to its bin.
// "" when it is in neither.
std::string find_probe();

// The answer has as many targets as the request. The child is killed when the time that
// its probes may take is over. Errors are of kind kUnreadable.
base::Result<probe::Response> ask(const std::string& program, const probe::Request& request);

// How long a request may take, with a second for starting.
int longest_run_ms(const probe::Request& request);

}  // namespace verifull::live
