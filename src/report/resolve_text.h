// What `resolve` prints: each connection with the road of each of its settings.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

std::string write_resolve_text(const Report& report);

}  // namespace verifull::report
