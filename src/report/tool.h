// How the program calls itself in what it writes.
#pragma once

#include <string>
#include <string_view>

#include "check/rules.h"

namespace verifull::report {

inline constexpr std::string_view kToolName = "verifull";
inline constexpr std::string_view kToolVersion = VERIFULL_VERSION;  // of CMakeLists.txt
// Inside this repository, which has no public address yet.
inline constexpr std::string_view kRulePages = "docs/rules/";

// Empty for a rule of the user's own, which has no page there.
inline std::string rule_url(std::string_view id) {
  if (check::find_rule(id) == nullptr) return "";
  return std::string(kRulePages).append(id).append(".md");
}

}  // namespace verifull::report
