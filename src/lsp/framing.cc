#include "lsp/framing.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace verifull::lsp {
namespace {

constexpr std::string_view kLength = "content-length";
constexpr std::string_view kEndOfHeader = "\r\n\r\n";

std::optional<std::size_t> length_in(std::string_view header) {
  for (std::string_view line : base::split(header, '\n')) {
    std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    if (base::to_lower(base::trim(line.substr(0, colon))) != kLength) continue;
    std::string_view number = base::trim(line.substr(colon + 1));
    std::size_t length = 0;
    auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), length);
    if (error != std::errc() || end != number.data() + number.size()) return std::nullopt;
    return length;
  }
  return std::nullopt;
}

}  // namespace

void Deframer::add(std::string_view bytes) {
  if (broken_) return;
  // What was given is dropped once it is half of the buffer, so that each byte is
  // moved a bounded number of times.
  if (begin_ > buffer_.size() / 2) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  buffer_ += bytes;
}

bool Deframer::read_header() {
  std::string_view rest = std::string_view(buffer_).substr(begin_);
  std::size_t end = rest.substr(0, kMaxHeader).find(kEndOfHeader);
  if (end == std::string_view::npos) {
    broken_ = rest.size() >= kMaxHeader;
    return false;
  }
  length_ = length_in(rest.substr(0, end));
  broken_ = !length_ || *length_ > kMaxMessage;
  begin_ += end + kEndOfHeader.size();
  return !broken_;
}

std::optional<std::string> Deframer::next() {
  if (broken_ || (!length_ && !read_header())) return std::nullopt;
  if (buffer_.size() - begin_ < *length_) return std::nullopt;
  std::string message = buffer_.substr(begin_, *length_);
  begin_ += *length_;
  length_.reset();
  return message;
}

std::string framed(std::string_view message) {
  std::string out = "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n";
  out += message;
  return out;
}

}  // namespace verifull::lsp
