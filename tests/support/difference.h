#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace verifull::support {

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Where two texts part, with a few lines of both; "" when they are equal. Shorter
// than two whole texts in a failure.
inline std::string difference(const std::string& expected, const std::string& actual) {
  if (expected == actual) return "";
  std::vector<std::string> old_lines = lines_of(expected);
  std::vector<std::string> new_lines = lines_of(actual);
  std::size_t at = 0;
  while (at < std::min(old_lines.size(), new_lines.size()) && old_lines[at] == new_lines[at]) ++at;
  std::string text = "from line " + std::to_string(at + 1) + " on:\n";
  constexpr std::size_t kShown = 6;
  auto add = [&](const std::vector<std::string>& lines, const char* mark) {
    for (std::size_t i = at; i < std::min(lines.size(), at + kShown); ++i) {
      text += mark + lines[i] + "\n";
    }
  };
  add(old_lines, "-");
  add(new_lines, "+");
  return text;
}

}  // namespace verifull::support
