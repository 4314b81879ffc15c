// Messages on a byte stream: `Content-Length` headers, an empty line, JSON.
// LSP 3.17, "Base Protocol".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace verifull::lsp {

inline constexpr std::size_t kMaxMessage = 32U << 20;  // bytes; no buffer of ours is that large
inline constexpr std::size_t kMaxHeader = 8U << 10;

// Takes bytes as they come and gives whole messages.
class Deframer {
 public:
  void add(std::string_view bytes);

  // The next whole message; nullopt: more bytes are needed, or broken().
  std::optional<std::string> next();

  // The stream cannot be followed any more: no length, or one above kMaxMessage.
  bool broken() const { return broken_; }

 private:
  bool read_header();

  std::string buffer_;
  std::size_t begin_ = 0;               // of what has not been given yet
  std::optional<std::size_t> length_;  // of the body that comes next
  bool broken_ = false;
};

std::string framed(std::string_view message);

}  // namespace verifull::lsp
