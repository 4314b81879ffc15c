#include "image/run_program.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace verifull::image {
namespace {

using parse::DockerHeredoc;
using parse::DockerInstruction;
using parse::DockerText;
using parse::DockerWord;

constexpr std::string_view kShells[] = {"sh", "bash", "dash", "ash"};

std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// `-euxc`; false for a letter that no shell here has.
bool read_cluster(std::string_view letters, RunShell& shell, bool& takes_name, bool& command) {
  for (char c : letters) {
    if (std::string_view("eucxolifv").find(c) == std::string_view::npos) return false;
    if (c == 'e') shell.errexit = true;
    if (c == 'o') takes_name = true;
    if (c == 'c') command = true;
  }
  return true;
}

// The bytes [begin, end) of `line`, cut where something was taken out.
void append_range(const DockerText& line, std::uint32_t begin, std::uint32_t end,
                  DockerText& text) {
  for (std::uint32_t at = begin; at < end;) {
    std::uint32_t stop = at + 1;
    while (stop < end && line.offset(stop) == line.offset(stop - 1) + 1) ++stop;
    text.append(line.text().substr(at, stop - at), line.offset(at));
    at = stop;
  }
}

// The file's text of the body is not at hand, but only tabs were taken from the
// front of its lines: what was taken in all is spread by giving each line its
// place from the end of the body on.
void append_body(const DockerHeredoc& heredoc, DockerText& text) {
  const std::uint32_t taken =
      heredoc.span.size() - static_cast<std::uint32_t>(heredoc.content.size());
  text.append(heredoc.content, heredoc.span.begin + taken);
}

parse::ShellNode command_of(const std::vector<DockerWord>& arguments) {
  parse::ShellNode node;
  for (const DockerWord& argument : arguments) {
    parse::ShellPart part;
    part.quoted = true;
    part.text = argument.text;
    part.range = {argument.begin, argument.end};
    parse::ShellWord word;
    word.range = part.range;
    word.parts.push_back(std::move(part));
    node.words.push_back(std::move(word));
  }
  node.range = {arguments.front().begin, arguments.back().end};
  return node;
}

void parse_text(RunProgram& program) {
  if (!program.shell.readable) {
    program.unreadable = "its SHELL is not one that is understood";
    return;
  }
  program.script = parse::parse_shell(program.text.text());
  if (program.script.error) program.unreadable = program.script.error->message;
}

}  // namespace

std::optional<RunShell> shell_of(const std::vector<std::string>& words) {
  if (words.empty()) return std::nullopt;
  const std::string_view name = base_name(words[0]);
  if (std::find(std::begin(kShells), std::end(kShells), name) == std::end(kShells)) {
    return std::nullopt;
  }
  RunShell shell;
  shell.is_bash = name == "bash";
  bool command = false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (command || word.size() < 2 || word[0] != '-') return std::nullopt;
    if (word == "--login" || word == "--norc" || word == "--noprofile") continue;
    bool takes_name = false;
    if (!read_cluster(std::string_view(word).substr(1), shell, takes_name, command)) {
      return std::nullopt;
    }
    if (!takes_name) continue;
    if (++i == words.size()) return std::nullopt;
    if (words[i] == "pipefail") shell.pipefail = true;
    if (words[i] == "errexit") shell.errexit = true;
  }
  if (!command) return std::nullopt;
  return shell;
}

RunShell shell_of(const DockerInstruction& instruction) {
  std::vector<std::string> words;
  for (const DockerWord& word : instruction.arguments) words.push_back(word.text);
  if (auto shell = shell_of(words); shell && instruction.json) return *shell;
  RunShell unknown;
  unknown.readable = false;
  return unknown;
}

RunProgram read_run(const DockerInstruction& instruction, const RunShell& shell) {
  RunProgram program;
  program.shell = shell;
  if (instruction.json) {
    program.text = instruction.line;
    program.shell = RunShell{};
    if (!instruction.arguments.empty()) {
      program.script.commands.push_back(command_of(instruction.arguments));
    }
    return program;
  }
  const base::FileId file = instruction.span.file;
  program.text = DockerText(file);
  const DockerWord& rest = instruction.rest;
  const std::vector<DockerHeredoc>& heredocs = instruction.heredocs;
  const bool body_only = heredocs.size() == 1 && parse::parse_heredoc_word(rest.text).has_value();
  if (body_only) {
    append_body(heredocs[0], program.text);
    if (heredocs[0].content.starts_with("#!")) {
      const std::size_t stop = std::min(heredocs[0].content.find('\n'), heredocs[0].content.size());
      std::vector<std::string> words;
      for (std::string_view word : base::split(heredocs[0].content.substr(2, stop - 2), ' ')) {
        if (!word.empty() && base_name(word) != "env") words.emplace_back(word);
      }
      words.emplace_back("-c");
      RunShell unknown;
      unknown.readable = false;
      program.shell = shell_of(words).value_or(unknown);
    }
    parse_text(program);
    return program;
  }
  append_range(instruction.line, rest.begin, rest.end, program.text);
  for (const DockerHeredoc& heredoc : heredocs) {
    program.text.append("\n", heredoc.span.begin == 0 ? 0 : heredoc.span.begin - 1);
    append_body(heredoc, program.text);
    program.text.append(heredoc.name, heredoc.span.end);
  }
  parse_text(program);
  return program;
}

}  // namespace verifull::image
