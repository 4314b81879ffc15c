#include "parse/placeholder.h"

#include "base/text.h"

namespace verifull::parse {

std::string placeholder(std::uint32_t index) {
  std::string result(kPlaceholderOpen);
  result += std::to_string(index);
  result += kPlaceholderClose;
  return result;
}

std::string without_placeholders(std::string text) {
  for (std::string_view mark : {kPlaceholderOpen, kPlaceholderClose}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.replace(at, mark.size(), mark.size(), '?');
    }
  }
  return text;
}

std::size_t placeholder_size(std::string_view text, std::size_t at) {
  if (text.substr(at, kPlaceholderOpen.size()) != kPlaceholderOpen) return 0;
  std::size_t end = at + kPlaceholderOpen.size();
  while (end < text.size() && base::is_digit(text[end])) ++end;
  if (text.substr(end, kPlaceholderClose.size()) != kPlaceholderClose) return 0;
  return end + kPlaceholderClose.size() - at;
}

std::vector<TextPart> split_placeholders(std::string_view text) {
  std::vector<TextPart> parts;
  while (!text.empty()) {
    std::size_t at = text.find(kPlaceholderOpen);
    if (at == std::string_view::npos) at = text.size();
    if (at > 0) parts.push_back({false, 0, text.substr(0, at)});
    text.remove_prefix(at);
    if (text.empty()) break;
    std::size_t size = placeholder_size(text, 0);
    if (size == 0) {
      // Half a placeholder, which only a cut text can hold, is literal.
      parts.push_back({false, 0, text.substr(0, kPlaceholderOpen.size())});
      text.remove_prefix(kPlaceholderOpen.size());
      continue;
    }
    std::uint32_t index = 0;
    for (char c : text.substr(0, size)) {
      if (base::is_digit(c)) index = index * 10 + static_cast<std::uint32_t>(c - '0');
    }
    parts.push_back({true, index, text.substr(0, size)});
    text.remove_prefix(size);
  }
  return parts;
}

}  // namespace verifull::parse
