#include "source/ignore_patterns.h"

#include <algorithm>

#include "base/text.h"

namespace verifull::source {

IgnorePatterns::IgnorePatterns(std::string_view text) {
  if (text.starts_with(base::kByteOrderMark)) text.remove_prefix(base::kByteOrderMark.size());
  for (std::string_view line : base::split(text, '\n')) {
    // `!` only takes back what another pattern ignores.
    if (line.starts_with('#') || line.starts_with('!')) continue;
    if (line.ends_with('\r')) line.remove_suffix(1);
    while (line.ends_with(' ')) line.remove_suffix(1);
    Pattern pattern;
    // A set may hold a slash, so a pattern with one behind `[` cannot be split.
    std::size_t set = line.find('[');
    if (set != std::string_view::npos && line.find('/', set) != std::string_view::npos) line = "*";
    for (std::string_view segment : base::split(line, '/')) {
      if (!segment.empty() && segment != "**") pattern.push_back(segment_of(segment));
    }
    if (!pattern.empty() || line.find('*') != std::string_view::npos) {
      patterns_.push_back(std::move(pattern));
    }
  }
}

IgnorePatterns::Segment IgnorePatterns::segment_of(std::string_view text) {
  // A backslash makes the next character literal: from there on, anything goes.
  // So does a blank that was cut off behind one.
  constexpr std::string_view kWild = "*?[]\\";
  std::size_t first = text.find_first_of(kWild);
  if (first == std::string_view::npos) return {base::to_lower(text), "", true};
  std::size_t last = text.find_last_of(kWild);
  std::string_view end = text[last] == '\\' ? std::string_view() : text.substr(last + 1);
  return {base::to_lower(text.substr(0, first)), base::to_lower(end), false};
}

bool IgnorePatterns::may_match(const Segment& segment,
                               const std::vector<std::string_view>& components) {
  return std::any_of(components.begin(), components.end(), [&](std::string_view component) {
    if (segment.exact) return component == segment.begin;
    return component.size() >= std::max(segment.begin.size(), segment.end.size()) &&
           component.starts_with(segment.begin) && component.ends_with(segment.end);
  });
}

bool IgnorePatterns::may_match(std::string_view path) const {
  if (patterns_.empty()) return false;
  std::string lower = base::to_lower(path);
  std::vector<std::string_view> components = base::split(lower, '/');
  return std::any_of(patterns_.begin(), patterns_.end(), [&](const Pattern& pattern) {
    return std::all_of(pattern.begin(), pattern.end(),
                       [&](const Segment& segment) { return may_match(segment, components); });
  });
}

}  // namespace verifull::source
