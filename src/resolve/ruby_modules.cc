// Rails, File, Kernel and the constants that stand in database.yml.
#include <string>
#include <string_view>

#include "base/text.h"
#include "parse/placeholder.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {
namespace {

struct Constant {
  std::string_view name;
  RubyType type;
  std::string_view text;
};

// trilogy: inc/trilogy/socket.h. The tool's users run Linux in production.
constexpr Constant kConstants[] = {
    {"Trilogy::SSL_DISABLED", RubyType::kInteger, "0"},
    {"Trilogy::SSL_VERIFY_IDENTITY", RubyType::kInteger, "1"},
    {"Trilogy::SSL_VERIFY_CA", RubyType::kInteger, "2"},
    {"Trilogy::SSL_REQUIRED_NOVERIFY", RubyType::kInteger, "3"},
    {"Trilogy::SSL_PREFERRED_NOVERIFY", RubyType::kInteger, "4"},
    {"RUBY_PLATFORM", RubyType::kString, "x86_64-linux"},
    {"RUBY_ENGINE", RubyType::kString, "ruby"},
};

std::optional<RubyValue> constant(std::string_view name) {
  for (const Constant& known : kConstants) {
    if (known.name != name) continue;
    RubyValue result;
    result.type = known.type;
    result.text = known.text;
    return result;
  }
  return std::nullopt;
}

RubyValue path(std::string text) {
  RubyValue result;
  result.type = RubyType::kPath;
  result.text = std::move(text);
  return result;
}

std::optional<RubyValue> rails_method(MethodCall& call) {
  const RubyContext& context = call.evaluator.context();
  if (call.node.name == "env") return ruby_string(std::string(context.rails_env));
  if (call.node.name == "root") return path(std::string(context.rails_root));
  return std::nullopt;
}

// File.join: one slash between the parts (file.c, rb_file_join).
std::optional<RubyValue> file_join(MethodCall& call) {
  RubyValue result = ruby_string("");
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const RubyValue& part = call.arguments[i];
    if (!part.is(RubyType::kString) && !part.is(RubyType::kPath)) return std::nullopt;
    std::string_view text = part.text;
    if (i > 0) {
      while (result.text.ends_with('/') && text.starts_with('/')) result.text.pop_back();
      if (!result.text.ends_with('/') && !text.starts_with('/')) result.text += '/';
    }
    result.text += text;
    result.trail.insert(result.trail.end(), part.trail.begin(), part.trail.end());
    result.secret = result.secret || part.secret;
  }
  return result;
}

// Kernel#Integer of a text: digits with single underscores, a sign, a base
// prefix, surrounding white space.
std::optional<long long> strict_integer(std::string_view text) {
  text = base::trim(text);
  bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  int base = 10;
  if (text.size() > 1 && text[0] == '0') {
    char prefix = text[1];
    base = 8;
    if (prefix == 'x' || prefix == 'X') base = 16;
    if (prefix == 'b' || prefix == 'B') base = 2;
    if (prefix == 'd' || prefix == 'D') base = 10;
    text.remove_prefix(base == 8 && prefix != 'o' && prefix != 'O' ? 1 : 2);
    if (text.starts_with('_') && base == 8) text.remove_prefix(1);
  }
  if (text.empty() || text.size() > 17) return std::nullopt;
  long long value = 0;
  bool after_digit = false;
  for (char c : text) {
    if (c == '_' && after_digit) {
      after_digit = false;
      continue;
    }
    int digit = base::is_digit(c) ? c - '0' : base::is_alpha(c) ? (c | 0x20) - 'a' + 10 : 99;
    if (digit >= base) return std::nullopt;
    value = value * base + digit;
    after_digit = true;
  }
  if (!after_digit) return std::nullopt;
  return negative ? -value : value;
}

std::optional<RubyValue> kernel_integer(MethodCall& call) {
  if (call.arguments.size() != 1) return std::nullopt;
  const RubyValue& argument = call.arguments[0];
  if (argument.is(RubyType::kInteger)) return argument;
  if (argument.is(RubyType::kNil)) {
    throw Raised{"TypeError", "can't convert nil into Integer", call.node.span};
  }
  if (!argument.is(RubyType::kString) || !parse::is_closed(argument.text)) return std::nullopt;
  if (argument.text.size() > 17) return std::nullopt;
  std::optional<long long> value = strict_integer(argument.text);
  if (!value) {
    std::string shown = inspect(argument).value_or("");
    throw Raised{"ArgumentError", "invalid value for Integer(): " + shown, call.node.span};
  }
  RubyValue result = ruby_integer(*value);
  result.trail = argument.trail;
  return result;
}

std::optional<RubyValue> kernel_method(MethodCall& call) {
  const std::string& name = call.node.name;
  if (name == "Integer") return kernel_integer(call);
  if (name == "String" && call.arguments.size() == 1) {
    return call.evaluator.to_text(call.arguments[0], call.world);
  }
  bool loads = name == "require" || name == "require_relative" || name == "require_dependency";
  bool prints = name == "puts" || name == "warn" || name == "p" || name == "print";
  if (loads) {
    RubyValue result = call.evaluator.opaque(call.node);
    result.truthy = true;
    return result;
  }
  if (prints) return ruby_nil();
  return std::nullopt;
}

}  // namespace

std::optional<RubyValue> call_module_method(const RubyValue& self, MethodCall& call) {
  if (call.node.kind == parse::RubyKind::kConstant) return constant(self.text);
  if (self.text == "Rails") return rails_method(call);
  if (self.text == "Kernel") return kernel_method(call);
  if (self.text == "File" && call.node.name == "join") return file_join(call);
  return std::nullopt;
}

}  // namespace verifull::resolve
