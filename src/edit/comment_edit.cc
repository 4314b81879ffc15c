#include "edit/comment_edit.h"

#include <cstdint>
#include <string>

#include "base/text.h"

namespace verifull::edit {
namespace {

bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

Edit removal(const base::Span& of, std::size_t begin, std::size_t end) {
  return {{of.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, ""};
}

}  // namespace

Outcome remove_comment(std::string_view text, const base::Span& inside) {
  std::size_t end = inside.begin;
  while (end < text.size() && !is_line_end(text[end])) ++end;
  std::size_t hash = inside.begin;
  while (hash > 0 && text[hash - 1] != '#' && !is_line_end(text[hash - 1])) --hash;
  if (hash == 0 || text[hash - 1] != '#') return Outcome::cannot("this is no comment");
  std::size_t begin = hash - 1;
  // Another remark in the same comment is not ours.
  if (!base::trim(text.substr(hash, inside.begin - hash)).empty()) {
    begin = inside.begin;
  }
  while (begin > 0 && is_blank(text[begin - 1])) --begin;
  bool whole_line = begin == 0 || is_line_end(text[begin - 1]);
  if (whole_line && end < text.size()) end += text.substr(end, 2) == "\r\n" ? 2 : 1;
  return removal(inside, begin, end);
}

Outcome remove_listed(std::string_view text, const base::Span& word) {
  std::size_t begin = word.begin;
  std::size_t end = word.end;
  while (end < text.size() && is_blank(text[end])) ++end;
  if (text.substr(end, 1) == ",") {
    ++end;
    while (end < text.size() && is_blank(text[end])) ++end;
    return removal(word, begin, end);
  }
  while (begin > 0 && is_blank(text[begin - 1])) --begin;
  if (begin == 0 || text[begin - 1] != ',') return Outcome::cannot("it is the only one");
  return removal(word, begin - 1, end);
}

}  // namespace verifull::edit
