// A page for people who look after many apps: a matrix of apps and environments,
// coloured by verdict; each cell opens the connection with the way of each value,
// and the findings about it. One file that loads nothing from elsewhere and works
// without its script, which only filters.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

std::string write_html(const Report& report);

}  // namespace verifull::report
