// The only file that knows CLI11. It gets the options of one command only,
// because building options costs more than reading them, and none of its own
// texts is shown.
#include "app/options.h"

#include <algorithm>
#include <utility>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "app/command_line.h"
#include "app/option_values.h"
#include "base/text.h"

namespace verifull::app {
namespace {

void add_list(CLI::App& parser, const char* names, std::vector<std::string>& values) {
  parser.add_option(names, values)->allow_extra_args(false);
}

void add_word(CLI::App& parser, const char* names, std::string& value) {
  parser.add_option(names, value)->take_last();
}

void add_switch(CLI::App& parser, const char* names, bool& value) {
  parser.add_flag_callback(names, [&value] { value = true; });
}

void add_common(CLI::App& parser, RawOptions& raw, Options& options) {
  add_switch(parser, "-h,--help", options.help);
  add_switch(parser, "-V,--version", options.version);
  add_switch(parser, "-q,--quiet", options.quiet);
  add_switch(parser, "-v,--verbose", options.verbose);
  add_word(parser, "--color", raw.color);
  add_list(parser, "-f,--format", raw.formats);
  parser.add_option("paths", raw.paths);
}

void add_config(CLI::App& parser, Options& options) {
  add_word(parser, "--config", options.engine.config);
  add_switch(parser, "--no-config", options.engine.no_config);
}

void add_resolving(CLI::App& parser, RawOptions& raw, Options& options) {
  add_list(parser, "-e,--environment", options.engine.environments);
  add_list(parser, "-D", raw.defines);
  add_list(parser, "--unset", options.engine.unset);
  add_switch(parser, "--closed-world", options.engine.closed_world);
  add_switch(parser, "--env-from-process", options.engine.env_from_process);
  add_word(parser, "--rails", options.engine.rails);
  add_word(parser, "--target", options.engine.target);
  add_word(parser, "--dockerfile", options.engine.dockerfile);
  add_word(parser, "--stdin-filename", raw.stdin_filename);
  add_config(parser, options);
}

void add_checking(CLI::App& parser, RawOptions& raw, Options& options) {
  add_list(parser, "--only", raw.only);
  add_list(parser, "--except", raw.except);
  add_word(parser, "--min-severity", raw.min_severity);
  add_word(parser, "--fail-level", raw.fail_level);
  add_word(parser, "--baseline", options.baseline);
  add_switch(parser, "--pedantic", options.pedantic);
  add_switch(parser, "--exit-zero", options.exit_zero);
  add_switch(parser, "--statistics", options.statistics);
  add_switch(parser, "--show-files", options.show_files);
  parser.add_flag_callback("--no-ignores", [&options] { options.engine.ignores = false; });
  if (options.command == Command::kBaseline) return;
  add_switch(parser, "-a,--fix", options.fix);
  // RuboCop's letters, which Rails people have in their fingers.
  parser.add_flag_callback("-A,--fix-all",
                           [&options] { options.fix = options.unsafe_fixes = true; });
  add_switch(parser, "--unsafe-fixes", options.unsafe_fixes);
  add_switch(parser, "--diff", options.diff);
}

void add_live(CLI::App& parser, RawOptions& raw, Options& options) {
  add_word(parser, "--connection", options.connection);
  add_word(parser, "--timeout", raw.timeout);
  add_list(parser, "--allow-host", options.live.allow_hosts);
  add_switch(parser, "--allow-private", options.live.allow_private);
  add_word(parser, "--sslrootcert", options.live.sslrootcert);
  parser.add_flag_callback("--no-login", [&options] { options.live.login = false; });
  add_switch(parser, "--real-names", options.live.real_names);
  add_switch(parser, "--statistics", options.statistics);
  add_word(parser, "--fail-level", raw.fail_level);
  add_word(parser, "--min-severity", raw.min_severity);
  parser.add_flag_callback("--no-ignores", [&options] { options.engine.ignores = false; });
}

void add_merging(CLI::App& parser, RawOptions& raw, Options& options) {
  add_word(parser, "--min-severity", raw.min_severity);
  add_word(parser, "--fail-level", raw.fail_level);
  add_switch(parser, "--exit-zero", options.exit_zero);
  add_switch(parser, "--statistics", options.statistics);
}

void add_fleet(CLI::App& parser, RawOptions& raw) {
  add_list(parser, "--label", raw.labels);
  add_word(parser, "--shard", raw.shard);
}

// The way that most editors start a server with; it is the only one.
void add_serving(CLI::App& parser, RawOptions& raw, Options& options) {
  add_list(parser, "--only", raw.only);
  add_list(parser, "--except", raw.except);
  add_switch(parser, "--pedantic", options.pedantic);
  parser.add_flag("--stdio");
}

base::Error usage(std::string message, std::string hint) {
  return {base::ErrorKind::kUsage, std::move(message), std::move(hint), {}};
}

std::vector<std::string> option_names(const CLI::App& parser) {
  std::vector<std::string> names;
  for (const CLI::Option* option : parser.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

base::Error unknown_option(const CLI::App& parser, Command command, const std::string& word) {
  std::string name = word.substr(0, word.find('='));
  std::vector<std::string> names = option_names(parser);
  std::string hint = did_you_mean(name, {names.begin(), names.end()});
  if (hint.empty()) {
    hint = "`verifull " + std::string(command_name(command)) + " --help` lists the options";
  }
  return usage("unknown option `" + name + "`", std::move(hint));
}

// CLI11 begins the messages of these errors with the name of the option.
base::Error without_value(const CLI::App& parser, Command command, std::string_view message) {
  std::string name(message.substr(0, message.find(':')));
  if (name.empty() || name[0] != '-') return unknown_option(parser, command, name);
  return usage("option `" + name + "` needs a value",
               "`verifull " + std::string(command_name(command)) + " --help` tells more");
}

std::optional<base::Error> read(CLI::App& parser, Command command, const CommandLine& line) {
  std::vector<std::string> words = line.options;
  std::reverse(words.begin(), words.end());
  try {
    parser.parse(std::move(words));
  } catch (const CLI::ArgumentMismatch& error) {
    return without_value(parser, command, error.what());
  } catch (const CLI::Error&) {
    return usage("these options can't be understood", "`verifull --help` lists them");
  }
  std::vector<std::string> unknown = parser.remaining();
  if (!unknown.empty()) return unknown_option(parser, command, unknown.front());
  return std::nullopt;
}

}  // namespace

base::Result<Options> parse_options(const std::vector<std::string>& words) {
  CommandLine line = split_command_line(words);
  Options options;
  RawOptions raw;
  options.command = line.command;
  CLI::App parser;
  parser.set_help_flag("");
  parser.allow_extras();
  add_common(parser, raw, options);
  options.fix = options.command == Command::kFix;
  bool checks = options.fix || options.command == Command::kCheck ||
                options.command == Command::kBaseline;
  bool live = options.command == Command::kLive;
  bool serves = options.command == Command::kLsp;
  bool resolves = checks || serves || live || options.command == Command::kResolve;
  if (resolves) add_resolving(parser, raw, options);
  if (resolves && !serves && options.command != Command::kBaseline) add_fleet(parser, raw);
  bool about_rules = options.command == Command::kRules || options.command == Command::kExplain;
  if (about_rules || options.command == Command::kConfig) add_config(parser, options);
  if (options.command == Command::kConfig) add_switch(parser, "--output", options.output_schema);
  if (options.command == Command::kCa) add_word(parser, "--host", options.ca_host);
  if (checks) add_checking(parser, raw, options);
  if (options.command == Command::kCheck || options.fix) {
    add_word(parser, "--since", options.since);
    add_switch(parser, "--staged", options.staged);
  }
  if (options.command == Command::kMerge) add_merging(parser, raw, options);
  if (live) add_live(parser, raw, options);
  if (serves) add_serving(parser, raw, options);
  if (std::optional<base::Error> error = read(parser, options.command, line)) return *error;
  if (!line.stray.empty()) return no_such_command(line.stray);
  if (options.help || options.version) return options;
  raw.paths.insert(raw.paths.end(), line.paths.begin(), line.paths.end());
  options.engine.check = checks || serves;
  if (std::optional<base::Error> error = apply(raw, options)) return *error;
  return options;
}

}  // namespace verifull::app
