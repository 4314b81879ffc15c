// The words of the command line before any option is looked at: which command,
// and what is certainly a path.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.h"
#include "base/result.h"

namespace verifull::app {

struct CommandLine {
  Command command = Command::kCheck;
  std::vector<std::string> options;  // options and paths up to `--`, without the command
  std::vector<std::string> paths;    // what stands behind `--`
  // The first word, where it is no command and can be no path. Whether that is
  // what is wrong, or an unknown option in front of it, the options tell.
  std::string stray;
};

std::string_view command_name(Command command);
std::optional<Command> command_named(std::string_view word);

// The first word that is neither an option nor an option's value is the command
// if it is the name of one; else the command is check.
CommandLine split_command_line(const std::vector<std::string>& words);

// What to say about a stray word.
base::Error no_such_command(const std::string& word);

// "did you mean `x`?", or "" when nothing is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace verifull::app
