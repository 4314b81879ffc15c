// Results of SARIF 2.1.0 (OASIS), as `--format sarif` writes them, read back.
//
// SARIF says less than JSON: neither environments, nor the help, nor what is
// suppressed comes back.
#pragma once

#include <cstddef>
#include <string>

#include "merge/collector.h"
#include "merge/fields.h"

namespace verifull::merge {

// One element of `results`. "" or what is wrong with it, without a value of it.
std::string read_result(const Json& result, std::size_t group, Collector& collector);

}  // namespace verifull::merge
