// How the program calls itself in what it writes.
#pragma once

#include <string>
#include <string_view>

namespace verifull::report {

inline constexpr std::string_view kToolName = "verifull";
inline constexpr std::string_view kToolVersion = VERIFULL_VERSION;  // of CMakeLists.txt
// Inside this repository, which has no public address yet.
inline constexpr std::string_view kRulePages = "docs/rules/";

inline std::string rule_url(std::string_view id) {
  return std::string(kRulePages).append(id).append(".md");
}

}  // namespace verifull::report
