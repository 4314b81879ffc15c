// One line each, for grep and for editors: `--format concise`.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

// "path:line:column: error[rule] message"
std::string write_concise(const Report& report);

// "environment/name: verdict", what it hangs on behind it.
std::string write_concise_connections(const Report& report);

}  // namespace verifull::report
