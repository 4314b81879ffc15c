// Which bytes of a text must not be shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace verifull::report {

// Bytes [begin, end) of a text.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

// The detectors append to it as they find something; in any order, overlapping
// or empty.
class Hidden {
 public:
  void add(std::size_t begin, std::size_t end) {
    if (begin < end) {
      ranges_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }
  }

  // Sorted, and neither overlapping nor touching.
  std::vector<ByteRange> merged() &&;

 private:
  std::vector<ByteRange> ranges_;
};

}  // namespace verifull::report
