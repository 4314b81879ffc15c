// The Ruby of ERB tags, evaluated without running any of it.
//
// A pure subset is computed exactly as Ruby does; everything else is *opaque*: a
// value that is known to be unknown, with the expression as its name. Nothing is
// ever guessed. Unknown environment variables are asked of the World.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/ruby_ast.h"
#include "resolve/environment.h"
#include "resolve/ruby_value.h"
#include "resolve/unknowns.h"
#include "resolve/world.h"

namespace verifull::resolve {

// Ruby raises here. Thrown inside resolve, caught by render().
struct Raised {
  std::string ruby_class;
  std::string message;
  base::Span span;
};

// What the template writes cannot be followed from here on: a loop over
// something unknown that emits text, an exit. Thrown inside resolve, caught by
// render().
struct Unfollowable {
  std::string what;
  base::Span span;
};

// What every evaluation of one template shares.
struct RubyContext {
  const parse::RubyProgram& program;
  std::string_view source;     // the template, for the text of expressions
  Environment& environment;    // assignments to ENV land here
  std::string_view rails_env;
  std::string_view rails_root;  // absolute
  Unknowns& unknowns;
  bool has_local = true;  // Rails.env.local? is more than a comparison (Rails 7.1)
  bool followed = true;  // false: something ran that can't be followed, and may raise
};

class Evaluator {
 public:
  // Receives the text pieces and output tags in the order in which they run.
  class Sink {
   public:
    virtual ~Sink() = default;
    virtual void text(const parse::RubyNode& piece) = 0;
    virtual void output(const parse::RubyNode& tag) = 0;
  };

  Evaluator(RubyContext context, Sink& sink) : context_(context), sink_(sink) {}

  // Throws Raised, Unfollowable, and Blocked when the world is closed.
  RubyValue evaluate(parse::RubyId id, World& world);

  // As evaluate(), but a value that hangs on the unknown comes back kLazy instead
  // of splitting the world, unless evaluating it changes a variable.
  RubyValue evaluate_lazily(parse::RubyId id, World& world);

  // Ruby's to_s: the text that an output tag or an interpolation writes.
  RubyValue to_text(const RubyValue& value, World& world);

  bool truthy(const RubyValue& value, World& world);

  // Whether the code that `source` quotes is true, which nobody knows: the same answer
  // each time it is asked, as long as no local variable gets another value in between.
  bool supposed(std::string_view source, World& world) const;

  // For methods (resolve/ruby_methods.h).
  RubyValue call_block(parse::RubyId block, const std::vector<RubyValue>& arguments, World& world);
  RubyValue opaque(const parse::RubyNode& node);
  std::string_view source_of(const parse::RubyNode& node) const;
  RubyContext& context() { return context_; }
  const parse::RubyNode& node(parse::RubyId id) const { return context_.program.at(id); }
  // The origin of a default that is written there, for the variable `name`.
  Origin default_at(parse::RubyId id, std::string name) const;

 private:
  void bind(const std::string& local, RubyValue value);
  RubyValue evaluate_text(const parse::RubyNode& node, RubyType type, World& world);
  RubyValue evaluate_call(const parse::RubyNode& node, World& world);
  RubyValue evaluate_bare_call(const parse::RubyNode& node, World& world);
  RubyValue evaluate_logic(const parse::RubyNode& node, World& world);
  RubyValue evaluate_if(const parse::RubyNode& node, World& world);
  RubyValue evaluate_case(const parse::RubyNode& node, World& world);
  RubyValue evaluate_begin(const parse::RubyNode& node, World& world);
  RubyValue evaluate_sequence(const std::vector<parse::RubyId>& statements, World& world);
  RubyValue evaluate_assignment(const parse::RubyNode& node, World& world);
  std::optional<RubyValue> assign_each(const parse::RubyNode& node, World& world);
  RubyValue read_element(const parse::RubyNode& target, World& world);
  RubyValue evaluate_variable(const std::string& name, World& world);
  RubyValue evaluate_items(const parse::RubyNode& node, RubyType type, World& world);
  RubyValue assign(const parse::RubyNode& target, RubyValue value, World& world);
  void assign_environment(const parse::RubyNode& target, const RubyValue& key,
                          const RubyValue& value);
  std::vector<RubyValue> arguments_of(const parse::RubyNode& node, World& world);
  bool matches(const RubyValue& pattern, const RubyValue& subject, const parse::RubyNode& when,
               World& world);
  // The value of what a rescue guards; unknown when something in it may raise.
  RubyValue evaluate_rescued(parse::RubyId body, const parse::RubyNode& whole, World& world);
  // False: none of its classes takes what was raised. Throws Unfollowable when
  // nobody can say.
  bool takes(const parse::RubyNode& rescue, const Raised& raised, World& world);
  // Everything below `id` may run, or not, any number of times.
  RubyValue give_up_on(const parse::RubyNode& node);
  bool writes_text(parse::RubyId id) const;
  bool reads_unknown(parse::RubyId id) const;
  bool changes_variables(parse::RubyId id) const;
  void forget_variables(parse::RubyId id);
  // A method that nobody knows may have changed the object that a variable holds.
  void forget_receiver(const parse::RubyNode& call);
  RubyValue force(RubyValue value, World& world);

  RubyContext context_;
  Sink& sink_;
  std::map<std::string, RubyValue, std::less<>> locals_;
  int rebound_ = 0;  // how often a local got another value
  int depth_ = 0;
};

// Shorthands for values.
RubyValue ruby_nil();
RubyValue ruby_bool(bool value);
RubyValue ruby_string(std::string text);
RubyValue ruby_integer(long long value);

}  // namespace verifull::resolve
