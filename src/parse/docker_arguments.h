// Takes the one line of an instruction apart: flags, words, assignments.
//
// moby/buildkit frontend/dockerfile/parser/split_command.go and line_parsers.go.
// Positions are bytes of the instruction's line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parse/dockerfile.h"

namespace verifull::parse {

struct LineRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool empty() const { return begin == end; }
};

DockerWord docker_word(const DockerText& line, LineRange range);

// Without Unicode spaces on either side.
LineRange trimmed(const DockerText& line, LineRange range);

// From the first blank to the first byte that is none; both at the end when
// there is no blank.
LineRange first_blanks(const DockerText& line, LineRange range);

// Flags in front of the arguments; a bare `--` ends them. Gives what follows.
LineRange read_flags(const DockerText& line, LineRange range, char escape,
                     std::vector<DockerFlag>& flags);

// Words cut at blanks; quotes mean nothing.
std::vector<DockerWord> blank_separated(const DockerText& line, LineRange range);

// Words cut at spaces outside of quotes; quotes and escapes stay in them.
std::vector<DockerWord> quoted_words(const DockerText& line, LineRange range, char escape);

// The variables of ENV and LABEL. Words that are no assignment are left out and
// given in `stray`; a lone name is in `stray` too.
std::vector<DockerAssignment> read_assignments(const DockerText& line, LineRange range, char escape,
                                               std::vector<DockerWord>& stray);

// The variables of ARG: `NAME` or `NAME=value`.
std::vector<DockerAssignment> read_arguments(const DockerText& line, LineRange range, char escape);

}  // namespace verifull::parse
