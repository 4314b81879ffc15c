// A shell that runs a RUN's program on what is known of the image.
//
// The build stops when a RUN fails, so of everything whose failure would make it
// fail success is taken for granted (`needed`); the effects of what may have
// failed, or may not have run at all, are *maybe*: the part is run as if it did,
// and what it touched is then put in doubt. No program is ever started.
//
// The parts of the class by concept: run_machine.cc lists and what begins a
// program, run_compound.cc conditions and loops, run_simple.cc one command with
// its redirects, run_expand.cc words.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "image/image_fs.h"
#include "image/run_files.h"
#include "image/run_program.h"
#include "image/run_value.h"

namespace verifull::image {

struct RunCall;
class UserTable;

struct InstalledPackage {
  std::string name;
  std::string word;  // as written, with a version
  base::Span span;
  bool certain = true;  // false: the command may not have run
};

// How much all the RUNs of one file may cost; when it is used up, the rest is
// not followed.
struct RunBudget {
  std::size_t commands = 20'000;
  std::size_t bytes = 16U << 20;  // of words
};

// What commands print, as far as it is known.
using RunOutput = std::vector<ContentPart>;
ContentPart unknown_content(std::string why);

class RunMachine {
 public:
  struct Start {
    Owner user;
    std::string home;  // "" when nobody knows
    std::optional<std::string> directory;
    RunVariables::Lookup variables;
  };
  RunMachine(ImageFs& files, UserTable& users, RunBudget& budget, Start start);

  // The whole program; its success is taken for granted.
  void run(const RunProgram& program);

  RunFiles files;
  UserTable& users;
  RunVariables variables;
  bool is_bash = false;
  std::vector<InstalledPackage> packages;
  std::vector<std::string> outputs;  // files that are open for what is printed

  // False inside of a part that may not run.
  bool is_certain() const { return doubts_ == 0; }
  // Everything may have been changed from now on.
  void lose(const Cause& cause);
  // Another program in a shell of its own: `sh -c`, `su -c`.
  RunStatus run_text(const RunArgument& text, const RunShell& shell,
                     const std::vector<RunArgument>& positional, RunCall& call);
  // Words as a command: `env A=b cp x y`.
  RunStatus run_words(std::vector<RunArgument> words, RunCall& call);
  std::optional<std::string> home() const;
  void set_option(char letter, bool on);
  void set_named_option(std::string_view name, bool on);
  RunStatus leave(std::optional<bool> ok);  // exit
  void set_positional(std::vector<RunArgument> words) { positional_ = std::move(words); }

 private:
  using Nodes = std::vector<parse::ShellNode>;
  // Where a command stands.
  struct Place {
    bool needed = false;   // when it fails, the build fails
    bool checked = false;  // its failure is looked at, so `set -e` means nothing
  };
  struct Streams {
    const RunOutput* in = nullptr;  // nullptr: nobody knows
    RunOutput* out = nullptr;
  };
  struct Function {
    const parse::ShellNode* body = nullptr;  // null: it may be another one, or none
    const parse::ShellScript* script = nullptr;
  };
  // State of one shell, which a subshell gives back.
  struct Shell {
    bool errexit = false;
    bool pipefail = false;
    bool left = false;             // nothing more runs
    bool failed = false;           // and with that the build has failed
    bool may_be_left = false;      // what follows may not run
    bool failure_is_fatal = true;  // `exit 1` ends the build
  };
  // A part of the program that may not run.
  class Perhaps;
  friend class Perhaps;

  // Lists, pipes.
  RunStatus run_list(const Nodes& nodes, Place place, Streams streams);
  RunStatus run_node(const parse::ShellNode& node, Place place, Streams streams);
  RunStatus run_and_or(const parse::ShellNode& node, Place place, Streams streams);
  RunStatus run_pipe(const parse::ShellNode& node, Place place, Streams streams);
  RunStatus run_subshell(const Nodes& nodes, Place place, Streams streams);
  void define(const std::string& name, Function function);
  void undo_functions(std::size_t note);
  bool needed(Place place) const;
  bool always_leaves(const parse::ShellNode& node) const;
  bool is_needed(const parse::ShellNode& chain, std::size_t index, Place place) const;

  // Conditions and loops.
  RunStatus run_compound(const parse::ShellNode& node, Place place, Streams streams);
  RunStatus run_if(const parse::ShellNode& node, Place place, Streams streams);
  RunStatus run_case(const parse::ShellNode& node, Place place, Streams streams);
  RunStatus run_for(const parse::ShellNode& node, Place place, Streams streams);
  void run_some_times(const parse::ShellNode& node, Streams streams);
  RunStatus call_function(const Function& function, std::vector<RunArgument> words, Place place,
                          Streams streams, const Cause& cause);

  // One command.
  struct Redirected;
  RunStatus run_simple(const parse::ShellNode& node, Place place, Streams streams);
  RunStatus run_command(const parse::ShellNode& node, Place place, Streams streams);
  RunStatus run_redirected(const parse::ShellNode& node, Place place, Streams streams);
  void open_input(const parse::ShellRedirect& redirect, const Cause& cause, Redirected& io);
  void open_output(const parse::ShellRedirect& redirect, const Cause& cause, Redirected& io);
  RunStatus assign(const parse::ShellNode& node);
  RunStatus dispatch(std::vector<RunArgument> words, Place place, Streams streams,
                     const parse::ShellNode& node);
  RunStatus dispatch_call(RunCall& call);
  bool spend(const Cause& cause);
  Cause cause_of(const parse::ShellNode& node) const;

  // Words.
  class Fields;
  friend class Fields;
  std::vector<RunArgument> expand(const std::vector<parse::ShellWord>& words);
  RunValue expand_one(const parse::ShellWord& word);
  // With what is quoted made ordinary; nullopt when it is not known.
  std::optional<std::string> expand_pattern(const parse::ShellWord& word);
  void expand_parts(const std::vector<parse::ShellPart>& parts, bool split, Fields& fields);
  void expand_parameter(const parse::ShellPart& part, bool split, Fields& fields);
  RunVariable parameter(std::string_view name) const;
  RunValue output_of(const parse::ShellPart& part);
  std::vector<RunArgument> listed(const std::string& pattern, const std::string& literal);

  Shell shell_;
  bool no_patterns_ = false;
  int depth_ = 0;
  int calls_ = 0;
  int doubts_ = 0;  // parts that may not run and are open
  RunStatus substitution_status_ = RunStatus::kOk;
  std::unordered_map<std::string, Function> functions_;
  std::vector<std::pair<std::string, std::optional<Function>>> defined_;  // and what was before
  std::vector<RunArgument> positional_;
  bool positional_known_ = true;
  const parse::ShellScript* script_ = nullptr;
  const RunProgram* program_ = nullptr;
  std::optional<base::Span> place_;  // of all commands in a text that has no place itself
  std::string home_;
  RunBudget& budget_;
};

}  // namespace verifull::image
