// How much a finding matters, and how sure it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace verifull::check {

// In rising order, so that thresholds compare.
enum class Severity : std::uint8_t { kInfo, kWarning, kError };
enum class Confidence : std::uint8_t { kLow, kMedium, kHigh };

std::string_view severity_name(Severity severity);  // "info", "warning", "error"
std::optional<Severity> severity_named(std::string_view name);
std::string_view confidence_name(Confidence confidence);  // "low", "medium", "high"
std::optional<Confidence> confidence_named(std::string_view name);

}  // namespace verifull::check
