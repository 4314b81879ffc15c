// The value of an assignment in an environment file, once it is known which
// variables are set.
//
// Order matters and differs: the gem up to 3.1 expands `$VAR` first and then looks
// for `$(command)` in the result, so that a value can bring a command or break one;
// since 3.2 it is the other way round. No command is ever run.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "parse/dotenv.h"

namespace verifull::parse {

// The value of a variable; nullopt when it is not set. May give placeholders for
// what is not known; a placeholder counts as set and as not empty.
using DotenvLookup = std::function<std::optional<std::string>(const std::string& name)>;

struct DotenvExpansion {
  std::string text;     // the value, when neither of the others is set
  std::string command;  // the first command whose output would be part of the value
  std::string error;    // why the reader refuses the file: Compose's `${X:?}`
};

// Bytes; a longer value is an error of ours, since a few lines can double each
// other's values beyond all bounds.
inline constexpr std::size_t kMaxDotenvValue = 1 << 20;

// `assignment` must have a value. Whose value wins is up to `lookup`: the process
// before earlier lines of the file when the gem loads a file, and in Compose.
DotenvExpansion expand_dotenv(const DotenvAssignment& assignment, DotenvDialect dialect,
                              const DotenvLookup& lookup);

}  // namespace verifull::parse
