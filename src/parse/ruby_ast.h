// The tree of the Ruby that stands in an ERB file.
//
// The whole template is one program, exactly as ERB compiles it: its text
// pieces and output tags are statements among the others, so an `if` that opens
// in one tag and closes three lines later is an ordinary If node around them.
// Nodes live in one vector and refer to each other by index.
//
// Of one statement, a body or branch is that statement; of several it is a
// kSequence. A body that is empty is kNoRuby. `__FILE__`, `__LINE__`,
// `__ENCODING__`, `super` and `yield` are calls without receiver.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/span.h"

namespace verifull::parse {

using RubyId = std::uint32_t;
inline constexpr RubyId kNoRuby = 0xffffffff;

// `children` of each kind is given beside it; "x?" may be kNoRuby.
enum class RubyKind : std::uint8_t {
  kNil,
  kTrue,
  kFalse,
  kSelf,
  kInteger,           // text: the value in decimal, sign included, any size
  kFloat,             // text: as written, without underscores
  kString,            // text, when children is empty; else children: kString
                      // and expressions, to be concatenated with to_s
  kSymbol,            // as kString
  kBacktick,          // as kString: a shell command
  kRegexp,            // as kString; flags in `name` ("i", "mx", …)
  kArray,             // elements (%w, %i too)
  kHash,              // key, value, key, value …; keys `a:` are kSymbol; `**x`
                      // is a kSplat whose value is kNoRuby. `f(a: 1)` passes one
  kRange,             // from?, to?; name is ".." or "..."
  kConstant,          // name: "Rails", "A::B", "::A"
  kVariable,          // name: a local variable that was assigned before here
  kInstanceVariable,  // name with the @
  kClassVariable,     // name with the @@
  kGlobalVariable,    // name with the $ ($PROGRAM_NAME, $0, $1 …)
  kCall,              // name; children: receiver?, arguments …; operators are
                      // calls too: "+", "==", "!=", "=~", "!~", "[]", "[]=",
                      // "-@", "+@", "!" is kNot. `safe` for &. ; `block`
  kSplat,             // value; name "*", "**" or "&" (an argument)
  kNot,               // value; `!x`, `not x`
  kAnd,               // left, right; `&&`, `and`
  kOr,                // left, right; `||`, `or`
  kIf,                // condition, then?, else?; ternary, unless (branches
                      // swapped), elsif and modifiers too
  kCase,              // subject?, whens …, else?  (the last child)
  kWhen,              // patterns …, body?  (the last child)
  kLoop,              // condition or collection, body?; name "while", "until",
                      // "for" (variables in `parameters`), and of `begin … end
                      // while x`, which runs its body first, "do while", "do until"
  kBegin,             // body?, rescues and ensure …; name of the parts below
  kRescue,            // exception classes …, body?  (the last child); name is
                      // the variable of `=> e`, or ""
  kEnsure,            // body?
  kRescueModifier,    // expression, fallback: `a rescue b`
  kSequence,          // statements in order; its value is that of the last
  kAssign,            // target (kVariable, @x, $x, kConstant, or a kCall that is
                      // "[]=" or "x=" without the value), value
  kOpAssign,          // target, value; name is the operator: "||", "&&", "+" …
  kMultiAssign,       // targets …, value (the last child; kArray for a list); a
                      // target may be a kSplat, of kNoRuby for a bare `*`
  kBlock,             // parameters in `parameters`; children: body?
  kLambda,            // as kBlock: `-> { }`
  kDefined,           // value: `defined?(x)`
  kJump,              // value?; name: "return", "break", "next", "redo", "retry"
  kDefinition,        // def, class, module, alias, undef, BEGIN …: name the
                      // keyword; the content is not kept
  kErbText,           // text: exactly the bytes of its span. Text with `<%%` in
                      // it is several of these; the second `%` belongs to none
  kErbOutput,         // value: an output tag
};

struct RubyNode {
  RubyKind kind = RubyKind::kNil;
  // In the template; for kErbOutput the whole tag <%= … %>, of a heredoc only its
  // opener.
  base::Span span;
  std::string name;
  std::string text;
  std::vector<RubyId> children;
  std::vector<std::string> parameters;  // of kBlock, kLambda, `for`: names in order
  RubyId block = kNoRuby;               // of kCall: kBlock
  bool safe = false;                    // of kCall: `&.`
};

// Why there is no tree.
struct RubyError {
  enum class Kind : std::uint8_t {
    kSyntax,       // Ruby refuses this: SyntaxError
    kUnsupported,  // Ruby may take it; it is outside what we read
    kTooDeep,      // nested deeper than kMaxRubyDepth
  };
  Kind kind = Kind::kSyntax;
  std::string message;  // one sentence, no full stop
  base::Span span;
};

inline constexpr int kMaxRubyDepth = 200;

struct RubyProgram {
  std::vector<RubyNode> nodes;
  RubyId root = kNoRuby;  // kSequence
  const RubyNode& at(RubyId id) const { return nodes[id]; }
};

}  // namespace verifull::parse
