// The one door for everything that shows or uses a result.
//
// discover → read → parse → resolve → facts → check, in that order, over
// immutable input. Reports, fixes, the language server and the live test hang
// off the Analysis and never reach back into a stage.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "check/finding.h"
#include "check/rule.h"
#include "engine/config.h"
#include "facts/live_result.h"
#include "facts/root_facts.h"
#include "resolve/connection.h"
#include "source/discover.h"
#include "source/file_reader.h"
#include "source/project.h"
#include "source/source_set.h"

namespace verifull::engine {

// What `verifull live` found out about one connection of the app at `root`.
struct LiveAnswer {
  std::string root;
  std::string environment;
  std::string connection;
  facts::LiveResult result;
};

struct Options {
  std::vector<std::string> paths;                // empty: "."
  std::vector<std::string> environments;         // -e; empty: every production-like one
  std::vector<std::pair<std::string, std::string>> defines;  // -D
  std::vector<std::string> unset;                // --unset
  bool closed_world = false;
  bool env_from_process = false;
  std::vector<std::pair<std::string, std::string>> process_environment;  // when asked for
  source::Shard shard;     // --shard
  std::string rails;       // --rails X.Y; "" for Gemfile.lock
  std::string target;      // --target
  std::string dockerfile;  // --dockerfile
  // Absolute; source::working_directory(). Empty in tests with a MemoryReader.
  std::string working_directory;
  std::string config;       // --config; "": the nearest one up from each app
  bool no_config = false;  // --no-config
  bool rules_named = false;  // by --only, which beats a configuration that has them off
  // Rules that run only where a configuration gives them a severity.
  std::vector<const check::Rule*> optional_rules;
  // Which of the rules that a configuration brings run; null: all of them.
  std::function<bool(const check::Rule&)> wants_own;
  bool check = true;       // false: resolve only, no findings
  bool ignores = true;     // --no-ignores: comments that hide findings do not count
  // Answers of real servers, for the rules that are about them; they come back in
  // ProjectResult::live.
  std::vector<LiveAnswer> live;
  std::string today;       // "2026-11-24", for ignores that end; "": none has ended
};

// An environment that was looked at, or why it was not.
struct SkippedEnvironment {
  std::string name;
  std::string reason;  // "development", "anchor holder", …
};

struct ProjectResult {
  source::Project project;
  std::string rails_version;  // "7.1"
  std::string rails_from;     // "Gemfile.lock", "--rails", "assumed"
  std::vector<resolve::Connection> connections;  // in the order of the file
  std::vector<std::optional<facts::LiveResult>> live;  // one for each of them, or empty
  // Of each file that a connection names as sslrootcert, sslcert, sslkey or sslcrl and
  // that is not provided at run time; "" is the default root file, if the image has it.
  facts::RootReports roots;
  std::string rails_root;  // absolute, where the app runs: in the image, or here
  std::vector<SkippedEnvironment> skipped;
  Config config;
  std::vector<std::string> assumptions;  // one sentence each, for the end of the output
};

struct Analysis {
  source::SourceSet sources;
  std::vector<ProjectResult> projects;       // by root
  std::vector<check::Finding> findings;      // by path, line, column, rule
  std::vector<base::Error> errors;           // what could not be read; the rest was
  std::vector<source::FileDecision> decisions;  // for --show-files
  std::size_t files_read = 0;
  std::size_t elsewhere = 0;  // apps that are in other shards
  std::size_t untouched = 0;  // findings taken out because a change has no part in them
};

// Never throws; trouble is in `errors`. `rules` is what to check by.
Analysis analyze(const Options& options, const std::vector<const check::Rule*>& rules,
                 const source::FileReader& reader);

}  // namespace verifull::engine
