// Statements: case, begin and assignments.
#include "resolve/evaluate.h"

#include <optional>
#include <utility>

#include "parse/placeholder.h"
#include "resolve/ruby_classes.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {

using parse::kNoRuby;
using parse::RubyId;
using parse::RubyKind;
using parse::RubyNode;

bool Evaluator::matches(const RubyValue& pattern, const RubyValue& subject, const RubyNode& when,
                        World& world) {
  bool texts = pattern.is(subject.type) && pattern.is(RubyType::kString);
  if (texts && parse::is_closed(pattern.text)) {
    if (parse::is_closed(subject.text)) return pattern.text == subject.text;
    std::string variable = sole_variable(subject.text, context_.unknowns);
    if (!variable.empty()) return world.equals(variable, pattern.text);
  }
  if (pattern.is(RubyType::kRegexp) && subject.is(RubyType::kNil)) return false;
  if (pattern.is(RubyType::kString) && subject.is(RubyType::kNil)) return false;
  bool simple = pattern.type <= RubyType::kFalse || pattern.is(RubyType::kInteger) ||
                pattern.is(RubyType::kSymbol);
  if (std::optional<bool> equal = equal_numbers(pattern, subject)) return *equal;
  bool float_given = pattern.is(RubyType::kInteger) && subject.is(RubyType::kFloat);
  if (simple && !subject.is(RubyType::kOpaque) && !float_given) {
    return pattern.is(subject.type) && pattern.text == subject.text;
  }
  if (pattern.is(RubyType::kRegexp) && subject.is(RubyType::kString)) {
    // `when /re/` is `/re/ === subject`; the same question as subject.match?(/re/).
    RubyNode named = when;
    named.name = "match?";
    MethodCall match{named, {pattern}, world, *this};
    if (std::optional<RubyValue> known = call_string_method(subject, match)) {
      return truthy(*known, world);
    }
  }
  return supposed(subject.text + " === " + std::string(source_of(when)), world);
}

RubyValue Evaluator::evaluate_case(const RubyNode& node, World& world) {
  RubyId subject_id = node.children.front();
  RubyId else_id = node.children.back();
  RubyValue subject = subject_id == kNoRuby ? ruby_nil() : evaluate(subject_id, world);
  for (std::size_t i = 1; i + 1 < node.children.size(); ++i) {
    const RubyNode& when = this->node(node.children[i]);
    for (std::size_t p = 0; p + 1 < when.children.size(); ++p) {
      const RubyNode& pattern_node = this->node(when.children[p]);
      if (pattern_node.kind == RubyKind::kSplat) return give_up_on(node);
      RubyValue pattern = evaluate(when.children[p], world);
      bool holds = subject_id == kNoRuby ? truthy(pattern, world)
                                         : matches(pattern, subject, pattern_node, world);
      if (!holds) continue;
      RubyId body = when.children.back();
      return body == kNoRuby ? ruby_nil() : evaluate(body, world);
    }
  }
  return else_id == kNoRuby ? ruby_nil() : evaluate(else_id, world);
}

RubyValue Evaluator::evaluate_rescued(RubyId body, const RubyNode& whole, World& world) {
  struct Restore {
    bool& followed;
    bool before;
    ~Restore() { followed = followed && before; }
  } restore{context_.followed, std::exchange(context_.followed, true)};
  RubyValue value = evaluate(body, world);
  if (context_.followed || value.is(RubyType::kOpaque)) return value;
  // It may have raised, and then the rescue gives the value and may write text.
  return give_up_on(whole);
}

bool Evaluator::takes(const RubyNode& rescue, const Raised& raised, World& world) {
  if (!is_exception_class(raised.ruby_class)) throw Unfollowable{"a rescue of " + raised.ruby_class, rescue.span};
  if (rescue.children.size() < 2) return descends(raised.ruby_class, "StandardError");
  for (std::size_t i = 0; i + 1 < rescue.children.size(); ++i) {
    const RubyNode& listed = node(rescue.children[i]);
    RubyValue wanted = listed.kind == RubyKind::kSplat ? opaque(listed)
                                                       : evaluate(rescue.children[i], world);
    if (!wanted.is(RubyType::kModule) || !is_exception_class(wanted.text)) {
      throw Unfollowable{"`rescue " + std::string(source_of(listed)) + "`", rescue.span};
    }
    if (descends(raised.ruby_class, wanted.text)) return true;
  }
  return false;
}

RubyValue Evaluator::evaluate_begin(const RubyNode& node, World& world) {
  RubyId body = node.children.empty() ? kNoRuby : node.children[0];
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    bool ensures = node.children[i] != kNoRuby &&
                   this->node(node.children[i]).kind == RubyKind::kEnsure;
    if (ensures) throw Unfollowable{"`ensure`", node.span};
  }
  try {
    bool rescues = node.children.size() > 1;
    if (body == kNoRuby) return ruby_nil();
    return rescues ? evaluate_rescued(body, node, world) : evaluate(body, world);
  } catch (const Raised& raised) {
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      if (node.children[i] == kNoRuby) continue;
      const RubyNode& rescue = this->node(node.children[i]);
      if (rescue.kind != RubyKind::kRescue || !takes(rescue, raised, world)) continue;
      if (!rescue.name.empty()) bind(rescue.name, opaque(rescue));
      RubyId handler = rescue.children.empty() ? kNoRuby : rescue.children.back();
      return handler == kNoRuby ? ruby_nil() : evaluate(handler, world);
    }
    throw;
  }
}

// hash.c, env_aset: name and value are Strings, nil removes.
void Evaluator::assign_environment(const RubyNode& target, const RubyValue& key,
                                   const RubyValue& value) {
  bool known = key.is(RubyType::kString) && parse::is_closed(key.text);
  if (key.is(RubyType::kOpaque) || (key.is(RubyType::kString) && !known)) {
    throw Unfollowable{"an assignment to a variable whose name is not known", target.span};
  }
  bool text = value.is(RubyType::kString) || value.is(RubyType::kOpaque);
  if (!known || (!text && !value.is(RubyType::kNil))) {
    throw Raised{"TypeError", "no implicit conversion into String", target.span};
  }
  Origin origin{OriginKind::kErbDefault, target.span, key.text};
  if (value.is(RubyType::kOpaque)) {
    context_.environment.assign_unknown(key.text);
  } else {
    context_.environment.assign(key.text, text ? std::optional(value.text) : std::nullopt, origin);
  }
}

void Evaluator::bind(const std::string& local, RubyValue value) {
  bool is_new = locals_.insert_or_assign(local, std::move(value)).second;
  if (!is_new) ++rebound_;
}

bool Evaluator::supposed(std::string_view source, World& world) const {
  return world.ask(Ask::kTruth, source, rebound_ == 0 ? "" : std::to_string(rebound_)) == 1;
}

RubyValue Evaluator::assign(const RubyNode& target, RubyValue value, World& world) {
  if (target.kind == RubyKind::kCall && target.name == "[]=" && target.children.size() >= 2) {
    RubyValue receiver = evaluate(target.children[0], world);
    RubyValue key = evaluate(target.children[1], world);
    RubyValue forced = force(value, world);
    if (!receiver.is(RubyType::kEnv)) {
      forget_receiver(target);
      context_.followed = false;
      return value;
    }
    assign_environment(target, key, forced);
    return value;
  }
  if (target.kind != RubyKind::kCall) bind(target.name, value);
  return value;
}

// `a, b = 1, 2`, when nothing is splat: its value, the list. nullopt: it is
// something else.
std::optional<RubyValue> Evaluator::assign_each(const RubyNode& node, World& world) {
  for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
    if (this->node(node.children[i]).kind != RubyKind::kVariable) return std::nullopt;
  }
  RubyId values = node.children.back();
  if (this->node(values).kind != RubyKind::kArray) return std::nullopt;
  RubyValue list = evaluate(values, world);
  if (!list.is(RubyType::kArray)) return std::nullopt;
  for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
    assign(this->node(node.children[i]), i < list.items.size() ? list.items[i] : ruby_nil(), world);
  }
  return list;
}

// The value of `ENV["X"]` in `ENV["X"] ||= …`.
RubyValue Evaluator::read_element(const RubyNode& target, World& world) {
  RubyNode read = target;
  read.name = "[]";
  RubyValue self = evaluate(target.children.at(0), world);
  if (!self.is(RubyType::kEnv)) return opaque(target);
  MethodCall call{read, arguments_of(target, world), world, *this};
  std::optional<RubyValue> result = call_method(self, call);
  return result ? *result : opaque(target);
}

RubyValue Evaluator::evaluate_assignment(const RubyNode& node, World& world) {
  const RubyNode& target = this->node(node.children[0]);
  if (node.kind == RubyKind::kAssign) {
    return assign(target, evaluate_lazily(node.children[1], world), world);
  }
  if (node.kind == RubyKind::kMultiAssign) {
    if (std::optional<RubyValue> list = assign_each(node, world)) return *list;
  }
  bool element = target.kind == RubyKind::kCall && target.name == "[]=";
  if (node.kind == RubyKind::kMultiAssign || (target.kind == RubyKind::kCall && !element)) {
    for (RubyId child : node.children) forget_variables(child);
    return give_up_on(node);
  }
  RubyValue old = element ? read_element(target, world) : evaluate_variable(target.name, world);
  if (element && old.is(RubyType::kOpaque)) return give_up_on(node);
  if (node.name == "||" && truthy(old, world)) return old;
  if (node.name == "&&" && !truthy(old, world)) return old;
  if (node.name == "||" || node.name == "&&") {
    return assign(target, evaluate_lazily(node.children[1], world), world);
  }
  RubyNode operation = node;
  MethodCall call{operation, {evaluate(node.children[1], world)}, world, *this};
  std::optional<RubyValue> result = call_method(old, call);
  return assign(target, result ? *result : opaque(node), world);
}

}  // namespace verifull::resolve
