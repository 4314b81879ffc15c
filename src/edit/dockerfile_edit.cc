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

// `COPY --chmod` is as old as BuildKit, RUN and the others have no such flag.
bool may_have(const DockerInstruction& instruction, std::string_view flag) {
  using parse::DockerKeyword;
  bool copies = instruction.keyword == DockerKeyword::kCopy ||
                instruction.keyword == DockerKeyword::kAdd;
  return copies || (flag != "chmod" && flag != "chown");
}

Edit line_behind(std::string_view text, base::FileId file, std::size_t end,
                 std::string_view line) {
  end = std::min(text.find_first_of("\r\n", end), text.size());
  // The last line may have no end; then the others tell.
  bool windows = end < text.size() ? text.substr(end, 2) == "\r\n"
                                   : text.find("\r\n") != std::string_view::npos;
  auto offset = static_cast<std::uint32_t>(end);
  return Edit{{file, offset, offset}, (windows ? "\r\n" : "\n") + std::string(line)};
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
  if (!may_have(*instruction, name)) return Outcome::cannot("it has no such flag");
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
  std::size_t end = instruction->span.end;
  // The line that ends the last heredoc is behind its text.
  if (!instruction->heredocs.empty()) end = instruction->heredocs.back().span.end;
  return line_behind(text, at.file, end, line);
}

Outcome insert_line(std::string_view text, const base::Span& at, std::string_view line) {
  if (at.begin > text.size() || line.find_first_of("\r\n") != std::string_view::npos) {
    return Outcome::cannot("there is no such line");
  }
  return line_behind(text, at.file, at.begin, line);
}

Outcome set_word(std::string_view text, const base::Span& word, std::string_view to) {
  std::string_view written = text.substr(word.begin, word.size());
  bool fine = is_plain_word(written) && is_plain_word(to);
  if (!fine) return Outcome::cannot("the word is made of more than its letters");
  return Edit{word, std::string(to)};
}

}  // namespace verifull::edit
