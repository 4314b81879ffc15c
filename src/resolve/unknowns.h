// The table that placeholders (parse/placeholder.h) point into: what the unknown
// parts of rendered texts stand for.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "resolve/ruby_value.h"

namespace verifull::resolve {

struct UnknownPart {
  enum class Kind : std::uint8_t {
    kVariable,    // the text of a variable that is set, and not empty
    kExpression,  // the text of something that cannot be followed; may be empty
    kDeferred,    // an output tag, decided when somebody asks
  };
  Kind kind = Kind::kExpression;
  std::string name;  // variable, or expression as written
  base::Span span;   // the expression; of a variable unknown
  // Of an expression that changes one variable's text a little
  // (`ENV["DATABASE_URL"].sub(…)`): that variable.
  std::string variable;
  std::vector<LazyAlternative> alternatives;  // of kDeferred
};

class Unknowns {
 public:
  std::uint32_t variable(std::string_view name);
  std::uint32_t expression(std::string_view text, const base::Span& span,
                           std::string_view variable = {});
  std::uint32_t deferred(std::vector<LazyAlternative> alternatives, const base::Span& span);

  const UnknownPart& at(std::uint32_t index) const { return parts_[index]; }
  std::size_t size() const { return parts_.size(); }

  // `text` for people: placeholders become ${NAME}, or the expression itself.
  std::string shown(std::string_view text) const;

 private:
  std::deque<UnknownPart> parts_;
};

// The alternative of a decision tree that holds in `world`; asks what is needed.
const LazyAlternative& decide(const std::vector<LazyAlternative>& alternatives, World& world);

}  // namespace verifull::resolve
