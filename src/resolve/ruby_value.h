// The values of the Ruby subset that ERB tags are evaluated in.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "resolve/origin.h"
#include "resolve/world.h"

namespace verifull::resolve {

enum class RubyType : std::uint8_t {
  kNil,
  kTrue,
  kFalse,
  kInteger,  // text: decimal
  kFloat,    // text: to_s
  kString,   // text; may hold placeholders
  kSymbol,   // text
  kPath,     // text: a Pathname
  kArray,    // items
  kHash,     // items: key, value, key, value …
  kRegexp,   // text: the source
  kEnv,      // the constant ENV
  kModule,   // another constant; text: its name ("Rails", "File")
  kOpaque,   // a value that no static reader can know; text: the expression
  kLazy,     // one of `alternatives`, decided when somebody asks
};

struct LazyAlternative;

struct RubyValue {
  RubyType type = RubyType::kNil;
  std::string text;
  std::vector<RubyValue> items;
  Trail trail;              // what the value was made of
  bool secret = false;      // made of a variable that looks like a secret
  bool truthy = false;      // of kOpaque: known not to be nil or false
  base::Span span;          // of kOpaque: the expression
  std::shared_ptr<const std::vector<LazyAlternative>> alternatives;  // of kLazy

  bool is(RubyType other) const { return type == other; }
};

// Alternatives are the leaves of a decision tree in depth-first order: those
// with the same answers before a question ask the same question next.
struct LazyAlternative {
  Guard guard;
  RubyValue value;
  // Set when evaluating it raises.
  std::string raised_class;
  std::string raised_message;
};

}  // namespace verifull::resolve
