// Statements: case, begin and assignments.
#include "resolve/evaluate.h"

#include <optional>
#include <utility>

#include "parse/placeholder.h"
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
  if (simple && !subject.is(RubyType::kOpaque)) {
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
  return world.ask(Ask::kTruth, subject.text + " === " + std::string(source_of(when)), "") == 1;
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

RubyValue Evaluator::evaluate_begin(const RubyNode& node, World& world) {
  RubyId body = node.children.empty() ? kNoRuby : node.children[0];
  const RubyNode* rescue = nullptr;
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    if (node.children[i] == kNoRuby) continue;
    const RubyNode& part = this->node(node.children[i]);
    if (part.kind == RubyKind::kRescue && rescue == nullptr) rescue = &part;
  }
  if (rescue == nullptr) return body == kNoRuby ? ruby_nil() : evaluate(body, world);
  try {
    return body == kNoRuby ? ruby_nil() : evaluate(body, world);
  } catch (const Raised&) {
    RubyId handler = rescue->children.empty() ? kNoRuby : rescue->children.back();
    return handler == kNoRuby ? ruby_nil() : evaluate(handler, world);
  }
}

RubyValue Evaluator::assign(const RubyNode& target, RubyValue value, World& world) {
  if (target.kind == RubyKind::kCall && target.name == "[]=" && target.children.size() >= 2) {
    RubyValue receiver = evaluate(target.children[0], world);
    RubyValue key = evaluate(target.children[1], world);
    RubyValue forced = force(value, world);
    bool to_env = receiver.is(RubyType::kEnv) && key.is(RubyType::kString);
    if (to_env && (forced.is(RubyType::kString) || forced.is(RubyType::kNil))) {
      std::optional<std::string> text;
      if (forced.is(RubyType::kString)) text = forced.text;
      context_.environment.assign(key.text, text,
                                  {OriginKind::kErbDefault, target.span, key.text});
    }
    return value;
  }
  if (target.kind != RubyKind::kCall) locals_.insert_or_assign(target.name, value);
  return value;
}

// `a, b = 1, 2`, when nothing is splat. False: it is something else.
bool Evaluator::assign_each(const RubyNode& node, World& world) {
  for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
    if (this->node(node.children[i]).kind != RubyKind::kVariable) return false;
  }
  RubyId values = node.children.back();
  if (this->node(values).kind != RubyKind::kArray) return false;
  RubyValue list = evaluate(values, world);
  if (!list.is(RubyType::kArray)) return false;
  for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
    assign(this->node(node.children[i]), i < list.items.size() ? list.items[i] : ruby_nil(), world);
  }
  return true;
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
  if (node.kind == RubyKind::kMultiAssign && assign_each(node, world)) return ruby_nil();
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
