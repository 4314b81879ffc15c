#include "resolve/evaluate.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "parse/placeholder.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {

using parse::kNoRuby;
using parse::RubyId;
using parse::RubyKind;
using parse::RubyNode;

namespace {

constexpr std::size_t kMaxAlternatives = 32;
constexpr int kMaxDepth = 400;

void append(Trail& trail, const Trail& more) {
  for (const Origin& origin : more) {
    if (std::find(trail.begin(), trail.end(), origin) == trail.end()) trail.push_back(origin);
  }
}

}  // namespace

RubyValue ruby_nil() { return {}; }

RubyValue ruby_bool(bool value) {
  RubyValue result;
  result.type = value ? RubyType::kTrue : RubyType::kFalse;
  return result;
}

RubyValue ruby_string(std::string text) {
  RubyValue result;
  result.type = RubyType::kString;
  result.text = std::move(text);
  return result;
}

RubyValue ruby_integer(long long value) {
  RubyValue result;
  result.type = RubyType::kInteger;
  result.text = std::to_string(value);
  return result;
}

std::string_view Evaluator::source_of(const RubyNode& node) const {
  return context_.source.substr(node.span.begin, node.span.size());
}

RubyValue Evaluator::opaque(const RubyNode& node) const {
  RubyValue result;
  result.type = RubyType::kOpaque;
  result.text = source_of(node);
  result.span = node.span;
  return result;
}

RubyValue Evaluator::force(RubyValue value, World& world) {
  while (value.is(RubyType::kLazy)) {
    const LazyAlternative& chosen = decide(*value.alternatives, world);
    if (!chosen.raised_class.empty()) {
      throw Raised{chosen.raised_class, chosen.raised_message, value.span};
    }
    // Not in one step: the chosen value lives inside what is assigned to.
    RubyValue next = chosen.value;
    value = std::move(next);
  }
  return value;
}

RubyValue Evaluator::evaluate_lazily(RubyId id, World& world) {
  if (changes_variables(id)) return evaluate(id, world);
  try {
    World closed = World::closed(world.answers());
    return evaluate(id, closed);
  } catch (const Blocked&) {
    // It hangs on something unknown: collect what it can come to.
  }
  std::vector<LazyAlternative> alternatives;
  std::size_t given = world.answers().size();
  bool all = for_each_world(world.answers(), kMaxAlternatives, [&](World& inner) {
    LazyAlternative alternative;
    try {
      alternative.value = evaluate(id, inner);
    } catch (const Raised& raised) {
      alternative.raised_class = raised.ruby_class;
      alternative.raised_message = raised.message;
    }
    alternative.guard.assign(inner.answers().begin() + static_cast<std::ptrdiff_t>(given),
                             inner.answers().end());
    alternatives.push_back(std::move(alternative));
  });
  if (!all) return opaque(node(id));
  RubyValue result;
  result.type = RubyType::kLazy;
  result.span = node(id).span;
  result.alternatives =
      std::make_shared<const std::vector<LazyAlternative>>(std::move(alternatives));
  return result;
}

bool Evaluator::truthy(const RubyValue& value, World& world) {
  if (value.is(RubyType::kNil) || value.is(RubyType::kFalse)) return false;
  if (!value.is(RubyType::kOpaque) || value.truthy) return true;
  return world.ask(Ask::kTruth, value.text, "") == 1;
}

RubyValue Evaluator::to_text(const RubyValue& value, World& world) {
  RubyValue result = ruby_string("");
  result.trail = value.trail;
  result.secret = value.secret;
  switch (value.type) {
    case RubyType::kNil: break;
    case RubyType::kTrue: result.text = "true"; break;
    case RubyType::kFalse: result.text = "false"; break;
    case RubyType::kInteger:
    case RubyType::kFloat:
    case RubyType::kString:
    case RubyType::kSymbol:
    case RubyType::kPath:
    case RubyType::kModule: result.text = value.text; break;
    case RubyType::kEnv: result.text = "ENV"; break;
    case RubyType::kLazy: return to_text(force(value, world), world);
    case RubyType::kArray:
    case RubyType::kHash:
    case RubyType::kRegexp:
      if (std::optional<std::string> text = inspect(value)) {
        result.text = *text;
        break;
      }
      result.text = parse::placeholder(context_.unknowns.expression(value.text, value.span));
      break;
    case RubyType::kOpaque:
      result.text = parse::placeholder(context_.unknowns.expression(value.text, value.span));
      break;
  }
  return result;
}

RubyValue Evaluator::evaluate_text(const RubyNode& node, RubyType type, World& world) {
  RubyValue result;
  result.type = type;
  if (node.children.empty()) {
    result.text = node.text;
    return result;
  }
  for (RubyId child : node.children) {
    RubyValue part = to_text(evaluate(child, world), world);
    result.text += part.text;
    append(result.trail, part.trail);
    result.secret = result.secret || part.secret;
  }
  return result;
}

RubyValue Evaluator::evaluate_items(const RubyNode& node, RubyType type, World& world) {
  RubyValue result;
  result.type = type;
  result.span = node.span;
  for (RubyId child : node.children) {
    if (this->node(child).kind == RubyKind::kSplat) {
      RubyValue inner = evaluate(this->node(child).children.at(0), world);
      if (!inner.is(RubyType::kArray)) return opaque(node);
      result.items.insert(result.items.end(), inner.items.begin(), inner.items.end());
      continue;
    }
    result.items.push_back(evaluate(child, world));
  }
  return result;
}

RubyValue Evaluator::evaluate_variable(const std::string& name, World& world) {
  auto found = locals_.find(name);
  if (found == locals_.end()) return ruby_nil();
  return force(found->second, world);
}

RubyValue Evaluator::evaluate_sequence(const std::vector<RubyId>& statements, World& world) {
  RubyValue last;
  for (RubyId id : statements) {
    if (id != kNoRuby) last = evaluate(id, world);
  }
  return last;
}

RubyValue Evaluator::evaluate_logic(const RubyNode& node, World& world) {
  RubyValue left = evaluate(node.children[0], world);
  bool holds = truthy(left, world);
  if (node.kind == RubyKind::kNot) return ruby_bool(!holds);
  if (node.kind == RubyKind::kAnd ? !holds : holds) return left;
  RubyId right_id = node.children[1];
  RubyValue right = evaluate(right_id, world);
  if (node.kind == RubyKind::kOr && right.trail.empty() && !right.is(RubyType::kOpaque)) {
    right.trail.push_back({OriginKind::kErbDefault, this->node(right_id).span, ""});
  }
  return right;
}

RubyValue Evaluator::evaluate_if(const RubyNode& node, World& world) {
  bool holds = truthy(evaluate(node.children[0], world), world);
  RubyId branch = node.children[holds ? 1 : 2];
  return branch == kNoRuby ? ruby_nil() : evaluate(branch, world);
}

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
  RubyValue self = pattern;
  MethodCall call{when, {subject}, world, *this};
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

RubyValue Evaluator::evaluate_assignment(const RubyNode& node, World& world) {
  const RubyNode& target = this->node(node.children[0]);
  if (node.kind == RubyKind::kAssign) {
    return assign(target, evaluate_lazily(node.children[1], world), world);
  }
  if (node.kind == RubyKind::kMultiAssign || target.kind == RubyKind::kCall) {
    for (RubyId child : node.children) forget_variables(child);
    return give_up_on(node);
  }
  RubyValue old = evaluate_variable(target.name, world);
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

RubyValue Evaluator::call_block(RubyId block, const std::vector<RubyValue>& arguments,
                                World& world) {
  const RubyNode& node = this->node(block);
  std::map<std::string, RubyValue, std::less<>> outer;
  for (std::size_t i = 0; i < node.parameters.size(); ++i) {
    const std::string& name = node.parameters[i];
    auto found = locals_.find(name);
    if (found != locals_.end()) outer.emplace(name, found->second);
    locals_.insert_or_assign(name, i < arguments.size() ? arguments[i] : ruby_nil());
  }
  RubyValue result;
  if (!node.children.empty() && node.children[0] != kNoRuby) {
    result = evaluate(node.children[0], world);
  }
  for (const std::string& name : node.parameters) {
    auto found = outer.find(name);
    if (found == outer.end()) {
      locals_.erase(name);
    } else {
      locals_.insert_or_assign(name, found->second);
    }
  }
  return result;
}

std::vector<RubyValue> Evaluator::arguments_of(const RubyNode& node, World& world) {
  std::vector<RubyValue> arguments;
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const RubyNode& argument = this->node(node.children[i]);
    if (argument.kind == RubyKind::kSplat && argument.name == "*") {
      RubyValue list = evaluate(argument.children.at(0), world);
      arguments.insert(arguments.end(), list.items.begin(), list.items.end());
      continue;
    }
    arguments.push_back(argument.kind == RubyKind::kSplat
                            ? opaque(argument)
                            : evaluate(node.children[i], world));
  }
  return arguments;
}

RubyValue Evaluator::evaluate_bare_call(const RubyNode& node, World& world) {
  if (node.name == "raise") {
    std::vector<RubyValue> arguments = arguments_of(node, world);
    Raised raised{"RuntimeError", "unhandled exception", node.span};
    std::size_t at = 0;
    if (!arguments.empty() && arguments[0].is(RubyType::kModule)) {
      raised.ruby_class = raised.message = arguments[0].text;
      at = 1;
    }
    if (at < arguments.size()) raised.message = context_.unknowns.shown(arguments[at].text);
    throw raised;
  }
  if (node.name == "exit" || node.name == "abort" || node.name == "exit!") {
    throw Unfollowable{"`" + node.name + "` ends the program", node.span};
  }
  if (node.name == "lambda" || node.name == "proc") return opaque(node);
  MethodCall call{node, arguments_of(node, world), world, *this};
  RubyValue kernel;
  kernel.type = RubyType::kModule;
  kernel.text = "Kernel";
  if (std::optional<RubyValue> result = call_module_method(kernel, call)) return *result;
  return give_up_on(node);
}

RubyValue Evaluator::evaluate_call(const RubyNode& node, World& world) {
  if (node.children.empty() || node.children[0] == kNoRuby) return evaluate_bare_call(node, world);
  RubyValue self = evaluate(node.children[0], world);
  if (node.safe && self.is(RubyType::kNil)) return self;
  if (self.is(RubyType::kOpaque)) {
    if (node.safe && !truthy(self, world)) return ruby_nil();
    for (std::size_t i = 1; i < node.children.size(); ++i) forget_variables(node.children[i]);
    if (node.name == "to_s" || node.name == "presence") {
      RubyValue result = opaque(node);
      result.truthy = node.name == "to_s";
      return result;
    }
    return give_up_on(node);
  }
  MethodCall call{node, arguments_of(node, world), world, *this};
  if (std::optional<RubyValue> result = call_method(self, call)) {
    // What a method makes of a value is still made of that value.
    if (result->trail.empty() && !self.is(RubyType::kEnv)) result->trail = self.trail;
    result->secret = result->secret || self.secret;
    return *result;
  }
  return give_up_on(node);
}

RubyValue Evaluator::give_up_on(const RubyNode& node) {
  for (RubyId child : node.children) {
    if (child == kNoRuby) continue;
    if (writes_text(child)) throw Unfollowable{std::string(source_of(node)), node.span};
    forget_variables(child);
  }
  if (node.block != kNoRuby) {
    if (writes_text(node.block)) {
      std::string_view head = source_of(node);
      throw Unfollowable{std::string(head.substr(0, head.find('\n'))), node.span};
    }
    forget_variables(node.block);
  }
  return opaque(node);
}

RubyValue Evaluator::evaluate(RubyId id, World& world) {
  const RubyNode& node = this->node(id);
  struct DepthGuard {
    int& depth;
    ~DepthGuard() { --depth; }
  } guard{depth_};
  if (++depth_ > kMaxDepth) throw Unfollowable{"nested too deeply", node.span};
  switch (node.kind) {
    case RubyKind::kNil: return ruby_nil();
    case RubyKind::kTrue: return ruby_bool(true);
    case RubyKind::kFalse: return ruby_bool(false);
    case RubyKind::kInteger: return evaluate_text(node, RubyType::kInteger, world);
    case RubyKind::kFloat: return evaluate_text(node, RubyType::kFloat, world);
    case RubyKind::kString: return evaluate_text(node, RubyType::kString, world);
    case RubyKind::kSymbol: return evaluate_text(node, RubyType::kSymbol, world);
    case RubyKind::kRegexp: {
      RubyValue result = evaluate_text(node, RubyType::kRegexp, world);
      result.span = node.span;
      return node.name.empty() ? result : opaque(node);
    }
    case RubyKind::kArray: return evaluate_items(node, RubyType::kArray, world);
    case RubyKind::kHash: return evaluate_items(node, RubyType::kHash, world);
    case RubyKind::kConstant: {
      RubyValue result;
      result.type = node.name == "ENV" || node.name == "::ENV" ? RubyType::kEnv : RubyType::kModule;
      result.text = node.name.starts_with("::") ? node.name.substr(2) : node.name;
      auto assigned = locals_.find(node.name);
      if (assigned != locals_.end()) return force(assigned->second, world);
      MethodCall call{node, {}, world, *this};
      if (result.is(RubyType::kModule)) {
        if (std::optional<RubyValue> known = call_module_method(result, call)) return *known;
      }
      return result;
    }
    case RubyKind::kVariable:
    case RubyKind::kInstanceVariable: return evaluate_variable(node.name, world);
    case RubyKind::kCall: return evaluate_call(node, world);
    case RubyKind::kNot:
    case RubyKind::kAnd:
    case RubyKind::kOr: return evaluate_logic(node, world);
    case RubyKind::kIf: return evaluate_if(node, world);
    case RubyKind::kCase: return evaluate_case(node, world);
    case RubyKind::kBegin: return evaluate_begin(node, world);
    case RubyKind::kRescueModifier:
      try {
        return evaluate(node.children[0], world);
      } catch (const Raised&) {
        return evaluate(node.children[1], world);
      }
    case RubyKind::kSequence: return evaluate_sequence(node.children, world);
    case RubyKind::kAssign:
    case RubyKind::kOpAssign:
    case RubyKind::kMultiAssign: return evaluate_assignment(node, world);
    case RubyKind::kErbText: sink_.text(node); return ruby_nil();
    case RubyKind::kErbOutput: sink_.output(node); return ruby_nil();
    case RubyKind::kDefinition: return ruby_nil();
    case RubyKind::kLambda:
    case RubyKind::kBlock:
    case RubyKind::kBacktick: {
      RubyValue result = opaque(node);
      result.truthy = true;
      return result;
    }
    case RubyKind::kJump: throw Unfollowable{"`" + node.name + "` leaves the template", node.span};
    case RubyKind::kLoop: return give_up_on(node);
    case RubyKind::kSelf:
    case RubyKind::kRange:
    case RubyKind::kClassVariable:
    case RubyKind::kGlobalVariable:
    case RubyKind::kSplat:
    case RubyKind::kWhen:
    case RubyKind::kRescue:
    case RubyKind::kEnsure:
    case RubyKind::kDefined: return opaque(node);
  }
  return opaque(node);
}

bool Evaluator::writes_text(RubyId id) const {
  const RubyNode& node = this->node(id);
  if (node.kind == RubyKind::kErbText || node.kind == RubyKind::kErbOutput) return true;
  if (node.block != kNoRuby && writes_text(node.block)) return true;
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](RubyId child) { return child != kNoRuby && writes_text(child); });
}

bool Evaluator::changes_variables(RubyId id) const {
  const RubyNode& node = this->node(id);
  bool assigns = node.kind == RubyKind::kAssign || node.kind == RubyKind::kOpAssign ||
                 node.kind == RubyKind::kMultiAssign;
  if (assigns) return true;
  if (node.kind == RubyKind::kErbText || node.kind == RubyKind::kErbOutput) return true;
  if (node.block != kNoRuby && changes_variables(node.block)) return true;
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](RubyId child) { return child != kNoRuby && changes_variables(child); });
}

void Evaluator::forget_variables(RubyId id) {
  if (id == kNoRuby) return;
  const RubyNode& node = this->node(id);
  bool assigns = node.kind == RubyKind::kAssign || node.kind == RubyKind::kOpAssign ||
                 node.kind == RubyKind::kMultiAssign;
  if (assigns) {
    for (RubyId child : node.children) {
      const RubyNode& target = this->node(child);
      bool variable = target.kind == RubyKind::kVariable ||
                      target.kind == RubyKind::kInstanceVariable ||
                      target.kind == RubyKind::kConstant;
      if (variable) locals_.insert_or_assign(target.name, opaque(target));
    }
  }
  for (RubyId child : node.children) forget_variables(child);
  if (node.block != kNoRuby) forget_variables(node.block);
}

}  // namespace verifull::resolve
