#include "app/options.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/help.h"
#include "base/text.h"

namespace verifull::app {
namespace {

using Words = std::vector<std::string>;

std::string complaint(const Words& words) {
  base::Result<Options> options = parse_options(words);
  if (options) return "none";
  EXPECT_EQ(options.error().kind, base::ErrorKind::kUsage);
  const base::Error& error = options.error();
  return error.hint.empty() ? error.message : error.message + " | " + error.hint;
}

std::string shard_complaint(const std::string& word) {
  return "`--shard` does not take `" + word +
         "` | write `--shard I/N`: part I of N, counted from 1, as in `--shard 1/4`";
}

TEST(AppOptions, LettersOfRuboCop) {
  base::Result<Options> safe = parse_options({"-a"});
  ASSERT_TRUE(safe.ok());
  EXPECT_TRUE(safe->fix && !safe->unsafe_fixes);
  base::Result<Options> all = parse_options({"-A", "--diff"});
  ASSERT_TRUE(all.ok());
  EXPECT_TRUE(all->fix && all->unsafe_fixes && all->diff);
}

TEST(AppOptions, Refused) {
  struct Case {
    Words words;
    std::string expected;
  };
  static const std::vector<Case> kCases = {
      {{"chek"}, "`chek` is neither a command nor a path | did you mean `check`?"},
      {{"probe"},
       "`probe` is neither a command nor a path | the commands are check, fix, resolve, rules, "
       "explain, baseline, live, config, lsp, completion, man, ca, merge"},
      {{"live", "--timeout", "0"},
       "`--timeout` does not take `0` | it is a number of seconds, up to 3600"},
      {{"live", "--timeout", "2s"},
       "`--timeout` does not take `2s` | it is a number of seconds, up to 3600"},
      {{"check", "--allow-private"},
       "unknown option `--allow-private` | `verifull check --help` lists the options"},
      {{"--formatt", "x"}, "unknown option `--formatt` | did you mean `--format`?"},
      {{"--frob"}, "unknown option `--frob` | `verifull check --help` lists the options"},
      {{"--config", "x", "--no-config"}, "`--config` and `--no-config` contradict each other"},
      {{"config"}, "`config` needs to know what to do | it is one of show, schema, init; the folder is "
       "`./config`"},
      {{"config", "shw"}, "`config` does not know `shw` | it is one of show, schema, init; the folder is "
       "`./config`"},
      {{"config", "init", "."}, "`config init` takes no path"},
      {{"resolve", "--pedantic"},
       "unknown option `--pedantic` | `verifull resolve --help` lists the options"},
      {{"-e"}, "option `--environment` needs a value | `verifull check --help` tells more"},
      {{"-f", "jsn"},
       "unknown format `jsn` | did you mean `json`? the formats are text, concise, json, jsonl, "
       "sarif, github, "
       "gitlab, rdjson, checkstyle, junit, gcc, html"},
      {{"-f", ""},
       "unknown format `` | the formats are text, concise, json, jsonl, sarif, github, "
       "gitlab, rdjson, checkstyle, junit, gcc, html"},
      {{"-f", "json:"}, "`--format json:` names no file | write `--format json:FILE`"},
      {{"-f", "text", "-f", "json"},
       "two formats on stdout: `text` and `json` | send one to a file: `--format json:FILE`"},
      {{"-f", "text:a", "-f", "json:a"}, "two formats for one file: `a`"},
      {{"rules", "-f", "concise"},
       "`concise` is no format of this command | the formats are text, json"},
      {{"-D", "hunter2"}, "`-D` needs NAME=VALUE | there is no `=`"},
      {{"-D", "=hunter2"}, "`-D` needs NAME=VALUE | the name is empty"},
      {{"-D", "A=1", "--unset", "A"}, "`-D A` and `--unset A` contradict each other"},
      {{"--rails", "7"}, "`--rails` does not take `7` | write it like `--rails 7.1`"},
      {{"--rails", "7.x"}, "`--rails` does not take `7.x` | write it like `--rails 7.1`"},
      {{"--color", "red"}, "`--color` does not take `red` | it is one of auto, always, never"},
      {{"--min-severity", "err"},
       "`--min-severity` does not take `err` | it is one of info, warning, error"},
      {{"--fail-level", ""}, "`--fail-level` does not take `` | it is one of info, warning, error"},
      {{"--only", "sslmode-weak,"}, "`--only` names no rule: ``"},
      {{"explain"}, "`explain` needs the id of a rule | `verifull rules` lists them"},
      {{"explain", "sslmode-weak", "sslmode-weak"}, "one rule at a time"},
      {{"--label", "hunter2"}, "`--label` needs KEY=VALUE | there is no `=`"},
      {{"--label", "a b=hunter2"},
       "`--label` does not take the key `a b` | a key is made of letters, digits, `_`, `.` and "
       "`-`, 64 at most"},
      {{"--label", "a=1", "--label", "a=2"}, "`--label a` stands there twice"},
      {{"--label", "a=" + std::string(1025, 'x')},
       "the value of `--label a` is too long | 1024 bytes at most"},
      {{"--shard", "0/3"}, shard_complaint("0/3")},
      {{"--shard", "4/3"}, shard_complaint("4/3")},
      {{"--shard", "1"}, shard_complaint("1")},
      {{"--shard", "1/"}, shard_complaint("1/")},
      {{"--shard", "-1/3"}, shard_complaint("-1/3")},
      {{"--shard", "1/3/5"}, shard_complaint("1/3/5")},
      {{"--shard", "1/99999999999999999999"}, shard_complaint("1/99999999999999999999")},
      {{"--shard", "1/2", "--staged"},
       "`--shard` does not go with `--since`, `--staged` or stdin | what is compared or read "
       "there is no list of apps"},
      {{"merge"}, "`merge` needs the reports | `verifull merge [-f FORMAT] FILE...`"},
      {{"-"},
       "`-` needs a name for what is read from stdin | add `--stdin-filename "
       "config/database.yml`"},
      {{"--stdin-filename", "a", "."},
       "`--stdin-filename` needs `-` as the path | `verifull --stdin-filename a -`"},
      {{"--stdin-filename", "a", "-", "."}, "`-` does not go with other paths"},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(base::join(each.words, " "));
    EXPECT_EQ(complaint(each.words), each.expected);
  }
}

TEST(AppOptions, CommandAndPaths) {
  struct Case {
    Words words;
    Command command;
    Words paths;
  };
  static const std::vector<Case> kCases = {
      {{}, Command::kCheck, {}},
      {{"."}, Command::kCheck, {"."}},
      {{"check"}, Command::kCheck, {}},
      {{"check", "check"}, Command::kCheck, {"check"}},
      {{"check", "resolve", "live"}, Command::kCheck, {"resolve", "live"}},
      {{"./check"}, Command::kCheck, {"./check"}},
      {{"-q", "resolve", "./a"}, Command::kResolve, {"./a"}},
      {{"-e", "check", "resolve"}, Command::kResolve, {}},
      {{"-e", "check", "."}, Command::kCheck, {"."}},
      {{".", "check"}, Command::kCheck, {".", "check"}},
      {{"--", "check"}, Command::kCheck, {"check"}},
      {{"--", "-x", "--quiet"}, Command::kCheck, {"-x", "--quiet"}},
      {{"resolve", "./a", "--", "-x"}, Command::kResolve, {"./a", "-x"}},
      {{"--closed-world", "./a", "-q", "./b"}, Command::kCheck, {"./a", "./b"}},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(base::join(each.words, " "));
    base::Result<Options> options = parse_options(each.words);
    ASSERT_TRUE(options.ok()) << options.error().message;
    EXPECT_EQ(options->command, each.command);
    EXPECT_EQ(options->engine.paths, each.paths);
  }
}

TEST(AppOptions, Values) {
  base::Result<Options> options = parse_options({"-e",
                                                 "production",
                                                 "--environment=staging",
                                                 "-D",
                                                 "A=b=c",
                                                 "-DE=",
                                                 "--unset",
                                                 "F",
                                                 "--closed-world",
                                                 "--env-from-process",
                                                 "--rails",
                                                 "7.0",
                                                 "--rails",
                                                 "7.1",
                                                 "--target",
                                                 "app",
                                                 "--dockerfile",
                                                 "D",
                                                 "-f",
                                                 "text",
                                                 "--format=json:a:b",
                                                 "--color",
                                                 "never",
                                                 "-q",
                                                 "--verbose",
                                                 "--only",
                                                 "sslmode-weak,boot-error",
                                                 "--except",
                                                 "sslmode-weak",
                                                 "--min-severity",
                                                 "warning",
                                                 "--fail-level",
                                                 "error",
                                                 "--pedantic",
                                                 "--exit-zero",
                                                 "--statistics",
                                                 "--show-files",
                                                 "--stdin-filename",
                                                 "config/database.yml",
                                                 "-"});
  ASSERT_TRUE(options.ok()) << options.error().message;
  EXPECT_EQ(options->engine.environments, (Words{"production", "staging"}));
  std::vector<std::pair<std::string, std::string>> defines{{"A", "b=c"}, {"E", ""}};
  EXPECT_EQ(options->engine.defines, defines);
  EXPECT_EQ(options->engine.unset, Words{"F"});
  EXPECT_TRUE(options->engine.closed_world && options->engine.env_from_process);
  EXPECT_EQ(options->engine.rails, "7.1");
  EXPECT_EQ(options->engine.target, "app");
  EXPECT_EQ(options->engine.dockerfile, "D");
  ASSERT_EQ(options->formats.size(), 2U);
  EXPECT_EQ(options->formats[0].format->name, "text");
  EXPECT_EQ(options->formats[1].format->name, "json");
  EXPECT_EQ(options->formats[1].file, "a:b");
  EXPECT_EQ(options->color, report::ColorChoice::kNever);
  EXPECT_TRUE(options->quiet && options->verbose && options->pedantic && options->exit_zero);
  EXPECT_TRUE(options->statistics && options->show_files);
  EXPECT_EQ(options->only, (Words{"sslmode-weak", "boot-error"}));
  EXPECT_EQ(options->except, Words{"sslmode-weak"});
  EXPECT_EQ(options->min_severity, check::Severity::kWarning);
  EXPECT_EQ(options->fail_level, check::Severity::kError);
  EXPECT_EQ(options->stdin_filename, "config/database.yml");
  EXPECT_EQ(options->engine.paths, Words{"config/database.yml"});
  EXPECT_TRUE(options->engine.check);
}

TEST(AppOptions, Defaults) {
  base::Result<Options> options = parse_options({"resolve"});
  ASSERT_TRUE(options.ok());
  ASSERT_EQ(options->formats.size(), 1U);
  EXPECT_EQ(options->formats[0].format->name, "text");
  EXPECT_EQ(options->formats[0].file, "");
  EXPECT_FALSE(options->engine.check);
  EXPECT_FALSE(options->engine.closed_world);
  EXPECT_EQ(options->fail_level, check::Severity::kWarning);
  EXPECT_EQ(options->min_severity, check::Severity::kInfo);
}

// What --help offers is understood, and the other way round.
TEST(AppOptions, HelpNamesThemAll) {
  std::string check = help(Command::kCheck);
  for (const char* option :
       {"--environment", "-D",           "--unset",        "--closed-world", "--env-from-process",
        "--rails",       "--target",     "--dockerfile",   "--format",       "--color",
        "--quiet",       "--verbose",    "--help",         "--version",      "--stdin-filename",
        "--only",        "--except",     "--min-severity", "--fail-level",   "--pedantic",
        "--exit-zero",   "--statistics", "--show-files"}) {
    EXPECT_NE(check.find(option), std::string::npos) << option;
  }
  for (Command command : {Command::kCheck, Command::kResolve, Command::kRules, Command::kExplain}) {
    std::string page = help(command);
    for (std::string_view line : base::split(page, '\n')) EXPECT_LE(line.size(), 80U) << line;
  }
  std::string page = general_help();
  for (std::string_view line : base::split(page, '\n')) EXPECT_LE(line.size(), 80U) << line;
}

}  // namespace
}  // namespace verifull::app
