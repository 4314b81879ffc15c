#include <algorithm>
#include <string>
#include <vector>

#include "app/commands/baseline_file.h"
#include "app/commands/command.h"
#include "app/diff.h"
#include "app/exit_code.h"
#include "app/rule_choice.h"
#include "app/session.h"
#include "check/ignore_rules.h"
#include "check/message.h"
#include "check/rules.h"
#include "fix/fix_all.h"
#include "fix/write.h"
#include "report/summary.h"

namespace verifull::app {
namespace {

// A repair must bring no finding of a rule that was not chosen, either.
std::vector<const check::Rule*> with_all_rules(std::vector<const check::Rule*> rules) {
  auto add = [&rules](const check::Rule& rule) {
    bool there = std::find(rules.begin(), rules.end(), &rule) != rules.end();
    if (!there && !rule.pedantic) rules.push_back(&rule);
  };
  for (const check::Rule& rule : check::all_rules()) add(rule);
  for (const check::Rule& rule : check::ignore_rules()) add(rule);
  return rules;
}

// "Fixed 2 findings in config/database.yml and Dockerfile."
std::string done_line(const fix::Result& result, bool only_shown) {
  std::vector<std::string> paths;
  for (const fix::Change& change : result.changes) paths.push_back(report::shown(change.path));
  std::string line = only_shown ? "Would fix " : "Fixed ";
  line += report::counted(result.done.size(), "finding");
  if (!paths.empty()) line += " in " + check::enumeration(paths);
  return line + ".\n";
}

std::string done_list(const fix::Result& result) {
  std::string text;
  for (const fix::Done& done : result.done) {
    text += "  " + report::shown(done.path + ": " + done.rule + ": " + done.title) + "\n";
  }
  for (const fix::Refused& refused : result.refused) {
    text += "  not " + report::shown(refused.path + ": " + refused.rule + ": " + refused.why) + "\n";
  }
  return text;
}

// The text of the file that came on stdin, as it is now.
std::string text_of_stdin(const fix::Result& result, const std::string& path) {
  for (const fix::Change& change : result.changes) {
    if (change.path == path) return change.after;
  }
  const source::SourceSet& sources = result.before.sources;
  base::FileId file = sources.find(path);
  return file == base::kNoFile ? "" : sources.at(file).text;
}

int exit_code(const engine::Analysis& analysis, const Options& options) {
  bool fails = report::count_from(analysis, options.fail_level) > 0;
  return fails && !options.exit_zero ? kFindings : kClean;
}

int show_diff(const fix::Result& result, const Options& options, Output& output) {
  for (const fix::Change& change : result.changes) output.out += diff_of(change, result);
  if (!options.quiet) {
    output.err += done_line(result, true);
    if (options.verbose) output.err += done_list(result);
  }
  return result.changes.empty() || options.exit_zero ? kClean : kFindings;
}

}  // namespace

int fix(const Options& options, Output& output) {
  if (options.staged || !options.since.empty()) {
    output.complain("fixes are for the files as they are, not for a change",
                    "leave out --staged and --since");
    return kUsage;
  }
  Session session;
  if (auto error = open_session(options, session)) {
    output.complain(error->message, error->hint);
    return kFailed;
  }
  fix::Request request;
  request.options = session.engine;
  request.rules = wanted_rules(options);
  request.all_rules = with_all_rules(request.rules);
  request.unsafe = options.unsafe_fixes;
  request.only_file = session.stdin_path;
  engine::Baseline baseline;
  if (!options.baseline.empty()) {
    base::Result<engine::Baseline> read = read_baseline_file(options.baseline);
    if (!read) {
      output.complain(read.error().message, read.error().hint);
      return kUsage;
    }
    baseline = std::move(*read);
    request.settle = [&baseline](engine::Analysis& analysis) {
      engine::apply_baseline(baseline, analysis);
    };
  }
  fix::Result result = fix::fix_all(request, session.reader);
  int trouble = complain(result.before, options, output);
  if (trouble == kUsage) return kUsage;
  auto code = [trouble](int otherwise) { return trouble == kClean ? otherwise : trouble; };
  if (options.diff) return code(show_diff(result, options, output));
  if (!session.stdin_path.empty()) {
    output.out = text_of_stdin(result, session.stdin_path);
    Output shown;
    if (!deliver(make_report(result.after, options), options, shown)) return kFailed;
    output.err += shown.out + shown.err;
    return code(exit_code(result.after, options));
  }
  if (auto error = fix::write_changes(result.changes)) {
    output.complain(error->message, "nothing was changed");
    return kFailed;
  }
  if (!deliver(make_report(result.after, options), options, output)) return kFailed;
  bool tells = !result.done.empty() || options.verbose;
  if (!options.quiet && tells) {
    output.err += done_line(result, false);
    if (options.verbose) output.err += done_list(result);
  }
  return code(exit_code(result.after, options));
}

}  // namespace verifull::app
