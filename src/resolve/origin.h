// Where a value comes from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace verifull::resolve {

enum class OriginKind : std::uint8_t {
  kYaml,          // a key of database.yml
  kAnchor,        // the mapping that was anchored
  kMerge,         // the `<<:` that brought it
  kShared,        // the top-level `shared:`
  kUrl,           // a part of a database URL
  kErbDefault,    // a default written in an ERB expression
  kDotenv,
  kDockerfile,    // ENV of an image
  kCompose,
  kProcess,       // the tool's own environment, when asked for
  kDefine,        // -D
  kServiceFile,
  kPgEnv,         // a PG* variable that libpq reads itself
  kLibpqDefault,
  kRailsDefault,
};

std::string_view origin_name(OriginKind kind);  // the words of the JSON contract

struct Origin {
  OriginKind kind = OriginKind::kYaml;
  base::Span span;   // unknown for defaults, the process and -D
  std::string name;  // key, variable, anchor …
  bool quoted = false;  // the span is the value itself between two quotes, or escaped
  friend bool operator==(const Origin&, const Origin&) = default;
};

// Nearest to the value's text first, then the road to the setting: the Dockerfile
// line that gives a variable, the database.yml key that reads it, the merge key
// that brought it into the environment.
using Trail = std::vector<Origin>;

}  // namespace verifull::resolve
