// What a YAML scalar is to Ruby: YAML 1.1 typing as Psych does it
// (lib/psych/scalar_scanner.rb and visitors/to_ruby.rb of Psych 4.0).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parse/yaml_tree.h"

namespace verifull::parse {

enum class ScalarType : std::uint8_t {
  kNil,
  kTrue,
  kFalse,
  kInteger,
  kFloat,
  kString,
  kSymbol,
  kDate,
  kTime,
};

struct TypedScalar {
  ScalarType type = ScalarType::kNil;
  // Ruby's to_s of the value; "" for nil. Of a time, to_s as Ruby has it without
  // Active Support; one that has no zone is read in UTC ("… +0000").
  std::string text;
  // A tag makes Psych build an object of another class (a regexp, a range, an
  // instance of a class of the project), or a number has more digits than are
  // worth converting; type is then kString and text what is written.
  bool opaque = false;
  // Psych raises instead of giving a value, so nothing of the file is loaded:
  // the Ruby class, or "". type is then kString and text what is written.
  std::string error_class = {};
  std::string error_message = {};
};

// `node` must be a scalar; its tag and its quoting count. `!!str 5` and `"5"` are
// strings, but `!!int "5"`, `! "5"` and `!foo "5"` are integers: any tag switches
// the quotes off, and only a few tags mean something. `!foo` is nil.
TypedScalar type_scalar(const YamlNode& node);

// A plain, untagged scalar.
TypedScalar type_plain(std::string_view text);

}  // namespace verifull::parse
