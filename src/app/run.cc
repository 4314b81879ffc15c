#include "app/run.h"

#include <cxxabi.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <string_view>
#include <typeinfo>

#include "app/commands/command.h"
#include "app/exit_code.h"
#include "app/help.h"
#include "app/options.h"
#include "app/version.h"
#include "report/tool.h"

namespace verifull::app {
namespace {

bool is_version(std::string_view word) { return word == "--version" || word == "-V"; }
bool is_help(std::string_view word) { return word == "--help" || word == "-h" || word == "help"; }

// The usual questions are answered before anything is set up for the others.
bool answered_at_once(const std::vector<std::string>& words, Output& output) {
  if (words.empty() || words.size() > 2) return false;
  if (words.size() == 1 && is_help(words[0])) {
    output.out += general_help();
    return true;
  }
  bool version = false;
  bool verbose = false;
  for (const std::string& word : words) {
    version = version || is_version(word);
    verbose = verbose || word == "--verbose" || word == "-v";
  }
  if (!version || (words.size() == 2 && !verbose)) return false;
  output.out += version_text(verbose);
  return true;
}

int dispatch(const Options& options, Output& output) {
  switch (options.command) {
    case Command::kCheck:
    case Command::kFix:
      return options.fix || options.diff ? fix(options, output) : check(options, output);
    case Command::kResolve:
      return resolve(options, output);
    case Command::kRules:
      return rules(options, output);
    case Command::kExplain:
      return explain(options, output);
    case Command::kBaseline:
      return baseline(options, output);
    case Command::kConfig:
      return config(options, output);
    case Command::kLive:
      return live(options, output);
    case Command::kCompletion:
      return completion(options, output);
    case Command::kMan:
      return man(options, output);
    case Command::kLsp:
      return language_server(options);
    case Command::kCa:
      return ca(options, output);
    case Command::kMerge:
      return merge(options, output);
  }
  return kFailed;
}

// Without what(): the texts of some exceptions quote what was being read.
std::string crash_text(const std::exception* exception) {
  std::string kind = "something that is no std::exception";
  if (exception != nullptr) {
    const char* mangled = typeid(*exception).name();
    int status = 0;
    char* name = abi::__cxa_demangle(mangled, nullptr, nullptr, &status);
    kind = name != nullptr ? name : mangled;
    std::free(name);
  }
  std::string text("verifull: internal error: ");
  text += kind + "\n";
  text +=
      "  This is a defect of verifull, not of your project; nothing was decided about it.\n"
      "  Please report it with the output of `verifull --version --verbose`, the command\n"
      "  that you ran, and the smallest config/database.yml that shows it. Take out\n"
      "  passwords first.\n";
  return text;
}

}  // namespace

int execute(const std::vector<std::string>& words, Output& output) {
  if (answered_at_once(words, output)) return kClean;
  base::Result<Options> options = parse_options(words);
  if (!options) {
    output.complain(options.error().message, options.error().hint);
    return kUsage;
  }
  if (options->version) {
    output.out += version_text(options->verbose);
    return kClean;
  }
  if (options->help) {
    output.out += help(options->command);
    return kClean;
  }
  return dispatch(*options, output);
}

int run(int argc, char** argv) {
  // A reader that went away is noticed where it is written to.
  std::signal(SIGPIPE, SIG_IGN);
  Output output;
  int code = kFailed;
  try {
    code = execute({argv + (argc > 0 ? 1 : 0), argv + argc}, output);
  } catch (const std::exception& exception) {
    output.out.clear();
    output.err = crash_text(&exception);
    code = kFailed;
  } catch (...) {
    output.out.clear();
    output.err = crash_text(nullptr);
    code = kFailed;
  }
  if (auto error = write_all(STDOUT_FILENO, output.out, "stdout")) {
    output.complain(error->message);
    code = kFailed;
  }
  (void)write_all(STDERR_FILENO, output.err, "stderr");
  return code;
}

}  // namespace verifull::app
