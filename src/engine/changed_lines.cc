#include "engine/changed_lines.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/line_index.h"

namespace verifull::engine {
namespace {

constexpr std::size_t kMostCells = std::size_t{4} << 20;

std::vector<std::string_view> lines_of(std::string_view text) {
  base::LineIndex index(text);
  std::vector<std::string_view> lines;
  for (std::uint32_t i = 0; i < index.line_count(); ++i) lines.push_back(index.line(text, i));
  return lines;
}

}  // namespace

// The longest common subsequence of what is between common beginning and end.
std::vector<bool> changed_lines(std::string_view before, std::string_view now) {
  std::vector<std::string_view> old_lines = lines_of(before);
  std::vector<std::string_view> new_lines = lines_of(now);
  std::vector<bool> changed(new_lines.size());
  std::size_t most = std::min(old_lines.size(), new_lines.size());
  std::size_t begin = 0;
  while (begin < most && old_lines[begin] == new_lines[begin]) ++begin;
  std::size_t end = 0;
  while (end < most - begin &&
         old_lines[old_lines.size() - 1 - end] == new_lines[new_lines.size() - 1 - end]) {
    ++end;
  }
  std::size_t rows = old_lines.size() - begin - end;
  std::size_t columns = new_lines.size() - begin - end;
  std::fill_n(changed.begin() + static_cast<std::ptrdiff_t>(begin), columns, true);
  if (rows == 0 || columns == 0 || rows > kMostCells / columns) return changed;
  // kept[row][column]: lines in common from there on.
  std::size_t width = columns + 1;
  std::vector<std::uint32_t> kept((rows + 1) * width);
  for (std::size_t row = rows; row-- > 0;) {
    for (std::size_t column = columns; column-- > 0;) {
      std::uint32_t& cell = kept[row * width + column];
      bool same = old_lines[begin + row] == new_lines[begin + column];
      cell = same ? kept[(row + 1) * width + column + 1] + 1
                  : std::max(kept[(row + 1) * width + column], kept[row * width + column + 1]);
    }
  }
  std::size_t row = 0;
  std::size_t column = 0;
  while (row < rows && column < columns) {
    if (old_lines[begin + row] == new_lines[begin + column]) {
      changed[begin + column++] = false;
      ++row;
    } else if (kept[(row + 1) * width + column] >= kept[row * width + column + 1]) {
      ++row;
    } else {
      ++column;
    }
  }
  return changed;
}

}  // namespace verifull::engine
