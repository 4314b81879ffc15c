// One command that a RUN gives to a handler, and the table of handlers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "image/run_files.h"
#include "image/run_machine.h"
#include "image/run_value.h"

namespace verifull::image {

struct RunCall {
  RunMachine& machine;
  std::vector<RunArgument> words;  // the command's name first
  const RunOutput* in = nullptr;   // nullptr: nobody knows
  RunOutput& out;
  Cause cause;
  bool needed = false;  // the build goes on only when it succeeds
  bool checked = false;

  RunFiles& files() { return machine.files; }
  std::string_view name() const { return words[0].text; }
  void print(std::string text) {
    out.push_back({ContentKind::kText, std::move(text), false, false, cause.span});
  }
  void print_unknown(std::string why) { out.push_back(unknown_content(std::move(why))); }
  // A word that may be any option makes the rest worth little.
  bool all_known() const;
  // Everything that its words name may be another now.
  RunStatus touch_words();
};

// Does what the command does, as far as that is certain. Words are never empty.
using RunHandler = RunStatus (*)(RunCall& call);

struct RunCommand {
  std::string_view name;
  RunHandler handler;
};

// nullptr for a command that nobody here knows.
RunHandler find_run_handler(std::string_view name);

}  // namespace verifull::image
