#include "edit/erb_tags.h"

#include <algorithm>

#include "base/text.h"

namespace verifull::edit {
namespace {

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

// `%%>` is a literal `%>` inside a tag (ERB::Compiler).
std::size_t end_of_tag(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find("%>", from); at != std::string_view::npos;
       at = text.find("%>", at + 2)) {
    if (at == from || text[at - 1] != '%') return at + 2;
  }
  return text.size();
}

bool stands_alone(std::string_view text, const ErbTag& tag) {
  std::size_t begin = tag.begin;
  while (begin > 0 && !is_line_end(text[begin - 1])) --begin;
  std::size_t end = tag.end;
  while (end < text.size() && !is_line_end(text[end])) ++end;
  return base::trim(text.substr(begin, tag.begin - begin)).empty() &&
         base::trim(text.substr(tag.end, end - tag.end)).empty();
}

}  // namespace

std::vector<ErbTag> erb_tags(std::string_view text) {
  std::vector<ErbTag> tags;
  std::size_t at = text.find("<%");
  while (at != std::string_view::npos) {
    std::size_t next = at + 2;
    if (text.substr(next, 1) == "%") {
      at = text.find("<%", next + 1);
      continue;
    }
    std::size_t end = end_of_tag(text, next);
    tags.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end),
                    text.substr(next, 1) == "=", text.substr(next, 1) == "#"});
    at = text.find("<%", end);
  }
  return tags;
}

const ErbTag* tag_around(const std::vector<ErbTag>& tags, std::uint32_t begin, std::uint32_t end) {
  for (const ErbTag& tag : tags) {
    if (tag.begin <= begin && end <= tag.end && begin < tag.end) return &tag;
  }
  return nullptr;
}

std::string without_tags(std::string_view text, const std::vector<ErbTag>& tags) {
  std::string result(text);
  for (const ErbTag& tag : tags) {
    char filler = tag.output ? 'x' : ' ';
    std::fill(result.begin() + tag.begin, result.begin() + tag.end, filler);
    if (tag.output && stands_alone(text, tag)) result[tag.begin] = '#';
  }
  return result;
}

}  // namespace verifull::edit
