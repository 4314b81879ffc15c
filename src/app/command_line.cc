#include "app/command_line.h"

#include <unistd.h>

#include <algorithm>
#include <cstddef>

#include "base/text.h"

namespace verifull::app {
namespace {

struct Named {
  std::string_view name;
  Command command;
};

constexpr Named kCommands[] = {
    {"check", Command::kCheck},     {"fix", Command::kFix},         {"resolve", Command::kResolve},
    {"rules", Command::kRules},     {"explain", Command::kExplain}, {"baseline", Command::kBaseline},
    {"live", Command::kLive},       {"config", Command::kConfig},   {"lsp", Command::kLsp},
    {"completion", Command::kCompletion}, {"man", Command::kMan}, {"ca", Command::kCa},
    {"merge", Command::kMerge},
};

// The options whose value is the next word.
constexpr std::string_view kWithValue[] = {
    "-e",
    "--environment",
    "-D",
    "--unset",
    "--rails",
    "--target",
    "--dockerfile",
    "-f",
    "--format",
    "--color",
    "--stdin-filename",
    "--only",
    "--except",
    "--min-severity",
    "--fail-level",
    "--baseline",
    "--since",
    "--config",
    "--connection",
    "--timeout",
    "--allow-host",
    "--sslrootcert",
    "--host",
    "--label",
    "--shard",
};

bool takes_next(std::string_view word) {
  return std::find(std::begin(kWithValue), std::end(kWithValue), word) != std::end(kWithValue);
}

bool is_option(std::string_view word) { return word.size() > 1 && word[0] == '-'; }

// A bare word that names nothing on disk was meant as a command.
bool can_be_path(const std::string& word) {
  return word.find_first_of("/.~*") != std::string::npos || word == "-" ||
         access(word.c_str(), F_OK) == 0;
}

}  // namespace

std::string_view command_name(Command command) {
  for (const Named& each : kCommands) {
    if (each.command == command) return each.name;
  }
  return "";
}

std::optional<Command> command_named(std::string_view word) {
  for (const Named& each : kCommands) {
    if (each.name == word) return each.command;
  }
  return std::nullopt;
}

base::Error no_such_command(const std::string& word) {
  std::vector<std::string_view> names;
  for (const Named& each : kCommands) names.push_back(each.name);
  std::string hint = did_you_mean(word, names);
  if (hint.empty()) {
    hint = "the commands are " + base::join({names.begin(), names.end()}, ", ");
  }
  return {base::ErrorKind::kUsage, "`" + word + "` is neither a command nor a path", hint, {}};
}

CommandLine split_command_line(const std::vector<std::string>& words) {
  CommandLine line;
  bool first_word = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--") {
      line.paths.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
      break;
    }
    if (!is_option(word) && first_word) {
      first_word = false;
      if (std::optional<Command> command = command_named(word)) {
        line.command = *command;
        continue;
      }
      if (!can_be_path(word)) line.stray = word;
    }
    line.options.push_back(word);
    if (takes_next(word) && i + 1 < words.size()) line.options.push_back(words[++i]);
  }
  return line;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  constexpr std::size_t kLongestSlip = 64;
  if (word.size() > kLongestSlip) return "";
  std::string_view near = base::nearest(word, known);
  return near.empty() ? "" : "did you mean `" + std::string(near) + "`?";
}

}  // namespace verifull::app
