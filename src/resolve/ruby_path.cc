// Pathname, which Rails.root is.
#include <string>
#include <string_view>

#include "base/text.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {
namespace {

// Takes the last part off `path`; nullopt when it has none (pathname.rb,
// chop_basename).
std::optional<std::string_view> chop_basename(std::string_view& path) {
  std::size_t last = path.find_last_not_of('/');
  if (last == std::string_view::npos) return std::nullopt;
  std::size_t slash = path.rfind('/', last);
  std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
  std::string_view base = path.substr(begin, last + 1 - begin);
  path = path.substr(0, begin);
  return base;
}

// The first part of a relative path that is not `part`; what follows stays as it is.
bool skip_leading(std::string_view& path, std::string_view part) {
  std::size_t end = std::min(path.find('/'), path.size());
  if (path.substr(0, end) != part) return false;
  path.remove_prefix(std::min(path.find_first_not_of('/', end), path.size()));
  return true;
}

// Pathname#+: an absolute path replaces what is before it; only its leading `.` and
// `..` are worked out (pathname.rb, plus).
std::string plus(std::string_view base, std::string_view more) {
  if (more.starts_with('/')) return std::string(more);
  while (true) {
    while (skip_leading(more, ".")) {
    }
    std::string_view rest = base;
    std::optional<std::string_view> last = chop_basename(rest);
    if (!last) break;
    if (*last == ".") {
      base = rest;
      continue;
    }
    if (*last == ".." || !skip_leading(more, "..")) {
      base = base.substr(0, rest.size() + last->size());
      break;
    }
    base = rest;
  }
  bool named = base.find_first_not_of('/') != std::string_view::npos;
  while (!named && base.starts_with('/') && skip_leading(more, "..")) {
  }
  std::string result(base);
  if (more.empty()) return result.empty() ? "." : result;
  if (named && !result.ends_with('/')) result += '/';
  return result.append(more);
}

}  // namespace

std::optional<RubyValue> call_path_method(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  if (name == "to_s" || name == "to_path") {
    RubyValue text = self;
    text.type = RubyType::kString;
    return text;
  }
  if (name != "join" && name != "+" && name != "/") return std::nullopt;
  RubyValue result = self;
  std::string more;
  for (const RubyValue& argument : call.arguments) {
    bool text = argument.is(RubyType::kString) || argument.is(RubyType::kPath);
    if (argument.is(RubyType::kNil)) {
      throw Raised{"TypeError", "no implicit conversion of nil into String", call.node.span};
    }
    if (!text) return std::nullopt;
    more = &argument == &call.arguments.front() ? argument.text : plus(more, argument.text);
    result.trail.insert(result.trail.end(), argument.trail.begin(), argument.trail.end());
  }
  if (!call.arguments.empty()) result.text = plus(self.text, more);
  return result;
}

}  // namespace verifull::resolve
