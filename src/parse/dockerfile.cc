#include "parse/dockerfile.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "parse/docker_arguments.h"
#include "parse/docker_checks.h"
#include "parse/docker_json.h"
#include "parse/docker_lines.h"
#include "parse/docker_words.h"

namespace verifull::parse {
namespace {

using Keyword = DockerKeyword;

// Heredocs are looked for with the default escape character, whatever the file
// says (parser.go, heredocsFromLine).
constexpr WordOptions kHeredocWords{'\\', false, true, true};
constexpr WordOptions kHeredocName{'\\', false, false, true};

DockerVariable nothing_set(std::string_view) { return {}; }

bool takes_heredocs(const DockerInstruction& instruction) {
  bool kind = instruction.keyword == Keyword::kRun || instruction.keyword == Keyword::kCopy ||
              instruction.keyword == Keyword::kAdd;
  return kind && !instruction.json;
}

class FileReader {
 public:
  FileReader(std::string_view text, Dockerfile& out) : out_(out), lines_(text, out) {}

  void read() {
    DockerText line;
    while (lines_.next(line)) {
      LineRange whole = trimmed(line, {0, line.size()});
      DockerInstruction instruction = build(std::move(line), whole, false);
      read_heredocs(instruction.trigger.empty() ? instruction : instruction.trigger[0]);
      check_place(instruction);
      out_.instructions.push_back(std::move(instruction));
    }
    if (!from_seen_) out_.problems.push_back({"there is no FROM", {out_.file, 0, 0}});
  }

 private:
  DockerInstruction build(DockerText line, LineRange range, bool is_trigger) {
    DockerInstruction result;
    result.line = std::move(line);
    LineRange blanks = first_blanks(result.line, range);
    result.name = docker_word(result.line, {range.begin, blanks.begin});
    result.keyword = docker_keyword(result.name.text);
    result.span = result.line.span(range.begin, range.end);
    LineRange rest = read_flags(result.line, {blanks.end, range.end}, out_.escape, result.flags);
    result.rest = docker_word(result.line, rest);
    read_arguments_of(result, rest, is_trigger);
    check_instruction(result, out_.problems);
    return result;
  }

  void read_arguments_of(DockerInstruction& result, LineRange rest, bool is_trigger) {
    switch (result.keyword) {
      case Keyword::kAdd:
      case Keyword::kCopy:
      case Keyword::kVolume:
        if (!read_json(result, rest)) result.arguments = blank_separated(result.line, rest);
        return;
      case Keyword::kFrom:
      case Keyword::kExpose:
        result.arguments = blank_separated(result.line, rest);
        return;
      case Keyword::kRun:
      case Keyword::kCmd:
      case Keyword::kEntrypoint:
      case Keyword::kShell:
        return read_command(result, rest);
      case Keyword::kHealthcheck:
        return read_healthcheck(result, rest);
      case Keyword::kUser:
      case Keyword::kWorkdir:
      case Keyword::kStopsignal:
      case Keyword::kMaintainer:
        return add_rest(result, rest);
      case Keyword::kEnv:
      case Keyword::kLabel:
        return read_pairs(result, rest);
      case Keyword::kArg:
        result.assignments = read_arguments(result.line, rest, out_.escape);
        return;
      case Keyword::kOnbuild:
        return read_trigger(result, rest, is_trigger);
      case Keyword::kUnknown:
        return;
    }
  }

  static void add_rest(DockerInstruction& result, LineRange rest) {
    if (!rest.empty()) result.arguments.push_back(docker_word(result.line, rest));
  }

  void read_command(DockerInstruction& result, LineRange rest) {
    if (!read_json(result, rest)) add_rest(result, rest);
  }

  void read_healthcheck(DockerInstruction& result, LineRange rest) {
    if (rest.empty()) return;
    LineRange blanks = first_blanks(result.line, rest);
    result.arguments.push_back(docker_word(result.line, {rest.begin, blanks.begin}));
    read_command(result, {blanks.end, rest.end});
  }

  // Adds the strings of a JSON array; false when the words are not JSON.
  bool read_json(DockerInstruction& result, LineRange rest) {
    std::string_view text = result.line.text().substr(rest.begin, rest.end - rest.begin);
    JsonStrings json = read_json_strings(text);
    if (json.outcome == JsonStrings::Outcome::kMixed) {
      out_.problems.push_back(
          {"a JSON array here can only hold strings", result.line.span(rest.begin, rest.end)});
    }
    if (json.outcome != JsonStrings::Outcome::kStrings) return false;
    for (JsonString& string : json.strings) {
      DockerWord word =
          docker_word(result.line, {rest.begin + string.begin, rest.begin + string.end});
      word.text = std::move(string.text);
      result.arguments.push_back(std::move(word));
    }
    result.json = true;
    return true;
  }

  void read_pairs(DockerInstruction& result, LineRange rest) {
    std::vector<DockerWord> stray;
    result.assignments = read_assignments(result.line, rest, out_.escape, stray);
    bool alone = result.assignments.empty();
    for (const DockerWord& word : stray) {
      std::string message = alone ? "the name has no value" : "the word has no \"=\"";
      if (word.text[0] == '#') message = "a comment needs a line of its own";
      out_.problems.push_back({std::move(message), word.span});
      if (word.text[0] == '#') return;  // the words behind it belong to the comment
    }
  }

  void read_trigger(DockerInstruction& result, LineRange rest, bool is_trigger) {
    base::Span span = result.line.span(rest.begin, rest.end);
    if (rest.empty()) {
      out_.problems.push_back({"ONBUILD needs an instruction", result.span});
      return;
    }
    if (is_trigger) return;
    DockerInstruction trigger = build(result.line, rest, true);
    bool allowed = trigger.keyword != Keyword::kOnbuild && trigger.keyword != Keyword::kFrom &&
                   trigger.keyword != Keyword::kMaintainer;
    if (!allowed) {
      out_.problems.push_back({"ONBUILD can't hold ONBUILD, FROM or MAINTAINER", span});
      return;
    }
    result.trigger.push_back(std::move(trigger));
  }

  void read_heredocs(DockerInstruction& instruction) {
    std::string_view text = instruction.line.text();
    if (!takes_heredocs(instruction) || text.find("<<") == std::string_view::npos) return;
    // A line whose quotes don't match has no heredocs.
    WordBudget budget;
    auto words = split_words(text, nothing_set, kHeredocWords, budget);
    if (!words) return;
    for (const SplitWord& word : *words) {
      auto heredoc = parse_heredoc_word(word.text);
      if (!heredoc) continue;
      heredoc->word_span = instruction.line.span(word.begin, word.end);
      lines_.read_heredoc(*heredoc);
      instruction.heredocs.push_back(*std::move(heredoc));
    }
  }

  void check_place(const DockerInstruction& instruction) {
    if (instruction.keyword == Keyword::kFrom) from_seen_ = true;
    bool global = instruction.keyword == Keyword::kArg || instruction.keyword == Keyword::kUnknown;
    if (from_seen_ || global) return;
    out_.problems.push_back({"only ARG may stand before the first FROM", instruction.span});
  }

  Dockerfile& out_;
  DockerLineReader lines_;
  bool from_seen_ = false;
};

std::size_t quote_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c == '\'' || c == '"'; }));
}

// The number in front of `<<`; one that is too large is no number of a file.
std::uint32_t descriptor_of(std::string_view digits) {
  std::uint32_t value = 0;
  for (char c : digits) {
    if (value > 100'000'000) return UINT32_MAX;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value;
}

}  // namespace

const DockerFlag* DockerInstruction::flag(std::string_view flag_name) const {
  auto found = std::find_if(flags.begin(), flags.end(), [&](const DockerFlag& candidate) {
    return candidate.name == flag_name;
  });
  return found == flags.end() ? nullptr : &*found;
}

std::optional<DockerHeredoc> parse_heredoc_word(std::string_view word) {
  std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  if (word.substr(digits, 2) != "<<") return std::nullopt;
  DockerHeredoc heredoc;
  heredoc.descriptor = descriptor_of(word.substr(0, digits));
  std::string_view rest = word.substr(digits + 2);
  heredoc.strip_tabs = !rest.empty() && rest[0] == '-';
  if (heredoc.strip_tabs) rest.remove_prefix(1);
  while (!rest.empty() && base::is_space(rest[0])) rest.remove_prefix(1);
  if (rest.empty() || rest.find('<') != std::string_view::npos) return std::nullopt;
  WordBudget budget;
  auto names = split_words(rest, nothing_set, kHeredocName, budget);
  auto raw = split_words(rest, nothing_set, kHeredocWords, budget);
  if (!names || !raw || names->size() != 1 || raw->size() != 1) return std::nullopt;
  heredoc.name = (*names)[0].text;
  heredoc.quoted = quote_count(heredoc.name) != quote_count((*raw)[0].text);
  return heredoc;
}

Dockerfile parse_dockerfile(std::string_view text, base::FileId file) {
  Dockerfile result;
  result.file = file;
  if (text.size() > kMaxDockerfile) {
    result.problems.push_back({"the file is larger than 1 MiB and was not read", {file, 0, 0}});
    return result;
  }
  FileReader(text, result).read();
  std::stable_sort(
      result.problems.begin(), result.problems.end(),
      [](const DockerProblem& a, const DockerProblem& b) { return a.span.begin < b.span.begin; });
  return result;
}

}  // namespace verifull::parse
