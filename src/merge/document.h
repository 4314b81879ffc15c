// A whole report of `--format json` or SARIF: its elements go to the collector one
// after the other, so that only one of them is in memory as a tree.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "merge/collector.h"

namespace verifull::merge {

// `name` is the file's, for errors. Anything that is not JSON, that no verifull wrote,
// nests or grows beyond what a report does, is an error with its place.
std::optional<base::Error> read_document(std::string_view name, std::string_view text,
                                         Collector& collector);

// One line of JSONL. The line is counted from 1.
std::optional<base::Error> read_line(std::string_view name, std::size_t line,
                                     std::string_view text, Collector& collector);

// What every complaint about a report ends with.
base::Error not_a_report(std::string_view name, const std::string& place, const std::string& what);

}  // namespace verifull::merge
