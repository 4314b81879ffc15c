// Words of the shell to the words that a command gets: parameters, fields,
// patterns.
//
// POSIX XCU 2.6. `IFS` is taken to be what a shell starts with; where it is set
// nothing is cut and what would have been is not known.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "image/path.h"
#include "image/run_machine.h"
#include "image/run_pattern.h"

namespace verifull::image {
namespace {

using parse::ShellPart;
using Presence = RunVariable::Presence;

constexpr std::size_t kMaxWord = 64UL * 1024UL;

}  // namespace

// The words made so far, and the one being made.
class RunMachine::Fields {
 public:
  explicit Fields(RunMachine& machine) : machine_(machine) {}

  void add(std::string_view text, bool ordinary) {
    open_ = true;
    if (word_.known && word_.text.size() + text.size() > kMaxWord) add_unknown({}, true);
    if (!word_.known) return;
    const std::size_t spent = std::min(machine_.budget_.bytes, text.size());
    machine_.budget_.bytes -= spent;
    if (spent < text.size()) return add_unknown({}, true);
    if (!ordinary && text.find_first_of("*?[") != text.npos && first_glob_ == text.npos) {
      first_glob_ = word_.text.size() + text.find_first_of("*?[");
    }
    word_.text += text;
    pattern_ += ordinary ? escaped_pattern(text) : base::replace_all(text, "\\", "\\\\");
  }
  // The rest of the word is not known; `beginning` is.
  void add_unknown(const std::string& beginning, bool quoted) {
    if (!beginning.empty()) add(beginning, true);
    open_ = true;
    word_.known = false;
    word_.many |= !quoted;
  }
  void mark_build_arg(bool is) { word_.from_build_arg |= is; }
  void open() { open_ = true; }

  // Ends the word, if there is one.
  void cut() {
    if (!std::exchange(open_, false)) return;
    RunArgument word = std::exchange(word_, {});
    const std::string pattern = std::exchange(pattern_, {});
    const std::size_t glob = std::exchange(first_glob_, std::string::npos);
    if (glob == std::string::npos || machine_.no_patterns_) return done_.push_back(std::move(word));
    if (!word.known) {
      word.text.resize(glob);
      word.many = true;
      return done_.push_back(std::move(word));
    }
    for (RunArgument& each : machine_.listed(pattern, word.text)) {
      each.from_build_arg = word.from_build_arg;
      done_.push_back(std::move(each));
    }
  }
  void put(RunArgument word) {
    cut();
    done_.push_back(std::move(word));
  }
  std::vector<RunArgument> take() {
    cut();
    return std::move(done_);
  }
  // Everything as one text.
  RunValue take_value() {
    const bool known = word_.known;
    return {std::move(word_.text), known, word_.from_build_arg};
  }
  std::string take_pattern() { return std::move(pattern_); }

 private:
  RunMachine& machine_;
  std::vector<RunArgument> done_;
  RunArgument word_;
  std::string pattern_;
  std::size_t first_glob_ = std::string::npos;
  bool open_ = false;
};

std::vector<RunArgument> RunMachine::expand(const std::vector<parse::ShellWord>& words) {
  Fields fields(*this);
  for (const parse::ShellWord& word : words) {
    fields.cut();
    // bash makes several words of it, dash one.
    if (word.braces) {
      fields.add_unknown({}, false);
    } else {
      expand_parts(word.parts, true, fields);
    }
  }
  return fields.take();
}

RunValue RunMachine::expand_one(const parse::ShellWord& word) {
  Fields fields(*this);
  expand_parts(word.parts, false, fields);
  return fields.take_value();
}

std::optional<std::string> RunMachine::expand_pattern(const parse::ShellWord& word) {
  Fields fields(*this);
  for (const ShellPart& part : word.parts) {
    if (part.kind == ShellPart::Kind::kGlob)
      fields.add(part.text, false);
    else
      expand_parts({part}, false, fields);
  }
  std::string pattern = fields.take_pattern();
  const RunValue value = fields.take_value();
  if (!value.known || value.from_build_arg) return std::nullopt;
  return pattern;
}

void RunMachine::expand_parts(const std::vector<ShellPart>& parts, bool split, Fields& fields) {
  for (const ShellPart& part : parts) {
    switch (part.kind) {
      case ShellPart::Kind::kText:
        fields.add(part.text, true);
        break;
      case ShellPart::Kind::kGlob:
        fields.add(part.text, !split);
        break;
      case ShellPart::Kind::kTilde:
        if (auto where = home())
          fields.add(*where, true);
        else
          fields.add_unknown({}, true);
        break;
      case ShellPart::Kind::kParameter:
        // `a"$@"` grows together with the first of them.
        if (part.text == "@" && parts.size() > 1)
          fields.add_unknown({}, false);
        else
          expand_parameter(part, split && !part.quoted, fields);
        break;
      case ShellPart::Kind::kCommand: {
        const RunValue value = output_of(part);
        if (value.known && (part.quoted || !split))
          fields.add(value.text, true);
        else if (value.known && value.text.find_first_of(" \t\n*?[") == value.text.npos) {
          if (!value.text.empty()) fields.add(value.text, true);
        } else
          fields.add_unknown(value.known ? "" : value.text, part.quoted || !split);
        break;
      }
      case ShellPart::Kind::kOpaque:
        fields.add_unknown({}, part.quoted || !split);
        break;
    }
  }
}

RunVariable RunMachine::parameter(std::string_view name) const {
  if (base::is_digit(name[0])) {
    const std::size_t index = static_cast<std::size_t>(name[0] - '0');
    if (!positional_known_ || index == 0 || name.size() > 1)
      return {Presence::kMaybe, RunValue::unknown()};
    if (index > positional_.size()) return {};
    const RunArgument& word = positional_[index - 1];
    return {Presence::kSet, {word.text, word.known, word.from_build_arg}};
  }
  if (name == "PWD" && files.directory)
    return {Presence::kSet, {join_path("/", *files.directory), true, false}};
  if (name == "HOME") {
    const RunVariable given = variables.get(name);
    if (given.presence == Presence::kSet && given.value.known) return given;
    if (auto where = home()) return {Presence::kSet, {*where, true, false}};
  }
  const bool special = !base::is_alpha(name[0]) && name[0] != '_';
  if (special || name == "IFS" || name == "PWD" || name == "RANDOM" || name == "SECONDS") {
    return {Presence::kMaybe, RunValue::unknown()};
  }
  return variables.get(name);
}

void RunMachine::expand_parameter(const ShellPart& part, bool split, Fields& fields) {
  const bool all = part.text == "@" || part.text == "*";
  if (all && part.op.empty() && positional_known_) {
    const bool separate = part.text == "@" && part.quoted;
    if (separate || split) {
      for (const RunArgument& word : positional_) {
        RunArgument copy = word;
        // Unquoted it would be cut again.
        if (!separate && copy.text.find_first_of(" \t\n*?[") != copy.text.npos) {
          copy = {.text = "", .known = false, .many = true};
        }
        fields.put(std::move(copy));
      }
      return;
    }
  }
  RunVariable variable = parameter(part.text);
  const bool colon = !part.op.empty() && part.op[0] == ':';
  const std::string_view op = std::string_view(part.op).substr(colon ? 1 : 0);
  const bool open = variable.presence == Presence::kMaybe ||
                    (variable.presence == Presence::kSet && !variable.value.known && colon);
  const bool has = variable.presence == Presence::kSet && !(colon && variable.value.text.empty());
  fields.mark_build_arg(variable.value.from_build_arg);
  if (op == "-" || op == "+" || op == "=" || op == "?") {
    if (open) {
      // Either of two; the other is expanded for what it runs.
      Fields aside(*this);
      expand_parts(part.operand, false, aside);
      if (op == "=") variables.forget(part.text);
      if (op != "?") return fields.add_unknown({}, !split);
    }
    if (op == "+" ? has : (!has && op != "?")) {
      Fields operand(*this);
      expand_parts(part.operand, false, operand);
      const RunValue value = operand.take_value();
      if (op == "=") variables.set(part.text, {Presence::kSet, value});
      const bool whole = !split || value.text.find_first_of(" \t\n*?[") == value.text.npos;
      if (!value.known || !whole) return fields.add_unknown(whole ? value.text : "", !split);
      if (!value.text.empty() || part.quoted) fields.add(value.text, true);
      return;
    }
    if (op == "+") {
      if (part.quoted) fields.open();
      return;
    }
  } else if (!op.empty()) {
    Fields operand(*this);
    expand_parts(part.operand, false, operand);
    fields.add_unknown({}, !split);
    return;
  }
  if (variable.presence == Presence::kMaybe) return fields.add_unknown({}, !split);
  const RunValue& value = variable.value;
  if (!split) {
    if (!value.known) return fields.add_unknown(value.text, true);
    if (!value.text.empty() || part.quoted) fields.add(value.text, true);
    return;
  }
  if (!value.known) {
    // Where it is cut is not known, but mostly it is one word.
    return fields.add_unknown(
        value.text, value.text.find_first_of(" \t\n*?[") == value.text.npos && !value.text.empty());
  }
  if (variables.get("IFS").presence == Presence::kSet) return fields.add_unknown({}, false);
  for (std::size_t at = 0; at < value.text.size();) {
    const std::size_t stop = std::min(value.text.find_first_of(" \t\n", at), value.text.size());
    if (stop > at) fields.add(std::string_view(value.text).substr(at, stop - at), false);
    if (stop == value.text.size()) break;
    fields.cut();
    at = stop + 1;
  }
}

std::optional<std::string> RunMachine::home() const {
  const RunVariable variable = variables.get("HOME");
  if (variable.presence == Presence::kSet && variable.value.known) return variable.value.text;
  if (home_.empty() || variable.presence == Presence::kSet) return std::nullopt;
  return home_;
}

// Runs it in a shell of its own; what it changes stays.
RunValue RunMachine::output_of(const ShellPart& part) {
  RunOutput out;
  const RunOutput nothing;
  substitution_status_ = run_subshell(part.commands, {}, {&nothing, &out});
  RunValue value;
  for (const ContentPart& piece : out) {
    if (piece.kind != ContentKind::kText || value.text.size() > kMaxWord) {
      return RunValue::unknown(std::move(value.text));
    }
    value.text += piece.name;
  }
  while (!value.text.empty() && value.text.back() == '\n') value.text.pop_back();
  return value;
}

}  // namespace verifull::image
