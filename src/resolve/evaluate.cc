#include "resolve/evaluate.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "parse/placeholder.h"
#include "parse/yaml_number.h"
#include "resolve/ruby_classes.h"
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

RubyValue Evaluator::opaque(const RubyNode& node) {
  context_.followed = false;
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
  if (!reads_unknown(id)) {
    try {
      World closed = World::closed(world.answers());
      return evaluate(id, closed);
    } catch (const Blocked&) {
      // It hangs on something unknown all the same.
    }
  }
  // Collect what it can come to.
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
  bool decided = alternatives.size() == 1 && alternatives[0].guard.empty();
  if (decided && !alternatives[0].raised_class.empty()) {
    throw Raised{alternatives[0].raised_class, alternatives[0].raised_message, node(id).span};
  }
  if (decided) return std::move(alternatives[0].value);
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
  return supposed(value.text, world);
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
    case RubyType::kPath: result.text = value.text; break;
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
    case RubyType::kModule:  // there may be no such constant
      context_.followed = false;
      [[fallthrough]];
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

namespace {

// Of equal keys the place of the first and the value of the last; false when nobody
// knows whether keys are equal.
bool keep_last_values(std::vector<RubyValue>& items) {
  std::vector<RubyValue> kept;
  std::map<std::pair<RubyType, std::string>, std::size_t> places;
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    RubyValue& key = items[i];
    bool simple = key.items.empty() && !key.is(RubyType::kOpaque) && parse::is_closed(key.text);
    if (!simple && items.size() > 2) return false;
    auto [place, is_new] = places.emplace(std::pair(key.type, key.text), kept.size());
    if (!is_new) {
      kept[place->second + 1] = std::move(items[i + 1]);
    } else {
      kept.push_back(std::move(key));
      kept.push_back(std::move(items[i + 1]));
    }
  }
  items = std::move(kept);
  return true;
}

}  // namespace

RubyValue Evaluator::evaluate_items(const RubyNode& node, RubyType type, World& world) {
  RubyValue result;
  result.type = type;
  result.span = node.span;
  for (RubyId child : node.children) {
    if (this->node(child).kind == RubyKind::kSplat) {
      RubyValue inner = evaluate(this->node(child).children.at(0), world);
      // Of a hash, `**x`: a splat with no value behind it.
      if (type == RubyType::kHash || !inner.is(RubyType::kArray)) return opaque(node);
      result.items.insert(result.items.end(), inner.items.begin(), inner.items.end());
      continue;
    }
    result.items.push_back(evaluate(child, world));
  }
  bool decided = type != RubyType::kHash || keep_last_values(result.items);
  return decided ? result : opaque(node);
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
    right.trail.push_back(default_at(right_id, ""));
  }
  return right;
}

Origin Evaluator::default_at(RubyId id, std::string name) const {
  const RubyNode& written = node(id);
  bool quoted = written.kind == RubyKind::kString && written.children.empty();
  return {OriginKind::kErbDefault, written.span, std::move(name), quoted};
}

RubyValue Evaluator::evaluate_if(const RubyNode& node, World& world) {
  bool holds = truthy(evaluate(node.children[0], world), world);
  RubyId branch = node.children[holds ? 1 : 2];
  return branch == kNoRuby ? ruby_nil() : evaluate(branch, world);
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
    case RubyKind::kFloat: {
      std::optional<double> value = parse::ruby_float(node.text);
      if (!value) return opaque(node);
      RubyValue result = ruby_string(parse::ruby_float_text(*value));
      result.type = RubyType::kFloat;
      return result;
    }
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
        // There may be no such constant.
        if (!is_core_class(result.text) && result.text != "Rails") context_.followed = false;
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
        return evaluate_rescued(node.children[0], node, world);
      } catch (const Raised& raised) {
        RubyNode bare;  // a `rescue` that names no class
        bare.span = node.span;
        if (!takes(bare, raised, world)) throw;
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

}  // namespace verifull::resolve
