// A report's file, whichever of the formats it has.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "merge/collector.h"

namespace verifull::merge {

// JSONL is read line by line, of any length in all; a document is held as a whole, up
// to 256 MiB of it. `path` may be a pipe; "-" is stdin. An empty file is JSONL with no
// finding.
std::optional<base::Error> read_report(const std::string& path, Collector& collector);

}  // namespace verifull::merge
