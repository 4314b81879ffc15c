// A change of the user's text: what a fix consists of.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/span.h"

namespace verifull::edit {

// The bytes of a known span become `text`; an empty span is an insertion.
struct Edit {
  base::Span span;
  std::string text;
  friend bool operator==(const Edit&, const Edit&) = default;
};

// Applied whole or not at all, in one file or several.
struct Fix {
  std::string title;  // what it does, as an order: "set `sslmode: verify-full`"
  bool safe = false;  // the app connects as before, or fails no more than before
  // Disjoint and sorted by file and place; each place once.
  std::vector<Edit> edits;
  // The settings of the connection that come out otherwise; all else stays. "*": any
  // setting of any connection, because a variable is repaired that all may read.
  std::vector<std::string> changes;
};

// One edit, or why there is none: a sentence without full stop.
struct Outcome {
  std::optional<Edit> edit;
  std::string why;

  // NOLINTNEXTLINE(google-explicit-constructor)
  Outcome(Edit done) : edit(std::move(done)) {}
  static Outcome cannot(std::string reason) {
    Outcome outcome{Edit{}};
    outcome.edit.reset();
    outcome.why = std::move(reason);
    return outcome;
  }
  explicit operator bool() const { return edit.has_value(); }
};

}  // namespace verifull::edit
