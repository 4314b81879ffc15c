// How the file that sslrootcert names came to where the app looks for it, and whether
// the app may read it.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

// One line, "  certificate: ADD https://… (Dockerfile:66), 0600 root → chmod +r
// (Dockerfile:67) → readable by uid 1000", broken where the terminal ends; "" when
// the connection names no file, or nobody looked for it.
std::string certificate_line(const Report& report, const engine::ProjectResult& project,
                             const resolve::Connection& connection);

}  // namespace verifull::report
