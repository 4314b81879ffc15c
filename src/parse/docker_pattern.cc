#include "parse/docker_pattern.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "base/text.h"

namespace verifull::parse {
namespace {

using Elements = std::span<const std::uint32_t>;

// The bytes of one character as a number: equal exactly when the bytes are, and
// never one of the wildcards, since no UTF-8 sequence begins with 0xff.
std::uint32_t packed(std::string_view bytes) {
  std::uint32_t value = 0;
  for (char c : bytes) value = (value << 8) | static_cast<unsigned char>(c);
  return value;
}

// Text as characters, with the byte offset of each and of the end.
struct Characters {
  std::vector<std::uint32_t> values;
  std::vector<std::size_t> offsets;
};

Characters characters_of(std::string_view text) {
  Characters result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = base::code_point_size(text, at);
    result.values.push_back(packed(text.substr(at, size)));
    result.offsets.push_back(at);
    at += size;
  }
  result.offsets.push_back(text.size());
  return result;
}

// Finds matches in characters. All stars take the same side (as little or as
// much as they can), so no backtracking is needed: what stands between two stars
// is looked for from left to right, and only the last piece decides the end.
class Matcher {
 public:
  Matcher(Elements pattern, Elements text, std::uint64_t& steps) : text_(text), steps_(steps) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= pattern.size(); ++i) {
      if (i < pattern.size() && pattern[i] != DockerPattern::kAnyRun) continue;
      pieces_.push_back(pattern.subspan(begin, i - begin));
      begin = i + 1;
    }
  }

  bool exhausted() const { return exhausted_; }

  // The end of the match that starts at `start`.
  std::optional<std::size_t> match(std::size_t start, bool longest) {
    if (!fits(pieces_.front(), start)) return std::nullopt;
    std::size_t at = start + pieces_.front().size();
    for (std::size_t i = 1; i < pieces_.size(); ++i) {
      bool from_right = longest && i + 1 == pieces_.size();
      auto found = from_right ? find_last(pieces_[i], at) : find_first(pieces_[i], at);
      if (!found) return std::nullopt;
      at = *found + pieces_[i].size();
    }
    return at;
  }

  // The leftmost match at or after `from`, as long as possible.
  std::optional<std::pair<std::size_t, std::size_t>> search(std::size_t from) {
    auto start = find_first(pieces_.front(), from);
    if (!start) return std::nullopt;
    // When what follows the first star is not to be found from here, it is not
    // from further right either: the first start is the only one to try.
    auto end = match(*start, true);
    if (!end) return std::nullopt;
    return std::pair{*start, *end};
  }

 private:
  bool fits(Elements piece, std::size_t at) {
    if (at + piece.size() > text_.size()) return false;
    for (std::size_t i = 0; i < piece.size(); ++i) {
      if (!spend()) return false;
      if (piece[i] != DockerPattern::kAnyOne && piece[i] != text_[at + i]) return false;
    }
    return true;
  }

  std::optional<std::size_t> find_first(Elements piece, std::size_t from) {
    for (std::size_t at = from; at + piece.size() <= text_.size(); ++at) {
      if (fits(piece, at)) return at;
      if (!spend()) return std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> find_last(Elements piece, std::size_t from) {
    for (std::size_t end = text_.size(); end >= from + piece.size(); --end) {
      if (fits(piece, end - piece.size())) return end - piece.size();
      if (!spend() || end == 0) return std::nullopt;
    }
    return std::nullopt;
  }

  bool spend() {
    exhausted_ = exhausted_ || steps_ == 0;
    if (!exhausted_) --steps_;
    return !exhausted_;
  }

  Elements text_;
  std::uint64_t& steps_;
  std::vector<Elements> pieces_;  // what stands between the stars; at least one
  bool exhausted_ = false;
};

bool is_name_character(char c) { return base::is_alnum(c) || c == '_'; }

// The name of `$name` or `${name}` that starts at the dollar, and its size in
// the template; size 0 when there is none.
struct TemplateName {
  std::string_view name;
  std::size_t size = 0;
};

TemplateName template_name(std::string_view text, std::size_t dollar) {
  bool braces = dollar + 1 < text.size() && text[dollar + 1] == '{';
  std::size_t begin = dollar + (braces ? 2 : 1);
  std::size_t end = begin;
  while (end < text.size() && is_name_character(text[end])) ++end;
  if (end == begin) return {};
  if (braces && (end == text.size() || text[end] != '}')) return {};
  return {text.substr(begin, end - begin), end + (braces ? 1 : 0) - dollar};
}

bool is_zero(std::string_view name) {
  return name.size() <= 8 && std::all_of(name.begin(), name.end(), [](char c) { return c == '0'; });
}

void append_template(std::string& result, std::string_view replacement, std::string_view match) {
  for (std::size_t at = 0; at < replacement.size();) {
    if (replacement[at] != '$') {
      result += replacement[at++];
      continue;
    }
    if (replacement.substr(at, 2) == "$$") {
      result += '$';
      at += 2;
      continue;
    }
    TemplateName name = template_name(replacement, at);
    if (name.size == 0) result += '$';
    if (name.size != 0 && is_zero(name.name)) result += match;
    at += std::max<std::size_t>(name.size, 1);
  }
}

std::string replace_first(Matcher& matcher, const Characters& characters, std::string_view text,
                          std::string_view replacement) {
  auto found = matcher.search(0);
  if (!found) return std::string(text);
  std::string result(text.substr(0, characters.offsets[found->first]));
  result += replacement;
  result += text.substr(characters.offsets[found->second]);
  return result;
}

// An empty match right behind the match before it does not count; that is Go's
// rule for `*` and the empty pattern.
std::string replace_all(Matcher& matcher, const Characters& characters, std::string_view text,
                        std::string_view replacement) {
  std::string result;
  std::size_t done = 0;
  for (std::size_t from = 0; from <= characters.values.size();) {
    auto found = matcher.search(from);
    if (!found) break;
    auto [begin, end] = *found;
    std::size_t first = characters.offsets[begin];
    result += text.substr(characters.offsets[done], first - characters.offsets[done]);
    if (end > done || begin == 0) {
      append_template(result, replacement, text.substr(first, characters.offsets[end] - first));
    }
    done = end;
    from = std::max(from + 1, end);
  }
  result += text.substr(characters.offsets[done]);
  return result;
}

}  // namespace

std::optional<DockerPattern> parse_docker_pattern(std::string_view text) {
  DockerPattern pattern;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = base::code_point_size(text, at);
    std::uint32_t element = packed(text.substr(at, size));
    if (text[at] == '*') element = DockerPattern::kAnyRun;
    if (text[at] == '?') element = DockerPattern::kAnyOne;
    if (text[at] == '\\') {
      char next = at + 1 < text.size() ? text[at + 1] : '\0';
      bool outer = next == '}' || next == '/';
      bool inner = next == '*' || next == '?' || next == '\\';
      if (!outer && !inner) return std::nullopt;
      element = packed(text.substr(at + 1, 1));
      size = 2;
    }
    pattern.elements.push_back(element);
    at += size;
  }
  return pattern;
}

std::optional<std::string> trim_pattern(const DockerPattern& pattern, std::string_view text,
                                        PatternEnd end, bool longest, std::uint64_t& steps) {
  Characters characters = characters_of(text);
  std::vector<std::uint32_t> elements = pattern.elements;
  if (end == PatternEnd::kSuffix) {
    std::reverse(elements.begin(), elements.end());
    std::reverse(characters.values.begin(), characters.values.end());
  }
  Matcher matcher(elements, characters.values, steps);
  auto matched = matcher.match(0, longest);
  if (matcher.exhausted()) return std::nullopt;
  if (!matched) return std::string(text);
  if (end == PatternEnd::kPrefix) return std::string(text.substr(characters.offsets[*matched]));
  std::size_t kept = characters.values.size() - *matched;
  return std::string(text.substr(0, characters.offsets[kept]));
}

std::optional<std::string> replace_pattern(const DockerPattern& pattern, std::string_view text,
                                           std::string_view replacement, bool all,
                                           std::uint64_t& steps) {
  Characters characters = characters_of(text);
  Matcher matcher(pattern.elements, characters.values, steps);
  std::string result = all ? replace_all(matcher, characters, text, replacement)
                           : replace_first(matcher, characters, text, replacement);
  if (matcher.exhausted()) return std::nullopt;
  return result;
}

}  // namespace verifull::parse
