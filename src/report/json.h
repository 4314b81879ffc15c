// The document of `--format json`, format_version 1. Its members are a contract
// with the scripts of users; a change of them is a new format_version.
#pragma once

#include <string>

#include "report/report.h"

namespace verifull::report {

// Always valid UTF-8: malformed bytes become U+FFFD. Everything outside of ASCII
// is escaped, and `##[` too, so that the document can be printed anywhere.
std::string write_json(const Report& report);

// `--format jsonl`: each finding as in `findings`, one a line. Nothing found is
// an empty text.
std::string write_json_lines(const Report& report);

// The same as write_json() without `findings`: what `resolve` writes.
std::string write_resolve_json(const Report& report);

}  // namespace verifull::report
