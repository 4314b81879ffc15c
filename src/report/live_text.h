// What `live` writes for people: a table of the probes for each connection, then the
// findings.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

std::string write_live_text(const Report& report);

// As psql says it: "SSL connection (protocol: TLSv1.3, cipher: …, bits: 256,
// compression: off)".
std::string session_line(const facts::LiveProbe& probe);

}  // namespace verifull::report
