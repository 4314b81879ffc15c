// Options of a command, told from its operands as getopt_long does: they may
// stand anywhere, `--` ends them, letters may share one dash.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "image/run_value.h"

namespace verifull::image {

struct RunOption {
  char letter = 0;        // what it is asked for by, also when it has only a name
  std::string_view name;  // "" for none
  bool takes_value = false;
};

// Letters of options that have no short form.
inline constexpr char kLongA = 1;
inline constexpr char kLongB = 2;
inline constexpr char kLongC = 3;
inline constexpr char kLongD = 4;
inline constexpr char kLongE = 5;
inline constexpr char kLongF = 6;

struct RunOptions {
  // An option that is not in the list, or a word that may be any.
  bool clear = true;
  std::vector<RunArgument> operands;
  std::vector<std::pair<char, RunArgument>> given;  // in order

  bool has(char letter) const;
  // The last one given.
  const RunArgument* value(char letter) const;
};

// The words behind the first. `stops`: an operand ends the options, as for env.
RunOptions read_options(const std::vector<RunArgument>& words, const RunOption* options,
                        std::size_t count, bool stops = false);

template <std::size_t N>
RunOptions read_options(const std::vector<RunArgument>& words, const RunOption (&options)[N],
                        bool stops = false) {
  return read_options(words, options, N, stops);
}

}  // namespace verifull::image
