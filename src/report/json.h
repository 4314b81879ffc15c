// The document of `--format json`, format_version 1. Its members are a contract
// with the scripts of users; a change of them is a new format_version.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

// Always valid UTF-8: malformed bytes become U+FFFD. Everything outside of ASCII
// is escaped, and `##[` too, so that the document can be printed anywhere.
std::string write_json(const Report& report);

// The same without `findings`: what `resolve` writes.
std::string write_resolve_json(const Report& report);

}  // namespace verifull::report
