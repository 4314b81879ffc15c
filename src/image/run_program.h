// The program that a RUN starts, as a shell tree whose bytes know their place.
//
// moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go (dispatchRun,
// withShell): the exec form runs its words as they are, the shell form becomes
// the last word behind SHELL's. A lone `<<EOF` makes its body the program; with
// more on the line the shell reads the heredoc itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "parse/docker_text.h"
#include "parse/dockerfile.h"
#include "parse/shell_tree.h"

namespace verifull::image {

// What SHELL says of the programs after it; goes from stage to stage.
struct RunShell {
  bool readable = true;  // false: PowerShell, or one that nobody knows
  // `sh` is dash in Debian, busybox in Alpine, bash in Red Hat's images.
  bool is_bash = false;
  bool errexit = false;
  bool pipefail = false;
};

// The shell after a SHELL instruction.
RunShell shell_of(const parse::DockerInstruction& instruction);
// The shell that its words start, such as `bash -euo pipefail -c`; `-c` has to be
// the last of the options.
std::optional<RunShell> shell_of(const std::vector<std::string>& words);

struct RunProgram {
  parse::DockerText text;
  parse::ShellScript script;
  RunShell shell;
  // Nobody can say what it does: a clause why, else "".
  std::string unreadable;

  base::Span span(parse::ShellRange range) const { return text.span(range.begin, range.end); }
};

// Only of RUN.
RunProgram read_run(const parse::DockerInstruction& instruction, const RunShell& shell);

}  // namespace verifull::image
