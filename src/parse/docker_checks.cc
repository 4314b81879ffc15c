#include "parse/docker_checks.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/text.h"
#include "parse/docker_characters.h"

namespace verifull::parse {
namespace {

using Keyword = DockerKeyword;

struct KeywordRule {
  Keyword keyword;
  std::string_view name;
  std::size_t least;  // arguments or assignments
  std::size_t most;
};

constexpr std::size_t kAny = SIZE_MAX;

constexpr KeywordRule kRules[] = {
    {Keyword::kAdd, "ADD", 2, kAny},
    {Keyword::kArg, "ARG", 1, kAny},
    {Keyword::kCmd, "CMD", 0, kAny},
    {Keyword::kCopy, "COPY", 2, kAny},
    {Keyword::kEntrypoint, "ENTRYPOINT", 0, kAny},
    {Keyword::kEnv, "ENV", 1, kAny},
    {Keyword::kExpose, "EXPOSE", 1, kAny},
    {Keyword::kFrom, "FROM", 1, 3},
    {Keyword::kHealthcheck, "HEALTHCHECK", 1, kAny},
    {Keyword::kLabel, "LABEL", 1, kAny},
    {Keyword::kMaintainer, "MAINTAINER", 1, 1},
    {Keyword::kOnbuild, "ONBUILD", 0, 0},
    {Keyword::kRun, "RUN", 0, kAny},
    {Keyword::kShell, "SHELL", 1, kAny},
    {Keyword::kStopsignal, "STOPSIGNAL", 1, 1},
    {Keyword::kUser, "USER", 1, 1},
    {Keyword::kVolume, "VOLUME", 1, kAny},
    {Keyword::kWorkdir, "WORKDIR", 1, 1},
};

enum class FlagKind : std::uint8_t { kSwitch, kOnce, kSeveral };

struct FlagRule {
  Keyword keyword;
  std::string_view name;
  FlagKind kind;
};

constexpr FlagRule kFlags[] = {
    {Keyword::kAdd, "chown", FlagKind::kOnce},
    {Keyword::kAdd, "chmod", FlagKind::kOnce},
    {Keyword::kAdd, "link", FlagKind::kSwitch},
    {Keyword::kAdd, "keep-git-dir", FlagKind::kSwitch},
    {Keyword::kAdd, "checksum", FlagKind::kOnce},
    {Keyword::kAdd, "unpack", FlagKind::kSwitch},
    {Keyword::kAdd, "exclude", FlagKind::kSeveral},
    {Keyword::kCopy, "chown", FlagKind::kOnce},
    {Keyword::kCopy, "chmod", FlagKind::kOnce},
    {Keyword::kCopy, "from", FlagKind::kOnce},
    {Keyword::kCopy, "link", FlagKind::kSwitch},
    {Keyword::kCopy, "parents", FlagKind::kSwitch},
    {Keyword::kCopy, "exclude", FlagKind::kSeveral},
    {Keyword::kFrom, "platform", FlagKind::kOnce},
    {Keyword::kHealthcheck, "interval", FlagKind::kOnce},
    {Keyword::kHealthcheck, "timeout", FlagKind::kOnce},
    {Keyword::kHealthcheck, "start-period", FlagKind::kOnce},
    {Keyword::kHealthcheck, "start-interval", FlagKind::kOnce},
    {Keyword::kHealthcheck, "retries", FlagKind::kOnce},
    {Keyword::kRun, "mount", FlagKind::kSeveral},
    {Keyword::kRun, "network", FlagKind::kOnce},
    {Keyword::kRun, "security", FlagKind::kOnce},
    {Keyword::kRun, "device", FlagKind::kSeveral},
};

class Checker {
 public:
  Checker(const DockerInstruction& instruction, std::vector<DockerProblem>& problems)
      : instruction_(instruction), problems_(problems), name_(keyword_name(instruction.keyword)) {}

  void check() {
    if (instruction_.keyword == Keyword::kUnknown) return unknown_instruction();
    check_flags();
    check_count();
    switch (instruction_.keyword) {
      case Keyword::kFrom:
        return check_from();
      case Keyword::kEnv:
      case Keyword::kLabel:
      case Keyword::kArg:
        return check_names();
      case Keyword::kAdd:
      case Keyword::kCopy:
        return check_destination();
      case Keyword::kShell:
        if (!instruction_.json)
          report("SHELL takes a JSON array of strings", instruction_.rest.span);
        return;
      case Keyword::kHealthcheck:
        return check_healthcheck();
      case Keyword::kVolume:
        return check_volumes();
      default:
        return;
    }
  }

 private:
  void report(std::string message, base::Span span) {
    problems_.push_back({std::move(message), span});
  }

  void unknown_instruction() {
    const DockerWord& word = instruction_.name;
    if (word.text.empty()) return report("the line has no instruction", instruction_.span);
    std::string message = "this is not an instruction of a Dockerfile";
    std::vector<std::string_view> names;
    for (const KeywordRule& rule : kRules) names.push_back(rule.name);
    std::string_view near;
    if (word.text.size() <= 20) near = base::nearest(base::to_upper(word.text), names);
    if (!near.empty()) message += "; did you mean " + std::string(near) + "?";
    report(message, word.span);
  }

  void check_flags() {
    // BuildKit never looks at the flags of these two.
    bool ignored =
        instruction_.keyword == Keyword::kArg || instruction_.keyword == Keyword::kStopsignal;
    if (ignored || is_healthcheck_none()) return;
    std::vector<std::string_view> seen;
    for (const DockerFlag& flag : instruction_.flags) {
      const FlagRule* rule = find_rule(flag.name);
      if (rule == nullptr) {
        report(std::string(name_) + " has no such flag", flag.span);
        continue;
      }
      bool repeated = std::find(seen.begin(), seen.end(), rule->name) != seen.end();
      if (repeated && rule->kind != FlagKind::kSeveral)
        report("the flag is given twice", flag.span);
      if (!repeated) seen.push_back(rule->name);
      check_value(flag, *rule);
    }
  }

  const FlagRule* find_rule(std::string_view flag) const {
    const FlagRule* end = std::end(kFlags);
    const FlagRule* found = std::find_if(std::begin(kFlags), end, [&](const FlagRule& rule) {
      return rule.keyword == instruction_.keyword && rule.name == flag;
    });
    return found == end ? nullptr : found;
  }

  void check_value(const DockerFlag& flag, const FlagRule& rule) {
    if (rule.kind != FlagKind::kSwitch) {
      if (!flag.value) report("the flag needs a value", flag.span);
      return;
    }
    if (!flag.value) return;
    std::string value = base::to_lower(*flag.value);
    if (value != "true" && value != "false") {
      report("the flag can only be true or false", flag.span);
    }
  }

  void check_count() {
    const KeywordRule& rule = *std::find_if(
        std::begin(kRules), std::end(kRules),
        [&](const KeywordRule& candidate) { return candidate.keyword == instruction_.keyword; });
    bool named = rule.keyword == Keyword::kEnv || rule.keyword == Keyword::kArg ||
                 rule.keyword == Keyword::kLabel;
    // An assignment that could not be read has been reported already.
    if (named && !instruction_.rest.text.empty()) return;
    if (instruction_.arguments.size() >= rule.least) return;
    report(std::string(name_) + (rule.least > 1   ? " needs at least one source and a destination"
                                 : rule.most == 1 ? " needs one argument"
                                                  : " needs at least one argument"),
           instruction_.span);
  }

  void check_from() {
    const std::vector<DockerWord>& words = instruction_.arguments;
    if (words.empty()) return;
    bool named = words.size() == 3 && base::to_lower(words[1].text) == "as";
    if (!named && words.size() != 1) {
      return report("FROM takes an image, and AS and a name", instruction_.rest.span);
    }
    if (named && !is_stage_name(base::to_lower(words[2].text))) {
      report(
          "a stage's name begins with a letter and holds letters, digits, \"-\", \"_\" and \".\"",
          words[2].span);
    }
  }

  static bool is_stage_name(std::string_view name) {
    return base::is_lower(name[0]) && std::all_of(name.begin(), name.end(), [](char c) {
             return base::is_lower(c) || base::is_digit(c) || c == '-' || c == '_' || c == '.';
           });
  }

  void check_names() {
    for (const DockerAssignment& assignment : instruction_.assignments) {
      if (!assignment.name.text.empty()) continue;
      report(std::string(name_) + " has a value without a name", assignment.name.span);
    }
  }

  void check_destination() {
    if (instruction_.arguments.size() < 2) return;
    const DockerWord& destination = instruction_.arguments.back();
    if (!parse_heredoc_word(destination.text)) return;
    report(std::string(name_) + " has a heredoc where its destination should be", destination.span);
  }

  bool is_healthcheck_none() const {
    return instruction_.keyword == Keyword::kHealthcheck && !instruction_.arguments.empty() &&
           base::to_lower(instruction_.arguments[0].text) == "none";
  }

  void check_healthcheck() {
    if (instruction_.arguments.empty()) return;
    bool more = instruction_.arguments.size() > 1;
    if (is_healthcheck_none()) {
      if (more) report("HEALTHCHECK NONE takes no arguments", instruction_.arguments[1].span);
      return;
    }
    if (base::to_lower(instruction_.arguments[0].text) != "cmd") {
      return report("HEALTHCHECK takes CMD or NONE", instruction_.arguments[0].span);
    }
    if (!more) report("HEALTHCHECK CMD needs a command", instruction_.arguments[0].span);
  }

  void check_volumes() {
    for (const DockerWord& volume : instruction_.arguments) {
      if (docker_trim(volume.text).empty()) report("VOLUME has an empty path", volume.span);
    }
  }

  const DockerInstruction& instruction_;
  std::vector<DockerProblem>& problems_;
  std::string_view name_;
};

}  // namespace

DockerKeyword docker_keyword(std::string_view word) {
  if (word.size() > 20) return Keyword::kUnknown;
  std::string upper = base::to_upper(word);
  for (const KeywordRule& rule : kRules) {
    if (rule.name == upper) return rule.keyword;
  }
  return Keyword::kUnknown;
}

std::string_view keyword_name(DockerKeyword keyword) {
  for (const KeywordRule& rule : kRules) {
    if (rule.keyword == keyword) return rule.name;
  }
  return "";
}

void check_instruction(const DockerInstruction& instruction, std::vector<DockerProblem>& problems) {
  Checker(instruction, problems).check();
}

}  // namespace verifull::parse
