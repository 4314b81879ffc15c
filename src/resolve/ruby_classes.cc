#include "resolve/ruby_classes.h"

#include <algorithm>
#include <iterator>

namespace verifull::resolve {
namespace {

// Ruby's classes of exceptions, as far as templates meet them, with their parents
// (Ruby's documentation of Exception, "Built-In Exception Classes").
struct ExceptionClass {
  std::string_view name;
  std::string_view parent;
};

constexpr ExceptionClass kExceptions[] = {
    {"StandardError", "Exception"},       {"ScriptError", "Exception"},
    {"NotImplementedError", "ScriptError"}, {"LoadError", "ScriptError"},
    {"SyntaxError", "ScriptError"},       {"ArgumentError", "StandardError"},
    {"UncaughtThrowError", "ArgumentError"}, {"EncodingError", "StandardError"},
    {"FiberError", "StandardError"},      {"IOError", "StandardError"},
    {"EOFError", "IOError"},              {"IndexError", "StandardError"},
    {"KeyError", "IndexError"},           {"StopIteration", "IndexError"},
    {"LocalJumpError", "StandardError"},  {"NameError", "StandardError"},
    {"NoMethodError", "NameError"},       {"RangeError", "StandardError"},
    {"FloatDomainError", "RangeError"},   {"RegexpError", "StandardError"},
    {"RuntimeError", "StandardError"},    {"FrozenError", "RuntimeError"},
    {"SystemCallError", "StandardError"}, {"ThreadError", "StandardError"},
    {"TypeError", "StandardError"},       {"ZeroDivisionError", "StandardError"},
};

// The class above; "" for Exception itself and for classes that are not Ruby's own.
std::string_view parent_of(std::string_view name) {
  for (const ExceptionClass& one : kExceptions) {
    if (one.name == name) return one.parent;
  }
  return "";
}

}  // namespace

bool is_exception_class(std::string_view name) {
  return name == "Exception" || !parent_of(name).empty();
}

bool descends(std::string_view name, std::string_view ancestor) {
  for (; !name.empty(); name = parent_of(name)) {
    if (name == ancestor) return true;
  }
  return false;
}

constexpr std::string_view kCoreClasses[] = {
    "Array", "FalseClass", "Float", "Hash", "Integer", "Kernel", "NilClass", "Object", "Range",
    "Regexp", "String", "Symbol", "TrueClass",
};

bool is_core_class(std::string_view name) {
  return is_exception_class(name) ||
         std::find(std::begin(kCoreClasses), std::end(kCoreClasses), name) != std::end(kCoreClasses);
}

}  // namespace verifull::resolve
