#include "base/line_index.h"

#include <algorithm>

#include "base/text.h"

namespace verifull::base {

LineIndex::LineIndex(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' || text[i] == '\r') starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::uint32_t LineIndex::line_of(std::uint32_t offset) const {
  auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::uint32_t>(after - starts_.begin()) - 1;
}

std::string_view LineIndex::line(std::string_view text, std::uint32_t line) const {
  std::size_t begin = starts_[line];
  std::size_t end = line + 1 < starts_.size() ? starts_[line + 1] : text.size();
  while (end > begin && (text[end - 1] == '\n' || text[end - 1] == '\r')) --end;
  std::string_view result = text.substr(begin, end - begin);
  if (line == 0 && result.starts_with(kByteOrderMark)) result.remove_prefix(kByteOrderMark.size());
  return result;
}

Position LineIndex::position(std::string_view text, std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  std::uint32_t line = line_of(offset);
  std::string_view before = text.substr(starts_[line], offset - starts_[line]);
  if (line == 0 && before.starts_with(kByteOrderMark)) before.remove_prefix(kByteOrderMark.size());
  return {line + 1, static_cast<std::uint32_t>(code_point_count(before)) + 1};
}

}  // namespace verifull::base
