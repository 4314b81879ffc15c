// The rule catalogue of a SARIF run.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "check/rule.h"

namespace verifull::report {

// A reportingDescriptor (SARIF 2.1.0, section 3.49) with what GitHub reads
// beside it: help.markdown, precision, tags, security-severity.
nlohmann::ordered_json sarif_rule(const check::Rule& rule);

// "error", "warning" or "note".
std::string_view sarif_level(check::Severity severity);

}  // namespace verifull::report
