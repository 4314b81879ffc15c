#include "edit/dockerfile_edit.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "parse/dockerfile.h"

namespace verifull::edit {
namespace {

using parse::DockerInstruction;

std::optional<DockerInstruction> instruction_at(std::string_view text, const base::Span& at) {
  parse::Dockerfile file = parse::parse_dockerfile(text, at.file);
  for (DockerInstruction& each : file.instructions) {
    if (each.span.begin <= at.begin && at.begin <= each.span.end) return std::move(each);
  }
  return std::nullopt;
}

bool is_plain_word(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return base::is_alnum(c) || std::string_view("_./:@%?&=+,~-").find(c) != std::string_view::npos;
  });
}

}  // namespace

Outcome set_flag(std::string_view text, const base::Span& at, std::string_view name,
                 std::string_view value) {
  std::optional<DockerInstruction> instruction = instruction_at(text, at);
  if (!instruction) return Outcome::cannot("there is no instruction");
  if (!is_plain_word(value)) return Outcome::cannot("the flag would need quotes");
  if (const parse::DockerFlag* flag = instruction->flag(name)) {
    if (!flag->value) return Outcome::cannot("the flag has no value");
    return Edit{flag->value_span, std::string(value)};
  }
  std::uint32_t end = instruction->name.span.end;
  return Edit{{at.file, end, end}, " --" + std::string(name) + "=" + std::string(value)};
}

Outcome insert_instruction(std::string_view text, const base::Span& at, std::string_view line) {
  std::optional<DockerInstruction> instruction = instruction_at(text, at);
  if (!instruction) return Outcome::cannot("there is no instruction");
  if (line.find_first_of("\r\n") != std::string_view::npos) {
    return Outcome::cannot("an instruction has one line");
  }
  if (!instruction->heredocs.empty()) return Outcome::cannot("a heredoc follows");
  std::size_t end = instruction->span.end;
  while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
  std::string_view line_break = text.substr(end, 2) == "\r\n" ? "\r\n" : "\n";
  auto offset = static_cast<std::uint32_t>(end);
  return Edit{{at.file, offset, offset}, std::string(line_break) + std::string(line)};
}

Outcome set_word(std::string_view text, const base::Span& word, std::string_view to) {
  std::string_view written = text.substr(word.begin, word.size());
  bool fine = is_plain_word(written) && is_plain_word(to);
  if (!fine) return Outcome::cannot("the word is made of more than its letters");
  return Edit{word, std::string(to)};
}

}  // namespace verifull::edit
