#include "parse/docker_text.h"

#include <algorithm>
#include <iterator>

namespace verifull::parse {

void DockerText::append(std::string_view bytes, std::uint32_t offset) {
  // The first piece stays even when it is empty: it is where the text begins.
  if (bytes.empty() && !pieces_.empty()) return;
  if (!pieces_.empty() && pieces_.back().at == size()) pieces_.pop_back();
  pieces_.push_back({size(), offset});
  text_ += bytes;
}

std::uint32_t DockerText::offset(std::uint32_t at) const {
  auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), at,
                       [](std::uint32_t value, const Piece& piece) { return value < piece.at; });
  if (after == pieces_.begin()) return at;
  const Piece& piece = *std::prev(after);
  return piece.offset + (at - piece.at);
}

base::Span DockerText::span(std::uint32_t begin, std::uint32_t end) const {
  if (begin < end) return {file_, offset(begin), offset(end - 1) + 1};
  std::uint32_t place = begin == 0 ? offset(0) : offset(begin - 1) + 1;
  return {file_, place, place};
}

}  // namespace verifull::parse
