// `verifull live`: what becomes of the resolved connections at the real servers.
//
// Roads not taken: a probe that is part of this program (it would need libpq, and could
// not show with ldd that nothing else opens a connection); reading Active Record's or
// psql's output instead (neither says why a chain is bad).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/analysis.h"
#include "live/plan.h"
#include "probe/protocol.h"

namespace verifull::live {

// Sends a request to verifull-live; ask.h in the program, something else in tests.
using Asker = std::function<base::Result<probe::Response>(const probe::Request&)>;

// For each connection of the analysis that there is something to test of, what was
// found out, for a second analysis (engine::Options::live). `connection_name` "" is
// all of them. Nobody is asked when nothing needs asking.
base::Result<std::vector<engine::LiveAnswer>> test_connections(const engine::Analysis& analysis,
                                                               const std::string& directory,
                                                               const std::string& connection_name,
                                                               const Options& options,
                                                               const Asker& asker);

}  // namespace verifull::live
