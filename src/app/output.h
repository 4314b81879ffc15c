// What a run writes, and the one place where it is written.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace verifull::app {

// Collected while the run goes on, written when it is over: a run that ends in
// wrong use leaves stdout empty.
struct Output {
  std::string out;
  std::string err;
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();

  // "verifull: message" and, on a line of its own, the hint.
  void complain(std::string_view message, std::string_view hint = "");
};

// All of `text`, or the reason why not. A reader that went away (EPIPE) is no
// error: it has seen what it wanted.
std::optional<base::Error> write_all(int descriptor, std::string_view text, std::string_view name);

// Replaces the file, or creates it.
std::optional<base::Error> write_file(const std::string& path, std::string_view text);

// Adds to the end of the file, which is created when it is not there.
std::optional<base::Error> append_to_file(const std::string& path, std::string_view text);

// All of stdin, up to one byte more than `limit`.
base::Result<std::string> read_stdin(std::size_t limit);

}  // namespace verifull::app
