// Reports of `--format jsonl` and `--format json`, read back.
//
// The schema is that of `verifull config schema --output`. Everything in a report
// is a claim of whoever wrote the file: it is shown, never acted on.
#pragma once

#include <cstddef>
#include <string>

#include "merge/collector.h"
#include "merge/fields.h"

namespace verifull::merge {

// One finding: a line of JSONL. Its own labels beat those of `group`. "" or what is
// wrong with it, in words that hold no value of it.
std::string read_finding(const Json& object, std::size_t group, Collector& collector);

// One element of `projects`. A part `live` is left out.
std::string read_project(const Json& object, std::size_t group, Collector& collector);

}  // namespace verifull::merge
