// Symbol has few of String's methods; what changes its case is a Symbol again.
#include <optional>
#include <string>

#include "resolve/ruby_methods.h"

namespace verifull::resolve {

std::optional<RubyValue> call_symbol_method(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  RubyValue text = self;
  text.type = RubyType::kString;
  if (name == "to_s" || name == "name" || name == "id2name") return text;
  if (name == "to_sym" || name == "dup" || name == "freeze") return self;
  bool tests = name == "size" || name == "length" || name == "[]" || name == "empty?" ||
               name == "start_with?" || name == "end_with?" || name == "match?" || name == "=~";
  if (tests) return call_string_method(text, call);
  if (name == "try" && call.arguments.size() == 1 && call.arguments[0].is(RubyType::kSymbol)) {
    parse::RubyNode tried = call.node;
    tried.name = call.arguments[0].text;
    MethodCall inner{tried, {}, call.world, call.evaluator};
    return tried.name == "try" ? std::nullopt : call_symbol_method(self, inner);
  }
  bool changes = name == "upcase" || name == "downcase" || name == "capitalize";
  std::optional<RubyValue> changed = changes ? call_string_method(text, call) : std::nullopt;
  if (changed) changed->type = RubyType::kSymbol;
  return changed;
}

}  // namespace verifull::resolve
