// Instructions of a Dockerfile.
#pragma once

#include <string_view>

#include "base/span.h"
#include "edit/edit.h"

namespace verifull::edit {

// `--name=value` of the instruction that begins at `at`: set where it has the flag,
// else written behind the keyword. Only ADD and COPY have a mode.
Outcome set_flag(std::string_view text, const base::Span& at, std::string_view name,
                 std::string_view value);

// Lines of their own behind the instruction that holds `at`, heredocs included.
Outcome insert_instruction(std::string_view text, const base::Span& at, std::string_view line);

// A line of its own behind the one that holds `at`, in a file of lines.
Outcome insert_line(std::string_view text, const base::Span& at, std::string_view line);

// Another word in the place of one that has no variable in it.
Outcome set_word(std::string_view text, const base::Span& word, std::string_view to);

}  // namespace verifull::edit
