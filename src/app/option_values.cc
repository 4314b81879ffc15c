#include "app/option_values.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "app/command_line.h"
#include "app/fleet_values.h"
#include "base/text.h"
#include "check/rules.h"

namespace verifull::app {
namespace {

using MaybeError = std::optional<base::Error>;

base::Error usage(std::string message, std::string hint = "") {
  return {base::ErrorKind::kUsage, std::move(message), std::move(hint), {}};
}

std::string quoted(std::string_view word) { return "`" + std::string(word) + "`"; }

// Rules are listed by programs and people only; the formats of findings do not
// fit.
bool can_write(const report::Format& format, Command command) {
  if (command == Command::kCheck || command == Command::kFix || command == Command::kLive ||
      command == Command::kMerge) {
    return true;
  }
  if (command == Command::kResolve) return format.connections != nullptr;
  return format.name == "text" || format.name == "json";
}

std::vector<std::string_view> format_names(Command command) {
  std::vector<std::string_view> names;
  for (const report::Format& format : report::formats()) {
    if (can_write(format, command)) names.push_back(format.name);
  }
  return names;
}

MaybeError add_format(const std::string& word, Options& options) {
  std::size_t colon = word.find(':');
  std::string name = word.substr(0, colon);
  const report::Format* format = report::format_named(name);
  if (format == nullptr || !can_write(*format, options.command)) {
    std::vector<std::string_view> names = format_names(options.command);
    std::string list = base::join({names.begin(), names.end()}, ", ");
    std::string slip = format == nullptr ? did_you_mean(name, names) : "";
    std::string problem = format == nullptr ? "unknown format " + quoted(name)
                                            : quoted(name) + " is no format of this command";
    return usage(std::move(problem), (slip.empty() ? "" : slip + " ") + "the formats are " + list);
  }
  FormatRequest request{format, ""};
  if (colon != std::string::npos) {
    request.file = word.substr(colon + 1);
    if (request.file.empty()) {
      return usage("`--format " + word + "` names no file", "write `--format " + name + ":FILE`");
    }
  }
  for (const FormatRequest& other : options.formats) {
    if (other.file != request.file) continue;
    if (!request.file.empty()) return usage("two formats for one file: " + quoted(request.file));
    return usage("two formats on stdout: " + quoted(other.format->name) + " and " + quoted(name),
                 "send one to a file: `--format " + name + ":FILE`");
  }
  options.formats.push_back(request);
  return std::nullopt;
}

MaybeError set_formats(const RawOptions& raw, Options& options) {
  for (const std::string& word : raw.formats) {
    if (MaybeError error = add_format(word, options)) return error;
  }
  if (!options.formats.empty()) return std::nullopt;
  // On Actions the log of a step is read less than the annotations; a format that
  // was asked for is never replaced.
  const char* actions = std::getenv("GITHUB_ACTIONS");
  bool annotate = options.command == Command::kCheck && actions != nullptr &&
                  std::string_view(actions) == "true";
  options.formats.push_back({report::format_named(annotate ? "github" : "text"), ""});
  return std::nullopt;
}

MaybeError set_variables(const RawOptions& raw, Options& options) {
  for (const std::string& define : raw.defines) {
    std::size_t equals = define.find('=');
    if (equals == std::string::npos || equals == 0) {
      // Not the value: it may be a password whose name was forgotten.
      return usage("`-D` needs NAME=VALUE", equals == 0 ? "the name is empty" : "there is no `=`");
    }
    options.engine.defines.emplace_back(define.substr(0, equals), define.substr(equals + 1));
  }
  for (const std::string& name : options.engine.unset) {
    for (const auto& [defined, value] : options.engine.defines) {
      if (defined == name) {
        return usage("`-D " + name + "` and `--unset " + name + "` contradict each other");
      }
    }
  }
  return std::nullopt;
}

MaybeError set_severity(std::string_view option, const std::string& word,
                        check::Severity& severity) {
  std::optional<check::Severity> known = check::severity_named(word);
  // As RuboCop takes them.
  if (word.size() == 1) {
    constexpr std::string_view kLetters = "iwe";
    std::size_t letter = kLetters.find(base::to_lower(word));
    if (letter != std::string_view::npos) known = static_cast<check::Severity>(letter);
  }
  if (!known) {
    return usage("`" + std::string(option) + "` does not take " + quoted(word),
                 "it is one of info, warning, error");
  }
  severity = *known;
  return std::nullopt;
}

MaybeError add_rules(std::string_view option, const std::vector<std::string>& words,
                     std::vector<std::string>& ids, std::vector<std::string>& perhaps_own) {
  for (const std::string& word : words) {
    for (std::string_view id : base::split(word, ',')) {
      if (id.empty()) return usage("`" + std::string(option) + "` names no rule: ``");
      if (check::find_rule(id) == nullptr) perhaps_own.emplace_back(id);
      ids.emplace_back(id);
    }
  }
  return std::nullopt;
}

// Seconds, with a fraction if need be.
MaybeError set_timeout(const RawOptions& raw, Options& options) {
  if (raw.timeout.empty()) return std::nullopt;
  constexpr double kMost = 3600;
  double seconds = 0;
  const char* end = raw.timeout.data() + raw.timeout.size();
  auto [at, error] = std::from_chars(raw.timeout.data(), end, seconds);
  if (error != std::errc() || at != end || !(seconds >= 0.001 && seconds <= kMost)) {
    return usage("`--timeout` does not take " + quoted(raw.timeout),
                 "it is a number of seconds, up to 3600");
  }
  options.live.timeout_ms = static_cast<int>(seconds * 1000);
  return std::nullopt;
}

MaybeError set_rails(const Options& options) {
  const std::string& version = options.engine.rails;
  if (version.empty()) return std::nullopt;
  std::vector<std::string_view> parts = base::split(version, '.');
  bool good =
      parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
        return !part.empty() && part.size() < 4 &&
               std::all_of(part.begin(), part.end(), base::is_digit);
      });
  if (good) return std::nullopt;
  return usage("`--rails` does not take " + quoted(version), "write it like `--rails 7.1`");
}

MaybeError set_paths(const RawOptions& raw, Options& options) {
  bool from_stdin = std::find(raw.paths.begin(), raw.paths.end(), "-") != raw.paths.end();
  if (from_stdin && raw.stdin_filename.empty()) {
    return usage("`-` needs a name for what is read from stdin",
                 "add `--stdin-filename config/database.yml`");
  }
  bool compares = options.staged || !options.since.empty();
  if (options.staged && !options.since.empty()) {
    return usage("`--since` and `--staged` contradict each other");
  }
  if (from_stdin && compares) {
    return usage("`-` does not go with `--since` or `--staged`", "git does not know what is on stdin");
  }
  if (!from_stdin && !raw.stdin_filename.empty()) {
    return usage("`--stdin-filename` needs `-` as the path",
                 "`verifull --stdin-filename " + raw.stdin_filename + " -`");
  }
  if (from_stdin && raw.paths.size() > 1) return usage("`-` does not go with other paths");
  options.engine.paths = raw.paths;
  if (!from_stdin) return std::nullopt;
  options.engine.paths = {raw.stdin_filename};
  options.stdin_filename = raw.stdin_filename;
  return std::nullopt;
}

MaybeError set_rule(const RawOptions& raw, Options& options) {
  if (raw.paths.size() > 1) return usage("one rule at a time");
  if (!raw.paths.empty()) options.rule_id = raw.paths[0];
  if (options.command == Command::kExplain && options.rule_id.empty()) {
    return usage("`explain` needs the id of a rule", "`verifull rules` lists them");
  }
  return std::nullopt;
}

MaybeError set_reports(const RawOptions& raw, Options& options) {
  if (raw.paths.empty()) {
    return usage("`merge` needs the reports", "`verifull merge [-f FORMAT] FILE...`");
  }
  options.reports = raw.paths;
  return std::nullopt;
}

MaybeError set_ca(const RawOptions& raw, Options& options) {
  if (raw.paths.empty()) {
    return usage("`ca` needs a file of certificates", "`verifull ca FILE [--host NAME]`");
  }
  if (raw.paths.size() > 1) return usage("one file of certificates at a time");
  options.ca_file = raw.paths[0];
  return std::nullopt;
}

// The first word is what to do, the others are paths.
MaybeError set_baseline(RawOptions& raw, Options& options) {
  std::string action = raw.paths.empty() ? "" : raw.paths[0];
  if (action != "create" && action != "update" && action != "prune") {
    return usage(action.empty() ? "`baseline` needs to know what to do"
                                : "`baseline` does not know " + quoted(action),
                 "it is one of create, update, prune");
  }
  raw.paths.erase(raw.paths.begin());
  options.baseline_action = action;
  if (options.baseline.empty()) options.baseline = ".verifull-baseline";
  return std::nullopt;
}

MaybeError set_config(RawOptions& raw, Options& options) {
  std::string action = raw.paths.empty() ? "" : raw.paths[0];
  if (action != "show" && action != "schema" && action != "init") {
    return usage(action.empty() ? "`config` needs to know what to do"
                                : "`config` does not know " + quoted(action),
                 "it is one of show, schema, init; the folder is `./config`");
  }
  raw.paths.erase(raw.paths.begin());
  if (options.output_schema && action != "schema") {
    return usage("`--output` goes with `config schema`");
  }
  if (action != "show" && !raw.paths.empty()) {
    return usage("`config " + action + "` takes no path");
  }
  options.config_action = action;
  return std::nullopt;
}

}  // namespace

namespace {

// The commands that need no project.
MaybeError set_shell(const RawOptions& raw, Options& options) {
  std::string shell = raw.paths.empty() ? "" : raw.paths[0];
  if (options.command == Command::kMan) {
    return raw.paths.empty() ? std::nullopt : MaybeError(usage("`man` takes no path"));
  }
  bool known = shell == "bash" || shell == "zsh" || shell == "fish";
  if (!known || raw.paths.size() > 1) {
    return usage(shell.empty() ? "`completion` needs the name of a shell"
                               : "`completion` does not know " + quoted(shell),
                 "it is one of bash, zsh, fish");
  }
  options.shell = shell;
  return std::nullopt;
}

}  // namespace

std::optional<base::Error> apply(RawOptions raw, Options& options) {
  std::optional<report::ColorChoice> color = report::color_choice_named(raw.color);
  if (!color) {
    return usage("`--color` does not take " + quoted(raw.color),
                 "it is one of auto, always, never");
  }
  options.color = *color;
  if (MaybeError error = set_formats(raw, options)) return error;
  bool about_rules = options.command == Command::kRules || options.command == Command::kExplain;
  if (about_rules) return set_rule(raw, options);
  bool about_shells =
      options.command == Command::kCompletion || options.command == Command::kMan;
  if (about_shells) return set_shell(raw, options);
  if (options.command == Command::kCa) return set_ca(raw, options);
  if (options.engine.no_config && !options.engine.config.empty()) {
    return usage("`--config` and `--no-config` contradict each other");
  }
  if (options.command == Command::kConfig) {
    if (MaybeError error = set_config(raw, options)) return error;
  }
  if (options.command == Command::kBaseline) {
    if (MaybeError error = set_baseline(raw, options)) return error;
  }
  if (options.command == Command::kLsp && !raw.paths.empty()) {
    return usage("`lsp` takes no path", "the editor says which files are open");
  }
  if (options.command == Command::kMerge) {
    if (MaybeError error = set_reports(raw, options)) return error;
    raw.paths.clear();
  }
  if (MaybeError error = set_variables(raw, options)) return error;
  if (MaybeError error = set_rails(options)) return error;
  if (MaybeError error = set_severity("--min-severity", raw.min_severity, options.min_severity)) {
    return error;
  }
  if (MaybeError error = set_severity("--fail-level", raw.fail_level, options.fail_level)) {
    return error;
  }
  std::vector<std::string>& own = options.perhaps_own;
  if (MaybeError error = add_rules("--only", raw.only, options.only, own)) return error;
  if (MaybeError error = add_rules("--except", raw.except, options.except, own)) return error;
  if (MaybeError error = set_timeout(raw, options)) return error;
  if (MaybeError error = set_labels(raw.labels, options)) return error;
  if (MaybeError error = set_shard(raw, options)) return error;
  return set_paths(raw, options);
}

}  // namespace verifull::app
