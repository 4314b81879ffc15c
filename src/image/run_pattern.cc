#include "image/run_pattern.h"

#include <cstddef>

namespace verifull::image {
namespace {

struct Element {
  enum class Kind { kCharacter, kAny, kStar, kSet, kUnclear };
  Kind kind = Kind::kCharacter;
  char character = 0;
  bool negated = false;
  std::string_view set;
  std::size_t size = 1;
};

Element read_set(std::string_view pattern, std::size_t at) {
  std::size_t i = at + 1;
  Element element;
  element.kind = Element::Kind::kSet;
  if (i < pattern.size() && pattern[i] == '!') {
    element.negated = true;
    ++i;
  }
  const std::size_t begin = i;
  if (i < pattern.size() && pattern[i] == ']') ++i;
  while (i < pattern.size() && pattern[i] != ']') ++i;
  if (i == pattern.size()) {  // no set: the bracket is itself
    element.kind = Element::Kind::kCharacter;
    element.character = '[';
    return element;
  }
  element.set = pattern.substr(begin, i - begin);
  element.size = i + 1 - at;
  const bool unclear = element.set.find_first_of("[\\") != std::string_view::npos ||
                       (!element.negated && element.set[0] == '^');
  if (unclear) element.kind = Element::Kind::kUnclear;
  return element;
}

Element read_element(std::string_view pattern, std::size_t at) {
  Element element;
  element.character = pattern[at];
  if (pattern[at] == '\\' && at + 1 < pattern.size()) {
    element.character = pattern[at + 1];
    element.size = 2;
  } else if (pattern[at] == '*') {
    element.kind = Element::Kind::kStar;
  } else if (pattern[at] == '?') {
    element.kind = Element::Kind::kAny;
  } else if (pattern[at] == '[') {
    return read_set(pattern, at);
  }
  return element;
}

bool in_set(std::string_view set, char c) {
  for (std::size_t i = 0; i < set.size(); ++i) {
    const bool range = i + 2 < set.size() && set[i + 1] == '-';
    if (range ? set[i] <= c && c <= set[i + 2] : set[i] == c) return true;
    if (range) i += 2;
  }
  return false;
}

bool takes(const Element& element, char c) {
  if (element.kind == Element::Kind::kAny) return true;
  if (element.kind == Element::Kind::kSet) return in_set(element.set, c) != element.negated;
  return element.kind == Element::Kind::kCharacter && element.character == c;
}

bool is_clear(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size();) {
    const Element element = read_element(pattern, at);
    if (element.kind == Element::Kind::kUnclear) return false;
    at += element.size;
  }
  return true;
}

}  // namespace

std::optional<bool> matches_pattern(std::string_view pattern, std::string_view name) {
  if (!is_clear(pattern)) return std::nullopt;
  std::size_t at = 0;
  std::size_t in = 0;
  std::size_t star = pattern.npos;  // behind the last star
  std::size_t star_in = 0;          // where what it stands for ends so far
  while (in < name.size()) {
    if (at < pattern.size()) {
      const Element element = read_element(pattern, at);
      if (element.kind == Element::Kind::kStar) {
        at += element.size;
        star = at;
        star_in = in;
        continue;
      }
      if (takes(element, name[in])) {
        at += element.size;
        ++in;
        continue;
      }
    }
    if (star == pattern.npos) return false;
    at = star;
    in = ++star_in;
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size();
}

std::string escaped_pattern(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (std::string_view("*?[]\\").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

}  // namespace verifull::image
