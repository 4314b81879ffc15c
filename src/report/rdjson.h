// Reviewdog's diagnostics: `--format rdjson`.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

// Columns count UTF-8 bytes (reviewdog, proto/rdf/reviewdog.proto, Position).
std::string write_rdjson(const Report& report);

}  // namespace verifull::report
