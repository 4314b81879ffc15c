#include "resolve/ruby_methods.h"

#include <algorithm>
#include <string>

#include "parse/placeholder.h"

namespace verifull::resolve {
namespace {

bool is_number(const RubyValue& value) {
  return value.is(RubyType::kInteger) || value.is(RubyType::kFloat);
}

// What Object and Active Support give every value.
std::optional<RubyValue> object_method(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  if (name == "nil?") return ruby_bool(self.is(RubyType::kNil));
  if (name == "itself") return self;
  if (is_number(self) && name == "blank?") return ruby_bool(false);
  if (is_number(self) && name == "present?") return ruby_bool(true);
  if (is_number(self) && name == "presence") return self;
  if (name == "to_s" && call.arguments.empty()) return call.evaluator.to_text(self, call.world);
  if (name == "to_json" || name == "inspect") {
    std::optional<std::string> text = name == "inspect" ? inspect(self) : to_json(self);
    if (!text) return std::nullopt;
    RubyValue result = ruby_string(*text);
    result.secret = self.secret;
    return result;
  }
  if (call.arguments.size() != 1) return std::nullopt;
  const RubyValue& other = call.arguments[0];
  if (name == "in?" && other.is(RubyType::kArray)) {
    return includes(other, self);
  }
  bool compares = name == "==" || name == "!=";
  if (!compares || other.is(RubyType::kOpaque)) return std::nullopt;
  if (is_number(self) && is_number(other)) {
    std::optional<bool> equal = equal_numbers(self, other);
    return equal ? std::optional(ruby_bool(*equal == (name == "=="))) : std::nullopt;
  }
  bool closed = parse::is_closed(self.text) && parse::is_closed(other.text);
  if (closed && self.type != other.type) return ruby_bool(name == "!=");
  bool simple = self.items.empty() && other.items.empty() && parse::is_closed(self.text) &&
                parse::is_closed(other.text);
  if (!simple) return std::nullopt;
  bool same = self.type == other.type && self.text == other.text;
  return ruby_bool(same == (name == "=="));
}

// NilClass, with what Active Support adds.
std::optional<RubyValue> nil_method(MethodCall& call) {
  const std::string& name = call.node.name;
  if (name == "blank?") return ruby_bool(true);
  if (name == "present?") return ruby_bool(false);
  if (name == "presence" || name == "try") return ruby_nil();
  if (name == "to_i") return ruby_integer(0);
  if (name == "to_a") {
    RubyValue result;
    result.type = RubyType::kArray;
    return result;
  }
  if (name == "=~") return ruby_nil();
  if (name == "!~") return ruby_bool(true);
  return std::nullopt;
}

// Methods of String that nil certainly lacks.
constexpr std::string_view kStringOnly[] = {
    "downcase", "upcase",     "strip",         "sub",           "gsub",     "split",
    "include?", "empty?",     "start_with?",   "end_with?",     "match?",   "+",
    "[]",       "capitalize", "delete_suffix", "delete_prefix", "chomp",    "size",
    "length",   "to_sym",     "match",         "tr",            "squish",   "fetch",
    "dig",
};

// Those that arrays, hashes, numbers and booleans lack as well.
constexpr std::string_view kTextOnly[] = {
    "downcase", "upcase", "strip", "sub", "gsub", "start_with?", "end_with?", "match?", "chomp",
    "capitalize", "delete_suffix", "delete_prefix", "to_sym", "tr", "squish",
};

constexpr std::string_view kNotOfSymbols[] = {
    "strip", "sub", "gsub", "chomp", "delete_suffix", "delete_prefix", "tr", "squish", "split",
    "include?", "+", "to_i", "%", "dig", "fetch",
};

// The class of a value that certainly lacks the method; "" when it may have it.
std::string_view class_without(const RubyValue& self, std::string_view method) {
  auto is_one_of = [&](const auto& methods) {
    return std::find(std::begin(methods), std::end(methods), method) != std::end(methods);
  };
  switch (self.type) {
    case RubyType::kNil: return is_one_of(kStringOnly) ? "nil:NilClass" : "";
    case RubyType::kSymbol: return is_one_of(kNotOfSymbols) ? "Symbol" : "";
    case RubyType::kTrue: return is_one_of(kTextOnly) ? "true:TrueClass" : "";
    case RubyType::kFalse: return is_one_of(kTextOnly) ? "false:FalseClass" : "";
    case RubyType::kInteger: return is_one_of(kTextOnly) ? "Integer" : "";
    case RubyType::kFloat: return is_one_of(kTextOnly) ? "Float" : "";
    case RubyType::kPath: return is_one_of(kTextOnly) && method != "sub" ? "Pathname" : "";
    case RubyType::kArray: return is_one_of(kTextOnly) ? "Array" : "";
    case RubyType::kHash: return is_one_of(kTextOnly) ? "Hash" : "";
    default: return "";
  }
}

// Methods that take no argument, whichever class has them.
constexpr std::string_view kWithoutArguments[] = {
    "nil?", "itself", "blank?", "present?", "presence", "empty?", "strip",
    "lstrip", "rstrip", "size", "length", "to_sym", "squish",
};

// Throws ArgumentError for arguments that the method does not take.
void check_arguments(const RubyValue& self, const MethodCall& call) {
  const std::string& name = call.node.name;
  if (call.arguments.empty() || !class_without(self, name).empty()) return;
  const auto* end = std::end(kWithoutArguments);
  if (std::find(std::begin(kWithoutArguments), end, name) == end) return;
  throw Raised{"ArgumentError",
               "wrong number of arguments (given " + std::to_string(call.arguments.size()) +
                   ", expected 0)",
               call.node.span};
}

std::optional<RubyValue> boolean_method(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  bool value = self.is(RubyType::kTrue);
  if (name == "blank?") return ruby_bool(!value);
  if (name == "present?") return ruby_bool(value);
  if (name == "presence") return value ? self : ruby_nil();
  return std::nullopt;
}

}  // namespace

std::optional<RubyValue> call_method(const RubyValue& self, MethodCall& call) {
  std::optional<RubyValue> result;
  bool is_value = !self.is(RubyType::kEnv) && !self.is(RubyType::kModule) &&
                  !self.is(RubyType::kOpaque) && !self.is(RubyType::kLazy);
  if (is_value) check_arguments(self, call);
  switch (self.type) {
    case RubyType::kEnv: return call_env_method(call);
    case RubyType::kModule: return call_module_method(self, call);
    case RubyType::kNil: result = nil_method(call); break;
    case RubyType::kTrue:
    case RubyType::kFalse: result = boolean_method(self, call); break;
    case RubyType::kInteger: result = call_number_method(self, call); break;
    case RubyType::kString:
    case RubyType::kSymbol:
    case RubyType::kPath: result = call_string_method(self, call); break;
    case RubyType::kArray:
    case RubyType::kHash: result = call_collection_method(self, call); break;
    case RubyType::kFloat:
    case RubyType::kRegexp:
    case RubyType::kOpaque:
    case RubyType::kLazy: break;
  }
  if (!result) result = object_method(self, call);
  if (!result && call.node.name == "try" && call.arguments.size() == 1) {
    if (!class_without(self, call.arguments[0].text).empty()) return ruby_nil();
  }
  std::string_view lacking = result ? "" : class_without(self, call.node.name);
  if (!lacking.empty()) {
    throw Raised{"NoMethodError",
                 "undefined method `" + call.node.name + "' for " + std::string(lacking),
                 call.node.span};
  }
  return result;
}

}  // namespace verifull::resolve
