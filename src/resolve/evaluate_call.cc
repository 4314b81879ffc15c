// Calls: of methods, of Kernel's functions, of blocks.
#include "resolve/evaluate.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "resolve/ruby_classes.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {

using parse::kNoRuby;
using parse::RubyId;
using parse::RubyKind;
using parse::RubyNode;

RubyValue Evaluator::call_block(RubyId block, const std::vector<RubyValue>& arguments,
                                World& world) {
  const RubyNode& node = this->node(block);
  std::map<std::string, RubyValue, std::less<>> outer;
  for (std::size_t i = 0; i < node.parameters.size(); ++i) {
    const std::string& name = node.parameters[i];
    auto found = locals_.find(name);
    if (found != locals_.end()) outer.emplace(name, found->second);
    ++rebound_;  // a block's own variable is another one each time
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

namespace {

// The class of `KeyError.new("x")`; "" of another expression.
std::string_view made_exception(const RubyNode& call, Evaluator& evaluator) {
  if (call.children.size() < 2 || call.children[1] == kNoRuby) return "";
  const RubyNode& made = evaluator.node(call.children[1]);
  bool is_new = made.kind == RubyKind::kCall && made.name == "new" && made.block == kNoRuby;
  if (!is_new || made.children.empty() || made.children[0] == kNoRuby) return "";
  const RubyNode& receiver = evaluator.node(made.children[0]);
  bool known = receiver.kind == RubyKind::kConstant && is_exception_class(receiver.name);
  return known ? std::string_view(receiver.name) : "";
}

}  // namespace

Raised raised_by(const RubyNode& call, const std::vector<RubyValue>& arguments,
                 Evaluator& evaluator) {
  Raised raised{"RuntimeError", "unhandled exception", call.span};
  if (arguments.empty()) {
    // In a rescue, what was rescued once more.
    throw Unfollowable{"`raise` without a class", call.span};
  }
  std::size_t message = 0;
  std::string_view made = made_exception(call, evaluator);
  if (arguments[0].is(RubyType::kModule) || !made.empty()) {
    raised.ruby_class = made.empty() ? arguments[0].text : std::string(made);
    raised.message = raised.ruby_class;
    message = 1;
  } else if (arguments[0].is(RubyType::kOpaque)) {
    throw Unfollowable{"`" + std::string(evaluator.source_of(call)) + "`", call.span};
  } else if (!arguments[0].is(RubyType::kString)) {
    return {"TypeError", "exception class/object expected", call.span};
  }
  if (message < arguments.size()) {
    raised.message = evaluator.context().unknowns.shown(arguments[message].text);
  }
  return raised;
}

RubyValue Evaluator::evaluate_bare_call(const RubyNode& node, World& world) {
  if (node.name == "raise") {
    throw raised_by(node, arguments_of(node, world), *this);
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

namespace {

// Methods of ENV after which nobody knows what it holds; the last two hand it to a block.
constexpr std::string_view kEnvChanges[] = {
    "clear",   "delete",  "delete_if", "filter!", "keep_if", "merge!", "reject!",
    "replace", "select!", "shift",     "store",   "update",  "tap",    "then",
};

bool changes_env(std::string_view method) {
  return std::find(std::begin(kEnvChanges), std::end(kEnvChanges), method) !=
         std::end(kEnvChanges);
}

}  // namespace

RubyValue Evaluator::evaluate_call(const RubyNode& node, World& world) {
  if (node.children.empty() || node.children[0] == kNoRuby) return evaluate_bare_call(node, world);
  RubyValue self = evaluate(node.children[0], world);
  if (node.safe && self.is(RubyType::kNil)) return self;
  if (self.is(RubyType::kOpaque)) {
    for (std::size_t i = 1; i < node.children.size(); ++i) forget_variables(node.children[i]);
    if (node.name == "to_s" || node.name == "presence") {
      RubyValue result = opaque(node);
      result.truthy = node.name == "to_s" && !node.safe;
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
  if (self.is(RubyType::kEnv) && changes_env(node.name)) {
    throw Unfollowable{"`ENV." + node.name + "`", node.span};
  }
  return give_up_on(node);
}

}  // namespace verifull::resolve
