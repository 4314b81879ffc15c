// Which lines of a text a change touched.
#pragma once

#include <string_view>
#include <vector>

namespace verifull::engine {

// One entry for each line of `now`: true where no line of `before` is kept as it was
// and in its order. The ends of lines do not count: git may change them on checkout.
// Texts that differ too much to be compared exactly count as changed as a whole, apart
// from their common beginning and end.
std::vector<bool> changed_lines(std::string_view before, std::string_view now);

}  // namespace verifull::engine
