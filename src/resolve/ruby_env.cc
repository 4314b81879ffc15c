// ENV: the reads whose answer may be unknown.
#include <array>
#include <string>

#include "base/secret_name.h"
#include "parse/placeholder.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {
namespace {

// The variable's value as Ruby sees it: nil, or a string that may be unknown.
RubyValue read_variable(const std::string& name, MethodCall& call) {
  RubyContext& context = call.evaluator.context();
  const Variable& variable = context.environment.lookup(name);
  RubyValue result;
  result.secret = variable.secret;
  switch (variable.state) {
    case Variable::State::kUnset: return result;
    case Variable::State::kSet:
      result.type = RubyType::kString;
      result.text = variable.value;
      result.trail = variable.trail;
      return result;
    case Variable::State::kUnknown: break;
  }
  result.secret = base::is_secret_name(name);
  int state = call.world.state(name);
  if (state == kIsUnset) return result;
  result.type = RubyType::kString;
  if (state == kIsSet) result.text = parse::placeholder(context.unknowns.variable(name));
  return result;
}

// The name that an argument gives; nullptr when it is not a known text.
const std::string* name_of(const RubyValue& argument) {
  bool usable = argument.is(RubyType::kString) && parse::is_closed(argument.text);
  return usable ? &argument.text : nullptr;
}

// The last expression of a block, which gives its value; the block when it is empty.
parse::RubyId last_of(parse::RubyId block, const Evaluator& evaluator) {
  parse::RubyId last = block;
  for (parse::RubyId next = block; next != parse::kNoRuby;) {
    last = next;
    const parse::RubyNode& node = evaluator.node(last);
    bool inside = node.kind == parse::RubyKind::kBlock || node.kind == parse::RubyKind::kSequence;
    next = inside && !node.children.empty() ? node.children.back() : parse::kNoRuby;
  }
  return last;
}

std::optional<RubyValue> fetch(const std::string& name, MethodCall& call) {
  RubyValue value = read_variable(name, call);
  if (!value.is(RubyType::kNil)) return value;
  RubyValue fallback;
  parse::RubyId written = call.node.block;
  if (call.has_block()) {
    fallback = call.evaluator.call_block(call.node.block, {ruby_string(name)}, call.world);
    written = last_of(call.node.block, call.evaluator);
  } else if (call.arguments.size() > 1) {
    fallback = call.arguments[1];
    written = call.node.children[2];
  } else {
    throw Raised{"KeyError", "key not found: \"" + name + "\"", call.node.span};
  }
  bool literal = fallback.trail.empty() && !fallback.is(RubyType::kOpaque);
  if (literal) fallback.trail.push_back(call.evaluator.default_at(written, name));
  fallback.secret = fallback.secret || base::is_secret_name(name);
  return fallback;
}

RubyValue values_at(MethodCall& call) {
  RubyValue result;
  result.type = RubyType::kArray;
  for (const RubyValue& argument : call.arguments) {
    const std::string* name = name_of(argument);
    result.items.push_back(name ? read_variable(*name, call) : call.evaluator.opaque(call.node));
  }
  return result;
}

}  // namespace

std::optional<RubyValue> call_env_method(MethodCall& call) {
  const std::string& method = call.node.name;
  if (method == "values_at") return values_at(call);
  if (method == "to_h" && !call.has_block()) {
    // Only ever read from.
    RubyValue all;
    all.type = RubyType::kEnv;
    return all;
  }
  if (call.arguments.empty()) return std::nullopt;
  if (call.arguments[0].is(RubyType::kNil) || call.arguments[0].is(RubyType::kSymbol)) {
    bool reads = method == "[]" || method == "fetch";
    std::string kind = call.arguments[0].is(RubyType::kNil) ? "nil" : "Symbol";
    if (reads) {
      throw Raised{"TypeError", "no implicit conversion of " + kind + " into String",
                   call.node.span};
    }
  }
  const std::string* name = name_of(call.arguments[0]);
  if (name == nullptr) return std::nullopt;
  if (method == "[]") return read_variable(*name, call);
  if (method == "fetch") return fetch(*name, call);
  constexpr std::array<std::string_view, 4> kTests = {"key?", "has_key?", "include?", "member?"};
  for (std::string_view test : kTests) {
    if (method == test) {
      return ruby_bool(!read_variable(*name, call).is(RubyType::kNil));
    }
  }
  if (method == "delete") {
    RubyValue old = read_variable(*name, call);
    call.evaluator.context().environment.assign(*name, std::nullopt, {});
    return old;
  }
  return std::nullopt;
}

}  // namespace verifull::resolve
