// Commands that print, and those that write what they are given.
//
// `echo` of dash takes backslashes apart, that of bash does not; where they
// differ the text is not known.
#include <algorithm>

#include "base/text.h"
#include "image/path.h"
#include "image/run_families.h"

namespace verifull::image {
namespace {

using Presence = Found::Presence;

constexpr RunOption kCatOptions[] = {{'u', ""}};
constexpr RunOption kTeeOptions[] = {{'a', "append"}, {'i', "ignore-interrupts"}};
constexpr RunOption kSedOptions[] = {
    {'n', "quiet"},      {'n', "silent"},          {'e', "expression", true},
    {'f', "file", true}, {'E', "regexp-extended"}, {'r', ""},
    {'s', "separate"},   {'z', "null-data"},       {'u', "unbuffered"},
};

// As printf's format: nullopt for what is not worked out here.
std::optional<std::string> unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      result += text[i];
      continue;
    }
    const char next = i + 1 < text.size() ? text[++i] : 'x';
    if (next == 'n')
      result += '\n';
    else if (next == 't')
      result += '\t';
    else if (next == '\\')
      result += '\\';
    else
      return std::nullopt;
  }
  return result;
}

// `%s` and `%%` only.
std::optional<std::string> formatted(const std::vector<RunArgument>& words, std::size_t at) {
  const std::string& format = words[at++].text;
  std::string result;
  bool again = true;
  while (again) {
    const std::size_t before = at;
    for (std::size_t i = 0; i < format.size(); ++i) {
      if (format[i] != '%') {
        const std::size_t stop = std::min(format.find('%', i), format.size());
        auto text = unescaped(std::string_view(format).substr(i, stop - i));
        if (!text) return std::nullopt;
        result += *text;
        i = stop - 1;
        continue;
      }
      const char next = i + 1 < format.size() ? format[++i] : 'x';
      if (next != '%' && next != 's') return std::nullopt;
      if (next == '%')
        result += '%';
      else if (at < words.size())
        result += words[at++].text;
    }
    again = at < words.size() && at > before;
    if (result.size() > kMaxContentText) return std::nullopt;
  }
  return result;
}

void pass_on(const RunOutput* from, RunCall& call) {
  if (from)
    call.out.insert(call.out.end(), from->begin(), from->end());
  else
    call.print_unknown("what a command reads");
}

// `sed -i[SUFFIX]` or `--in-place[=SUFFIX]`, in a cluster too.
bool takes_in_place(const RunArgument& word) {
  if (!word.known || word.text.size() < 2 || word.text[0] != '-') return false;
  if (word.text.starts_with("--")) return word.text.starts_with("--in-place");
  return word.text.find('i') != word.text.npos &&
         word.text.find_first_of("ef") > word.text.find('i');
}

}  // namespace

RunStatus run_echo(RunCall& call) {
  std::size_t at = 1;
  bool newline = true;
  bool clear = call.all_known();
  for (; clear && at < call.words.size(); ++at) {
    const std::string& text = call.words[at].text;
    if (text.size() < 2 || text[0] != '-' || text.find_first_not_of("neE", 1) != text.npos) break;
    // dash knows only `-n`; the others it prints.
    if (text != "-n") clear = call.machine.is_bash && text.find_first_of("eE") == text.npos;
    newline = false;
  }
  std::string line;
  for (std::size_t i = at; clear && i < call.words.size(); ++i) {
    line += (i > at ? " " : "") + call.words[i].text;
  }
  if (!call.machine.is_bash && line.find('\\') != line.npos) clear = false;
  if (!clear)
    call.print_unknown("a text that is not known");
  else
    call.print(line + (newline ? "\n" : ""));
  return RunStatus::kOk;
}

RunStatus run_printf(RunCall& call) {
  std::size_t at = 1;
  if (at < call.words.size() && call.words[at].known && call.words[at].text == "--") ++at;
  if (at == call.words.size()) return RunStatus::kFailed;
  const bool option = call.words[at].text.starts_with("-");
  const auto text = call.all_known() && !option ? formatted(call.words, at) : std::nullopt;
  if (text)
    call.print(*text);
  else
    call.print_unknown("a text that is not known");
  return text ? RunStatus::kOk : RunStatus::kUnknown;
}

RunStatus run_cat(RunCall& call) {
  RunOptions options = read_options(call.words, kCatOptions);
  if (options.operands.empty()) options.operands.push_back({"-", true, false, false, false});
  RunStatus status = RunStatus::kOk;
  if (!options.clear) {
    call.print_unknown("files, changed on the way");
    return RunStatus::kUnknown;
  }
  for (const RunArgument& word : options.operands) {
    if (word.known && word.text == "-") {
      pass_on(call.in, call);
      continue;
    }
    const auto path = call.files().path_of(word);
    const Found found = path ? call.files().look(*path) : Found{};
    // A file that is being written: GNU's cat refuses it once something is in it.
    const std::vector<std::string>& outputs = call.machine.outputs;
    if (std::find(outputs.begin(), outputs.end(), found.path) != outputs.end()) {
      call.print_unknown("a file that is being written");
      status = both(status, RunStatus::kUnknown);
      continue;
    }
    if (path && found.is_file()) {
      status = both(status, call.files().may_read(found));
      call.out.insert(call.out.end(), found.content->begin(), found.content->end());
      continue;
    }
    const bool absent = path && found.presence == Presence::kAbsent;
    const bool directory =
        found.presence == Presence::kPresent && found.kind == NodeKind::kDirectory;
    if (!absent && !directory) call.print_unknown("a file that is not known");
    status = both(status, absent || directory ? RunStatus::kFailed : RunStatus::kUnknown);
  }
  return status;
}

RunStatus run_tee(RunCall& call) {
  const RunOptions options = read_options(call.words, kTeeOptions);
  if (!options.clear) return call.touch_words();
  RunStatus status = RunStatus::kOk;
  RunOutput given;
  if (call.in)
    given = *call.in;
  else
    given.push_back(unknown_content("what a command reads"));
  if (given.empty()) given.push_back({ContentKind::kText, "", false, false, call.cause.span});
  for (const RunArgument& word : options.operands) {
    const auto path = call.files().path_of(word);
    if (path && path->starts_with("/dev/")) continue;
    if (!path) {
      call.files().touch(word, call.cause);
      status = both(status, RunStatus::kUnknown);
      continue;
    }
    status = both(status, call.files().write(*path, std::make_shared<const RunOutput>(given),
                                             options.has('a'), call.cause));
  }
  pass_on(call.in, call);
  return status;
}

RunStatus run_pwd(RunCall& call) {
  if (call.files().directory && call.words.size() == 1) {
    call.print(join_path("/", *call.files().directory) + "\n");
  } else {
    call.print_unknown("the working directory");
  }
  return RunStatus::kOk;
}

// A path that nothing else has: what is done to it is done to no other.
RunStatus run_mktemp(RunCall& call) {
  if (call.words.size() == 1 || (call.words.size() == 2 && call.words[1].text == "-d")) {
    call.print("/tmp/tmp.");
  }
  call.print_unknown("a name that is not known");
  call.files().touch("/tmp", Doubt::kMayAdd, call.cause);
  return RunStatus::kOk;
}

RunStatus run_sed(RunCall& call) {
  std::vector<RunArgument> words;
  bool in_place = false;
  for (const RunArgument& word : call.words) {
    const bool is = takes_in_place(word);
    in_place |= is;
    if (!is) words.push_back(word);
  }
  RunOptions options = read_options(words, kSedOptions);
  for (const RunArgument& word : words) {
    // The command `w FILE` of a script.
    const std::size_t at = word.text.find("w /");
    if (at != word.text.npos) {
      const std::size_t stop = std::min(word.text.find_first_of(" ;\n", at + 2), word.text.size());
      call.files().touch({word.text.substr(at + 2, stop - at - 2), true, false, false, false},
                         call.cause);
    }
  }
  call.print_unknown("what sed prints");
  if (!in_place) return RunStatus::kUnknown;
  const bool script = options.has('e') || options.has('f');
  for (std::size_t i = script ? 0 : 1; i < options.operands.size(); ++i) {
    const RunArgument& word = options.operands[i];
    const auto path = call.files().path_of(word);
    const Found found = path ? call.files().look(*path, false) : Found{};
    // Another file takes its place, with the same owner and mode.
    if (path && found.is_file() && call.files().user.uid == 0U) {
      call.files().write(*path, content_of(unknown_content("a file that sed changed")), false,
                         call.cause);
    } else {
      call.files().touch(word, call.cause);
    }
  }
  return RunStatus::kUnknown;
}

RunStatus run_filter(RunCall& call) {
  call.print_unknown("what a command makes of its input");
  return RunStatus::kUnknown;
}

}  // namespace verifull::image
