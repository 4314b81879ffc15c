#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace verifull::support {

// The bytes of a file; "" when it is not there.
inline std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace verifull::support
