// What a run is about, in the words of whoever started it: `repository=shop`,
// `commit=4f2a91c`. One scan of many repositories tells them apart by it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verifull::report {

// In the order in which they were given; each key once.
using Labels = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::size_t kLongestLabel = 1024;  // bytes of a value

// [A-Za-z0-9_.-]+, 64 bytes at most.
bool is_label_key(std::string_view key);

// The value as it may be shown: on one line, without control characters and without
// secrets; [redacted] as a whole where the key promises one.
std::string label_value(std::string_view key, std::string_view value);

}  // namespace verifull::report
