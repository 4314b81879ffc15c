// Whether a document keeps the promises of `--format json`, format_version 1.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace verifull::support {

// One sentence for each promise that is broken, with the place in the document;
// empty when all hold. `with_findings`: of check, not of resolve.
std::vector<std::string> contract_problems(std::string_view text, bool with_findings);

}  // namespace verifull::support
