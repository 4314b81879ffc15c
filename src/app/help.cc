#include "app/help.h"

#include <string_view>

#include "report/terminal.h"

namespace verifull::app {
namespace {

constexpr std::string_view kGeneral =
    R"(verifull finds out which PostgreSQL connection each Rails environment really
opens, and whether the server's identity is verified. It reads
config/database.yml, .env files and Dockerfiles; it runs none of your code, and
only `live` opens a connection.

Usage: verifull [COMMAND] [OPTIONS] [PATH...]

Commands:
  check      find what is wrong (when no command is given)
  fix        repair what can be repaired: the same as check --fix
  resolve    show each connection, and where every setting of it comes from
  rules      list the rules
  explain    show the page of one rule
  baseline   accept what is there, to see only what is new
  live       test the connections against the real servers
  config     show the configuration in force, its schema, or write one
  merge      put the reports of many runs together
  ca         show what is in a file of root certificates, and what it can verify
  lsp        language server for editors, on stdin and stdout
  completion print the completion script of a shell
  man        print the manual page

Examples:
  verifull                              check the app in this folder
  verifull resolve -e production        what does production connect with?
  verifull -D DATABASE_URL=postgres://db.example.com/app
                                        check as if this variable were set
  verifull -f text -f json:report.json  two outputs of one run
  verifull explain sslmode-weak         why is this wrong, and what to do?

`verifull COMMAND --help` shows the options of a command.

Exit codes: 0 nothing wrong, 1 findings, 2 wrong use, 3 the run itself failed,
4 a live test that could not be decided.
)";

constexpr std::string_view kCheck =
    R"(Usage: verifull [check] [OPTIONS] [PATH...]

Checks every Rails app under PATH (a file or a folder; default: here).

What is shown and what fails:
      --only ID[,ID]         only these rules
      --except ID[,ID]       all rules but these
      --pedantic             also the rules that are too strict for most
      --min-severity LEVEL   show findings from this level on: info (default),
                             warning, error
      --fail-level LEVEL     exit with 1 from this level on: info,
                             warning (default), error; I, W, E for short
      --exit-zero            exit with 0 even with findings
      --baseline PATH        not what this baseline has, unless it got worse
      --since REV            only what has changed since HEAD left this one,
                             and what that affects anywhere
      --staged               the same for what is staged, as it is staged
      --no-ignores           show also what comments say to ignore
  -a, --fix                  repair what is found, as far as a repair is known
                             that changes nothing else
      --unsafe-fixes         with --fix or --diff: also repairs after which the
                             app may not connect any more
  -A, --fix-all              the same as --fix --unsafe-fixes
      --diff                 show what --fix would change, and change nothing;
                             exit with 1 when there is something
      --statistics           count the findings of each rule
      --show-files           only say which files would be read, and why
)";

constexpr std::string_view kFix =
    R"(Usage: verifull fix [OPTIONS] [PATH...]

Repairs every Rails app under PATH; the same as check --fix. Files are changed only
when that repairs what was found, brings nothing new, and changes nothing else.

What is repaired, and what fails:
      --only ID[,ID]         only what these rules find
      --except ID[,ID]       what all rules but these find
      --pedantic             also what the rules that are too strict for most find
      --unsafe-fixes         also repairs after which the app may not connect any
                             more
  -A, --fix-all              the same as --unsafe-fixes
      --diff                 show what would change, and change nothing; exit with
                             1 when there is something
      --min-severity LEVEL   show what is left from this level on: info (default),
                             warning, error
      --fail-level LEVEL     exit with 1 when something is left from this level on:
                             info, warning (default), error; I, W, E for short
      --exit-zero            exit with 0 even with findings
      --baseline PATH        not what this baseline has, unless it got worse
      --no-ignores           repair also what comments say to ignore
)";

constexpr std::string_view kResolve =
    R"(Usage: verifull resolve [OPTIONS] [PATH...]

Shows, for each environment and database, the connection that Rails would
really open: every setting, where it comes from, what it replaced, what reaches
libpq, and the verdict. Secrets are masked.
)";

constexpr std::string_view kResolving = R"(
What is resolved:
  -e, --environment NAME     this Rails environment (repeatable; default: every
                             one that is like production)
  -D NAME=VALUE              this environment variable has this value
                             (repeatable; beats every file)
      --unset NAME           this variable is certainly not set (repeatable)
      --closed-world         a variable that nothing sets is not set; without
                             this it is unknown
      --env-from-process     take the variables of this process as well
      --rails X.Y            the rules of this Rails version (default: from
                             Gemfile.lock)
      --target STAGE         the stage of the Dockerfile that runs the app
      --dockerfile PATH      the Dockerfile that builds it
      --stdin-filename PATH  with `-` as PATH: read this file from stdin, and
                             what belongs to it from disk
      --config PATH          this configuration, not the nearest .verifull.yml
      --no-config            no configuration
)";

constexpr std::string_view kFleet = R"(
Many repositories, many machines:
      --label KEY=VALUE      what this run is about, for json, jsonl, sarif and
                             html (repeatable): --label repository=shop
      --shard I/N            only part I of N of the apps under PATH, each of
                             which is in exactly one part
)";

constexpr std::string_view kRules =
    R"(Usage: verifull rules [OPTIONS] [ID]

Lists the rules with their severity; with ID the page of that rule.
)";

constexpr std::string_view kExplain =
    R"(Usage: verifull explain [OPTIONS] ID

Shows the page of one rule: what it finds, why that matters, what to do, and
examples of both.
)";

constexpr std::string_view kBaseline =
    R"(Usage: verifull baseline create|update|prune [OPTIONS] [PATH...]

Writes what is found to the file of --baseline (.verifull-baseline), for
`verifull check --baseline`: create makes the file, update writes it anew, prune
takes out what is not found any more. No value of a setting is written.

      --baseline PATH        the file
      --only ID, --except ID, --pedantic, --no-ignores
                             as for check
)";

constexpr std::string_view kLive =
    R"(Usage: verifull live [OPTIONS] [PATH...]

Tests each resolved connection against the real server: as it is configured, with
verify-full, and whether the server refuses a connection without TLS. Variables of
this process count (--env-from-process). A password goes only into a session whose
certificate and host name were checked.

      --connection NAME      only the database of this name
      --timeout SECONDS      for finding the server, and then for each probe
                             (default: 10)
      --allow-host GLOB      only hosts that fit (repeatable)
      --allow-private        also loopback and private addresses
      --sslrootcert PATH     verify with this file instead of the configured one
      --no-login             send no password at all
      --real-names           the real names of user and database also where
                             nothing is encrypted
      --min-severity LEVEL, --fail-level LEVEL, --no-ignores, --statistics
                             as for check

Exit codes: 0 all as it should be, 1 something is not, 4 it can't be told:
unreachable, timed out, not allowed, or not enough is known.
)";

constexpr std::string_view kConfig =
    R"(Usage: verifull config show [PATH...] | schema | init

show prints the configuration in force for each app under PATH, with all that it
extends; schema prints the JSON schema of .verifull.yml, for editors; init writes
a commented .verifull.yml here.

      --output               with schema: the schema of --format json instead
      --config PATH          this configuration, not the nearest .verifull.yml
      --no-config            no configuration
)";

constexpr std::string_view kMerge =
    R"(Usage: verifull merge [OPTIONS] FILE...

Puts the reports of many runs together: each FILE is what `verifull check` wrote with
--format jsonl, json or sarif (`-`: stdin). Of --format json it also has what was
found to be right, so only such files fill the page of --format html. The order of
the files makes no difference, and what two of them say alike is there once. When one
of them is no report, nothing is written.

What is shown and what fails:
      --min-severity LEVEL   show findings from this level on: info (default),
                             warning, error
      --fail-level LEVEL     exit with 1 from this level on: info,
                             warning (default), error; I, W, E for short
      --exit-zero            exit with 0 even with findings
      --statistics           count the findings of each rule
)";

constexpr std::string_view kCompletion =
    R"(Usage: verifull completion bash|zsh|fish

Prints the completion script of a shell. It is read at every start with

  bash: source <(verifull completion bash)               in ~/.bashrc
  zsh:  verifull completion zsh > DIR/_verifull          DIR is one of $fpath
  fish: verifull completion fish > ~/.config/fish/completions/verifull.fish
)";

constexpr std::string_view kMan =
    R"(Usage: verifull man

Prints the manual page; to read it: verifull man | man -l -
)";

constexpr std::string_view kLsp =
    R"(Usage: verifull lsp [OPTIONS]

A language server on stdin and stdout. Editors start it; `verifull lsp --help` is
all that a person can do with it.

      --only ID, --except ID, --pedantic
                             as for check
      --stdio                taken for granted
)";

constexpr std::string_view kCa =
    R"(Usage: verifull ca [OPTIONS] FILE

Shows every certificate in FILE (`-`: stdin): whose it is, who signed it, from
when to when it is valid, whether it is an authority's, its fingerprint, and of
Amazon RDS its region and generation. Then what is wrong with the file, if
anything is, and when its last root ends.

      --host NAME            also: can this file verify that server?

Exit codes: 0 nothing wrong, 1 the file is of no use, has ended or ends within 90
days, or cannot verify the host; 2 wrong use, 3 FILE can't be read.
)";

constexpr std::string_view kOutput = R"(
Output:
  -f, --format F[:FILE]      repeatable; without FILE to stdout:
)";

constexpr std::string_view kOutputRest =
    R"(      --color WHEN           auto (default), always, never
  -q, --quiet                only what was found
  -v, --verbose              on stderr: which files were read, what was assumed
  -h, --help                 this text
  -V, --version              the version; with --verbose what a bug report needs
)";

std::string output_options(Command command) {
  std::string text(kOutput);
  for (const report::Format& format : report::formats()) {
    bool about_rules = command == Command::kRules || command == Command::kExplain ||
                       command == Command::kCa;
    if (about_rules && format.name != "text" && format.name != "json") continue;
    if (command == Command::kResolve && format.connections == nullptr) continue;
    text += std::string(29, ' ') + report::padded(format.name, 12) +
            (about_rules ? std::string(format.name == "json" ? "for programs" : "for people")
                         : std::string(format.what)) +
            "\n";
  }
  return text.append(kOutputRest);
}

}  // namespace

std::string general_help() { return std::string(kGeneral); }

std::string help(Command command) {
  std::string text;
  switch (command) {
    case Command::kCheck:
      text.append(kCheck).append(kResolving).append(kFleet);
      break;
    case Command::kFix:
      text.append(kFix).append(kResolving).append(kFleet);
      break;
    case Command::kResolve:
      text.append(kResolve).append(kResolving).append(kFleet);
      break;
    case Command::kBaseline:
      return text.append(kBaseline).append(kResolving);
    case Command::kLive:
      text.append(kLive).append(kResolving).append(kFleet);
      break;
    case Command::kLsp:
      return text.append(kLsp).append(kResolving);
    case Command::kConfig:
      return std::string(kConfig);
    case Command::kCa:
      text = kCa;
      break;
    case Command::kMerge:
      text = kMerge;
      break;
    case Command::kCompletion:
      return std::string(kCompletion);
    case Command::kMan:
      return std::string(kMan);
    case Command::kRules:
      text = kRules;
      break;
    case Command::kExplain:
      text = kExplain;
      break;
  }
  return text + output_options(command);
}

}  // namespace verifull::app
