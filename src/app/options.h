// The command line, understood.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "check/severity.h"
#include "engine/analysis.h"
#include "live/plan.h"
#include "report/format.h"
#include "report/labels.h"
#include "report/terminal.h"

namespace verifull::app {

enum class Command : std::uint8_t {
  kCheck, kResolve, kRules, kExplain, kBaseline, kConfig, kLive, kCompletion, kMan, kFix,
  kLsp, kCa, kMerge
};

struct FormatRequest {
  const report::Format* format = nullptr;
  std::string file;  // empty: stdout
};

struct Options {
  Command command = Command::kCheck;
  bool help = false;
  bool version = false;
  bool quiet = false;
  bool verbose = false;
  report::ColorChoice color = report::ColorChoice::kAuto;
  std::vector<FormatRequest> formats;  // at least one, at most one to stdout

  // What check and resolve look at. `check` in it is set by the command.
  engine::Options engine;
  report::Labels labels;  // --label: what the run is about
  std::optional<std::string> stdin_filename;  // with `-` as the path

  // check
  std::vector<std::string> only;
  std::vector<std::string> except;
  // Of both those that no built-in rule has: a configuration may bring such a rule.
  std::vector<std::string> perhaps_own;
  check::Severity min_severity = check::Severity::kInfo;
  check::Severity fail_level = check::Severity::kWarning;
  bool pedantic = false;
  bool exit_zero = false;
  bool statistics = false;
  bool show_files = false;
  bool fix = false;           // --fix, and the command `fix`
  bool unsafe_fixes = false;
  bool diff = false;          // show what --fix would do, write nothing

  // At most one of both: what is compared with.
  std::string since;  // the commit where HEAD left this one; "" for none
  bool staged = false;  // HEAD, and the index is checked

  // --baseline; of the command `baseline` never empty. The action is create, update
  // or prune.
  std::string baseline;
  std::string baseline_action;

  // live
  live::Options live;
  std::string connection;  // --connection; "": all of them

  std::string config_action;  // show, schema or init
  bool output_schema = false;  // with schema: that of --format json

  std::string shell;  // of completion: bash, zsh or fish

  std::vector<std::string> reports;  // of merge: files, `-` is stdin

  std::string ca_file;  // `-`: stdin
  std::string ca_host;  // "" for none

  // rules and explain; empty: all of them
  std::string rule_id;
};

// The words behind the program's name. Errors are of kind kUsage.
base::Result<Options> parse_options(const std::vector<std::string>& words);

}  // namespace verifull::app
