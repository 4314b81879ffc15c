// A program that answers cases: JSON lines in, one JSON line out for each, and an
// empty line to flush (tests/rails/peer.rb).
#pragma once

#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

namespace verifull::support {

// Bytes that are no UTF-8 become U+FFFD, all else outside ASCII is escaped.
template <typename Answer>
void answer_lines(Answer answer) {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    if (line.empty()) {
      std::cout << std::flush;
      continue;
    }
    nlohmann::json result = answer(nlohmann::json::parse(line));
    std::cout << result.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) << '\n';
  }
}

}  // namespace verifull::support
