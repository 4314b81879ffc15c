// A request, carried out.
#pragma once

#include "probe/protocol.h"

namespace verifull::probe {

Response run_request(const Request& request);

}  // namespace verifull::probe
