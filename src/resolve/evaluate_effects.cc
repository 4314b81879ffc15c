// What code that cannot be followed may have done: text it writes, variables it
// changes.
#include "resolve/evaluate.h"

#include <algorithm>

namespace verifull::resolve {

using parse::kNoRuby;
using parse::RubyId;
using parse::RubyKind;
using parse::RubyNode;

namespace {

// Methods of String that change it in place.
bool changes_text(std::string_view method) {
  return method == "<<" || method == "concat" || method == "prepend" || method == "insert" ||
         method == "replace" || method == "clear" || method.ends_with('!');
}

}  // namespace

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
  forget_receiver(node);
  return opaque(node);
}

void Evaluator::forget_receiver(const RubyNode& call) {
  if (call.kind != RubyKind::kCall || call.children.empty()) return;
  RubyId id = call.children[0];
  while (id != kNoRuby && node(id).kind == RubyKind::kCall && !node(id).children.empty()) {
    id = node(id).children[0];
  }
  if (id == kNoRuby) return;
  const RubyNode& root = node(id);
  if (root.kind == RubyKind::kConstant && root.name == "Rails" && changes_text(call.name)) {
    throw Unfollowable{std::string(source_of(call)), call.span};
  }
  bool variable = root.kind == RubyKind::kVariable || root.kind == RubyKind::kInstanceVariable;
  if (variable) bind(root.name, opaque(root));
}

bool Evaluator::writes_text(RubyId id) const {
  const RubyNode& node = this->node(id);
  if (node.kind == RubyKind::kErbText || node.kind == RubyKind::kErbOutput) return true;
  if (node.block != kNoRuby && writes_text(node.block)) return true;
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](RubyId child) { return child != kNoRuby && writes_text(child); });
}

// True when it mentions a variable that nobody knows, so that trying it with all
// questions forbidden would most likely be in vain.
bool Evaluator::reads_unknown(RubyId id) const {
  if (id == kNoRuby) return false;
  const RubyNode& node = this->node(id);
  bool call = node.kind == RubyKind::kCall && node.children.size() > 1 &&
              node.children[0] != kNoRuby && this->node(node.children[0]).name == "ENV";
  if (call) {
    const RubyNode& name = this->node(node.children[1]);
    bool literal = name.kind == RubyKind::kString && name.children.empty();
    const Variable& variable = context_.environment.lookup(literal ? name.text : "");
    if (literal && variable.state == Variable::State::kUnknown) return true;
  }
  if (node.block != kNoRuby && reads_unknown(node.block)) return true;
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](RubyId child) { return reads_unknown(child); });
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
      if (variable) bind(target.name, opaque(target));
    }
  }
  for (RubyId child : node.children) forget_variables(child);
  if (node.block != kNoRuby) forget_variables(node.block);
}

}  // namespace verifull::resolve
