// What BuildKit refuses in an instruction that could be read.
//
// moby/buildkit frontend/dockerfile/instructions/parse.go and bflag.go.
#pragma once

#include <string_view>
#include <vector>

#include "parse/dockerfile.h"

namespace verifull::parse {

// The keyword of a word, in any case of letters; kUnknown for others.
DockerKeyword docker_keyword(std::string_view word);

// Upper case, as people write it; "" for kUnknown.
std::string_view keyword_name(DockerKeyword keyword);

// Number of arguments, flags, names: one instruction by itself.
void check_instruction(const DockerInstruction& instruction, std::vector<DockerProblem>& problems);

}  // namespace verifull::parse
