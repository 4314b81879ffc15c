// Edits inside the ERB tags of a template.
#pragma once

#include <string_view>

#include "base/span.h"
#include "edit/edit.h"

namespace verifull::edit {

// Another text in a string literal of Ruby, in its quotes.
Outcome set_literal(std::string_view text, const base::Span& literal, std::string_view value);

// Another value in the place of an output tag that is nothing but a path of the app's
// folder, `Rails.root.join("config/ca.pem")`. `value` is a path or a tag of its own.
Outcome replace_app_path(std::string_view text, const base::Span& tag, std::string_view value);

// An output tag that reads one variable so that it never comes to nothing:
// `ENV["X"].presence || "fallback"`. A default that the tag has is kept. Only the
// usual ways to read a variable are known: `ENV["X"]`, `ENV["X"] || "a"`,
// `ENV.fetch("X", "a")`, `ENV.fetch("X") { "a" }`.
Outcome add_presence(std::string_view text, const base::Span& tag, std::string_view fallback);

}  // namespace verifull::edit
