// The JSON form of RUN, CMD, COPY and others: `["a", "b"]`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::parse {

struct JsonString {
  std::string text;         // decoded
  std::uint32_t begin = 0;  // bytes of the source, quotes included
  std::uint32_t end = 0;
};

struct JsonStrings {
  enum class Outcome : std::uint8_t {
    kStrings,  // an array of strings, maybe empty
    kNotJson,  // anything that isn't a JSON array: Docker takes the shell form
    kMixed,    // a JSON array with something else in it: Docker refuses it
  };
  Outcome outcome = Outcome::kNotJson;
  std::vector<JsonString> strings;
};

// As Go's encoding/json reads it (parseJSON of moby/buildkit
// frontend/dockerfile/parser/line_parsers.go). Arrays nested deeper than 100
// count as no JSON.
JsonStrings read_json_strings(std::string_view text);

}  // namespace verifull::parse
