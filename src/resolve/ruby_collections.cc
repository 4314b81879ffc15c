// Arrays and hashes: the lists that ERB loops run over.
#include <algorithm>
#include <string>

#include "parse/placeholder.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {
namespace {

constexpr std::size_t kMaxItems = 10'000;

std::optional<RubyValue> each(const RubyValue& self, MethodCall& call, bool with_index) {
  if (!call.has_block() || self.items.size() > kMaxItems) return std::nullopt;
  bool pairs = self.is(RubyType::kHash);
  std::size_t step = pairs ? 2 : 1;
  bool one_parameter = call.evaluator.node(call.node.block).parameters.size() < 2;
  long long index = 0;
  for (std::size_t i = 0; i + step <= self.items.size(); i += step) {
    std::vector<RubyValue> arguments = {self.items[i]};
    if (pairs) arguments.push_back(self.items[i + 1]);
    if (pairs && one_parameter) {
      RubyValue pair;
      pair.type = RubyType::kArray;
      pair.items = arguments;
      arguments = {pair};
    } else if (!pairs && !with_index && !one_parameter && self.items[i].is(RubyType::kArray)) {
      arguments = self.items[i].items;
    }
    if (with_index) arguments.push_back(ruby_integer(index++));
    call.evaluator.call_block(call.node.block, arguments, call.world);
  }
  return self;
}

std::optional<RubyValue> map(const RubyValue& self, MethodCall& call) {
  bool usable = call.has_block() && self.is(RubyType::kArray) && self.items.size() <= kMaxItems;
  if (!usable) return std::nullopt;
  RubyValue result;
  result.type = RubyType::kArray;
  for (const RubyValue& item : self.items) {
    result.items.push_back(call.evaluator.call_block(call.node.block, {item}, call.world));
  }
  return result;
}

// find, detect, select, filter, reject with a block.
std::optional<RubyValue> filter(const RubyValue& self, MethodCall& call, bool first, bool wanted) {
  bool usable = call.has_block() && self.is(RubyType::kArray) && self.items.size() <= kMaxItems;
  if (!usable) return std::nullopt;
  RubyValue result;
  result.type = RubyType::kArray;
  for (const RubyValue& item : self.items) {
    RubyValue test = call.evaluator.call_block(call.node.block, {item}, call.world);
    if (call.evaluator.truthy(test, call.world) != wanted) continue;
    if (first) return item;
    result.items.push_back(item);
  }
  if (first) return ruby_nil();
  return result;
}

std::optional<RubyValue> compact(const RubyValue& self, MethodCall& call, bool blank) {
  RubyValue result;
  result.type = RubyType::kArray;
  if (self.is(RubyType::kHash)) return std::nullopt;
  for (const RubyValue& item : self.items) {
    if (item.is(RubyType::kNil)) continue;
    // An unknown value may be nil.
    if (item.is(RubyType::kOpaque) && !call.evaluator.truthy(item, call.world)) continue;
    bool list = item.is(RubyType::kArray) || item.is(RubyType::kHash);
    if (blank && item.is(RubyType::kString) && is_blank(item.text)) continue;
    if (blank && list && item.items.empty()) continue;
    if (blank && item.is(RubyType::kFalse)) continue;
    result.items.push_back(item);
  }
  return result;
}

std::optional<RubyValue> join(const RubyValue& self, MethodCall& call) {
  RubyValue result = ruby_string("");
  std::string separator = call.arguments.empty() ? "" : call.arguments[0].text;
  for (std::size_t i = 0; i < self.items.size(); ++i) {
    if (self.items[i].is(RubyType::kArray)) return std::nullopt;
    if (i > 0) result.text += separator;
    RubyValue part = call.evaluator.to_text(self.items[i], call.world);
    result.text += part.text;
    result.trail.insert(result.trail.end(), part.trail.begin(), part.trail.end());
    result.secret = result.secret || part.secret;
  }
  return result;
}

std::optional<RubyValue> extreme(const RubyValue& self, bool maximum) {
  if (self.items.empty()) return ruby_nil();
  const RubyValue* best = nullptr;
  for (const RubyValue& item : self.items) {
    if (!item.is(RubyType::kInteger) || item.text.size() > 17) return std::nullopt;
    bool better = best != nullptr && (leading_integer(item.text) > leading_integer(best->text)) ==
                                         maximum;
    if (best == nullptr || better) best = &item;
  }
  return *best;
}

std::optional<RubyValue> dig(const RubyValue& self, const RubyValue& key) {
  bool simple = !key.is(RubyType::kOpaque) && key.items.empty() && parse::is_closed(key.text);
  for (std::size_t i = 0; i + 1 < self.items.size() && simple; i += 2) {
    const RubyValue& candidate = self.items[i];
    if (!candidate.items.empty()) return std::nullopt;
    if (candidate.type == key.type && candidate.text == key.text) return self.items[i + 1];
  }
  return simple ? std::optional(ruby_nil()) : std::nullopt;
}

std::optional<RubyValue> array_method(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  if (name == "include?" || name == "member?") {
    return call.arguments.size() == 1 ? includes(self, call.arguments[0]) : std::nullopt;
  }
  if (name == "compact") return compact(self, call, false);
  if (name == "compact_blank") return compact(self, call, true);
  if (name == "join") return join(self, call);
  if (name == "max" || name == "min") {
    return call.arguments.empty() && !call.has_block() ? extreme(self, name == "max")
                                                       : std::nullopt;
  }
  if (name == "find" || name == "detect") return filter(self, call, true, true);
  if (name == "select" || name == "filter") return filter(self, call, false, true);
  if (name == "reject") return filter(self, call, false, false);
  if (name == "map" || name == "collect") return map(self, call);
  if (!call.arguments.empty()) {
    bool index = name == "[]" && call.arguments[0].is(RubyType::kInteger);
    if (!index || call.arguments.size() != 1) return std::nullopt;
    long long at = leading_integer(call.arguments[0].text);
    if (at < 0) at += static_cast<long long>(self.items.size());
    bool inside = at >= 0 && at < static_cast<long long>(self.items.size());
    return inside ? self.items[static_cast<std::size_t>(at)] : ruby_nil();
  }
  if (name == "first") return self.items.empty() ? ruby_nil() : self.items.front();
  if (name == "last") return self.items.empty() ? ruby_nil() : self.items.back();
  if (name == "count" && call.has_block()) return std::nullopt;
  if (name == "size" || name == "length" || name == "count") {
    return ruby_integer(static_cast<long long>(self.items.size()));
  }
  if (name == "empty?" || name == "blank?") return ruby_bool(self.items.empty());
  if (name == "present?") return ruby_bool(!self.items.empty());
  if (name == "presence") return self.items.empty() ? ruby_nil() : self;
  if (name == "any?" && !call.has_block()) {
    return ruby_bool(std::any_of(self.items.begin(), self.items.end(), [&](const RubyValue& v) {
      return call.evaluator.truthy(v, call.world);
    }));
  }
  if (name == "to_a" || name == "freeze") return self;
  return std::nullopt;
}

}  // namespace

std::optional<RubyValue> includes(const RubyValue& list, const RubyValue& wanted) {
  auto simple = [](const RubyValue& value) {
    return !value.is(RubyType::kOpaque) && value.items.empty() && parse::is_closed(value.text);
  };
  if (!simple(wanted) || !std::all_of(list.items.begin(), list.items.end(), simple)) {
    return std::nullopt;
  }
  return ruby_bool(std::any_of(list.items.begin(), list.items.end(), [&](const RubyValue& item) {
    std::optional<bool> equal = equal_numbers(item, wanted);
    return equal ? *equal : item.type == wanted.type && item.text == wanted.text;
  }));
}

std::optional<RubyValue> call_collection_method(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  if (name == "each") return each(self, call, false);
  if (name == "each_pair" && self.is(RubyType::kHash)) return each(self, call, false);
  if (name == "each_with_index" && self.is(RubyType::kArray)) return each(self, call, true);
  if (self.is(RubyType::kArray)) return array_method(self, call);
  bool lookup = (name == "[]" || name == "dig") && call.arguments.size() == 1;
  if (lookup) return dig(self, call.arguments[0]);
  if (name == "empty?" || name == "blank?") return ruby_bool(self.items.empty());
  return std::nullopt;
}

}  // namespace verifull::resolve
