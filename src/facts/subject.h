// What rules look at: one thing of a project with the facts known about it.
//
// Code finds out what *is* and writes it down here; rules (check/rule.h) say
// what is wrong with it. A fact has a dotted key ("sslmode.effective") and a
// value that is a text, a truth, a list, or unknown. A key that a subject does
// not have is absent, which is not the same as unknown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/span.h"

namespace verifull::facts {

struct Unknown {
  std::string why;  // "ENV[\"DATABASE_URL\"] is not known here"
  friend bool operator==(const Unknown&, const Unknown&) = default;
};

using FactValue = std::variant<Unknown, bool, std::string, std::vector<std::string>>;

struct Fact {
  std::string key;
  FactValue value;
};

// A place that a rule can point at or label, by name ("sslmode.value").
struct Place {
  std::string name;
  base::Span span;
};

// A step of the trail behind a value, shown as a label in another place or file.
struct TrailStep {
  std::string key;   // the setting it belongs to: "sslmode"
  base::Span span;
  std::string text;  // "sets DATABASE_SSLMODE"
};

enum class SubjectKind : std::uint8_t {
  kConnection,  // one database of one environment
  kKey,         // one key that Rails drops on the way to libpq
  kPair,        // one key of a mapping that was given more than once
  kError,       // one reason why Rails cannot load the configuration
  kVariable,    // one line of a .env file that sets something of a connection
  kUnknown,     // one part of the configuration that cannot be followed
};

struct Subject {
  SubjectKind kind = SubjectKind::kConnection;
  std::vector<std::string> environments;  // usually one
  std::string connection;                 // "primary"; empty where it makes no sense
  std::vector<Fact> facts;
  std::vector<Place> places;
  std::vector<TrailStep> trail;
  std::vector<std::string> conditions;    // what the facts hang on; see resolve/verdict.h
  std::string resolved;                   // the `resolved:` line, secrets masked

  // nullptr when absent.
  const FactValue* find(std::string_view key) const;
  // nullptr when there is no such place.
  const base::Span* place(std::string_view name) const;
};

std::string_view subject_kind_name(SubjectKind kind);  // "connection", "key" …

}  // namespace verifull::facts
