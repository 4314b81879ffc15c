#include "check/severity.h"

namespace verifull::check {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "info";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "";
}

std::optional<Severity> severity_named(std::string_view name) {
  for (Severity severity : {Severity::kInfo, Severity::kWarning, Severity::kError}) {
    if (severity_name(severity) == name) return severity;
  }
  return std::nullopt;
}

std::string_view confidence_name(Confidence confidence) {
  switch (confidence) {
    case Confidence::kLow:
      return "low";
    case Confidence::kMedium:
      return "medium";
    case Confidence::kHigh:
      return "high";
  }
  return "";
}

std::optional<Confidence> confidence_named(std::string_view name) {
  for (Confidence confidence : {Confidence::kLow, Confidence::kMedium, Confidence::kHigh}) {
    if (confidence_name(confidence) == name) return confidence;
  }
  return std::nullopt;
}

}  // namespace verifull::check
