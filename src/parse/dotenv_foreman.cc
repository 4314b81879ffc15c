// foreman's .env: ddollar/foreman lib/foreman/env.rb.
#include <algorithm>

#include "base/text.h"
#include "parse/dotenv_readers.h"

namespace verifull::parse {
namespace {

// /\A([A-Za-z_0-9]+)=(.*)\z/: the end of the name, or `begin`.
std::size_t name_end(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && (base::is_alnum(line[end]) || line[end] == '_')) ++end;
  return end < line.size() && line[end] == '=' ? end : 0;
}

// `\n` first, then every backslash goes: `\\n` has become a line break by then,
// and the one backslash left before it stays.
std::string unescaped(std::string_view text) {
  std::string with_breaks = base::replace_all(std::string(text), "\\n", "\n");
  std::string result;
  for (std::size_t at = 0; at < with_breaks.size(); ++at) {
    bool escape =
        with_breaks[at] == '\\' && at + 1 < with_breaks.size() && with_breaks[at + 1] != '\n';
    if (escape) ++at;
    result += with_breaks[at];
  }
  return result;
}

std::string value_of(std::string_view text) {
  bool quoted = text.size() >= 2 && text.front() == text.back();
  if (quoted && text.front() == '\'') return std::string(text.substr(1, text.size() - 2));
  if (quoted && text.front() == '"') return unescaped(text.substr(1, text.size() - 2));
  return std::string(text);
}

}  // namespace

// A byte-order mark stays part of the first line, which so is no assignment.
DotenvFile read_dotenv_foreman(std::string_view text, base::FileId file) {
  DotenvFile result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t line_break = std::min(text.find('\n', at), text.size());
    std::size_t end = line_break;
    if (line_break < text.size() && end > at && text[end - 1] == '\r') --end;
    std::string_view line = text.substr(at, end - at);
    if (!base::is_valid_utf8(line)) {
      result.failure = DotenvFile::Failure{"ArgumentError", "Invalid byte sequence in UTF-8",
                                           dotenv_span(file, at, end)};
      return result;
    }
    if (std::size_t name = name_end(line)) {
      DotenvAssignment assignment =
          literal_assignment(line.substr(0, name), value_of(line.substr(name + 1)));
      assignment.name_span = dotenv_span(file, at, at + name);
      assignment.value_span = dotenv_span(file, at + name + 1, end);
      assignment.span = dotenv_span(file, at, end);
      result.assignments.push_back(std::move(assignment));
    }
    at = line_break + 1;
  }
  return result;
}

}  // namespace verifull::parse
