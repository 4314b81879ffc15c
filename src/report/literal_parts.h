// The parts of a secret value that stand in the file themselves.
//
// `<%= ENV["DB_PASSWORD"] %>` gives nothing away and is worth reading;
// `<%= ENV.fetch("DB_PASSWORD", "hunter2") %>` does in one place. So a value is
// not hidden as a whole: text outside of interpolation is, and inside of it the
// Ruby literals that are no name of a variable or key.
#pragma once

#include <cstddef>
#include <string_view>

#include "report/hidden.h"

namespace verifull::report {

// Bytes of the `<%…%>`, `#{…}` or `${…}` at `at`, 0 when there is none that ends
// before `end`.
std::size_t interpolation_size(std::string_view text, std::size_t at, std::size_t end);

// Of the value text[begin, end).
void hide_literal_parts(std::string_view text, std::size_t begin, std::size_t end, Hidden& hidden);

// Of the Ruby expression text[begin, end).
void hide_ruby_literals(std::string_view text, std::size_t begin, std::size_t end, Hidden& hidden);

}  // namespace verifull::report
