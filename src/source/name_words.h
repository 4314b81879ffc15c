// File names taken apart into words: "database.postgres.docker.yml" is
// "database", "postgres", "docker", "yml".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace verifull::source {

// Lower-case; cut at `.`, `-`, `_` and `/`. Empty words are left out.
std::vector<std::string> name_words(std::string_view name);

// development, test, ci, local …: the file is not what production uses.
bool is_development_word(std::string_view word);

// production, prod, release …
bool is_production_word(std::string_view word);

// example, sample, template …: a text to copy from.
bool is_example_word(std::string_view word);

}  // namespace verifull::source
