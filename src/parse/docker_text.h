// A text that was put together from several places of a file.
//
// The lines of one Dockerfile instruction become one text: line continuations
// and the comments between them are taken out. Every byte still knows where it
// stood.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace verifull::parse {

class DockerText {
 public:
  DockerText() = default;
  explicit DockerText(base::FileId file) : file_(file) {}

  // `bytes` stand in the file from `offset` on; offsets never go back.
  void append(std::string_view bytes, std::uint32_t offset);

  std::string_view text() const { return text_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }

  // Where bytes [begin, end) of the text stand, what was taken out between them
  // included. An empty range is an empty span, right behind the byte before it.
  base::Span span(std::uint32_t begin, std::uint32_t end) const;

  // Where one byte stands. `at` must be inside the text.
  std::uint32_t offset(std::uint32_t at) const;

 private:
  struct Piece {
    std::uint32_t at;      // of its first byte in the text
    std::uint32_t offset;  // of its first byte in the file
  };

  base::FileId file_ = base::kNoFile;
  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace verifull::parse
