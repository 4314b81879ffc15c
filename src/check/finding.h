// One thing that is wrong with the user's project.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "check/severity.h"
#include "edit/edit.h"

namespace verifull::check {

struct Rule;

struct Label {
  base::Span span;
  std::string text;
};

enum class FindingState : std::uint8_t { kActive, kSuppressed, kBaselined };

struct Finding {
  const Rule* rule = nullptr;
  Severity severity = Severity::kError;
  Confidence confidence = Confidence::kHigh;
  std::string message;       // one sentence that is enough in a log; secrets masked
  std::string help;          // what to write; may be empty
  base::Span primary;        // always known: the line a person would edit
  std::string primary_text;  // what to say under the primary place: "expected `verify-full`"
  std::vector<Label> labels;  // related places, in any file
  std::vector<std::string> environments;  // one cause seen by several through an anchor
  std::string connection;
  std::vector<std::string> conditions;    // "DATABASE_SSLMODE is unset"
  std::string resolved;      // "host db.example.com, port 5432, sslmode require (…)"; may be empty
  std::string fingerprint;   // of rule, environment and key path; never of a value
  // What would repair it; whether it really does is found out by fix/.
  std::optional<edit::Fix> fix = std::nullopt;
  FindingState state = FindingState::kActive;
};

}  // namespace verifull::check
