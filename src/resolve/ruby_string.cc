// String and Symbol. A text of which a part is unknown keeps that part
// as a placeholder as long as the method leaves it whole.
#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "parse/placeholder.h"
#include "parse/unicode_space.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {
namespace {

using parse::is_closed;

// The text that a regexp matches, when it is nothing but letters and an anchor.
struct SimplePattern {
  std::string text;
  bool at_start = false;
  bool at_end = false;
};

std::optional<SimplePattern> simple_pattern(const RubyValue& value) {
  SimplePattern result;
  if (value.is(RubyType::kString)) {
    result.text = value.text;
    return is_closed(value.text) ? std::optional(result) : std::nullopt;
  }
  if (!value.is(RubyType::kRegexp) || !is_closed(value.text)) return std::nullopt;
  std::string_view rest = value.text;
  for (std::string_view anchor : {std::string_view("\\A"), std::string_view("^")}) {
    if (!rest.starts_with(anchor)) continue;
    rest.remove_prefix(anchor.size());
    result.at_start = true;
    break;
  }
  for (std::string_view anchor : {std::string_view("\\z"), std::string_view("\\Z"),
                                  std::string_view("$")}) {
    if (!rest.ends_with(anchor)) continue;
    rest.remove_suffix(anchor.size());
    result.at_end = true;
    break;
  }
  for (std::size_t i = 0; i < rest.size(); ++i) {
    bool escaped = rest[i] == '\\' && i + 1 < rest.size() && !base::is_alnum(rest[i + 1]);
    if (escaped) ++i;
    if (!escaped && std::string_view("\\.[]{}()*+?|^$").find(rest[i]) != std::string_view::npos) {
      return std::nullopt;
    }
    result.text += rest[i];
  }
  return result;
}

// Where the pattern matches a closed text first; npos when nowhere. Texts with
// line breaks are left alone because ^ and $ then mean more.
std::optional<std::size_t> find_match(std::string_view text, const SimplePattern& pattern) {
  bool anchored = pattern.at_start || pattern.at_end;
  if (anchored && text.find('\n') != std::string_view::npos) return std::nullopt;
  if (pattern.at_start && pattern.at_end) {
    return text == pattern.text ? 0 : std::string_view::npos;
  }
  if (pattern.at_start) return text.starts_with(pattern.text) ? 0 : std::string_view::npos;
  if (pattern.at_end) {
    return text.ends_with(pattern.text) ? text.size() - pattern.text.size()
                                        : std::string_view::npos;
  }
  return text.find(pattern.text);
}

RubyValue same_kind(const RubyValue& self, std::string text) {
  RubyValue result = self;
  result.type = RubyType::kString;
  result.text = std::move(text);
  return result;
}

// A text that is a little different from an unknown one: still "the text of
// that variable" for whoever asks what kind of text it is.
RubyValue changed(const RubyValue& self, MethodCall& call) {
  Unknowns& unknowns = call.evaluator.context().unknowns;
  std::string variable = sole_variable(self.text, unknowns);
  std::string_view source = call.evaluator.source_of(call.node);
  return same_kind(self, parse::placeholder(unknowns.expression(source, call.node.span, variable)));
}

// Ask whether an unknown text passes a test that we can only name.
RubyValue asked(MethodCall& call) {
  return ruby_bool(call.evaluator.supposed(call.evaluator.source_of(call.node), call.world));
}

// Of a text with unknown parts: false when something in it is certainly not blank.
std::optional<bool> blank(const RubyValue& self, MethodCall& call) {
  if (is_closed(self.text)) return is_blank(self.text);
  const Unknowns& unknowns = call.evaluator.context().unknowns;
  for (const parse::TextPart& part : parse::split_placeholders(self.text)) {
    if (!part.unknown && !is_blank(part.text)) return false;
    if (part.unknown && unknowns.at(part.index).kind == UnknownPart::Kind::kVariable) return false;
  }
  return std::nullopt;
}

std::optional<RubyValue> blank_method(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  if (name == "empty?" && is_closed(self.text)) return ruby_bool(self.text.empty());
  std::optional<bool> known = blank(self, call);
  if (!known) {
    std::string subject = std::string(call.evaluator.source_of(call.node));
    if (name == "presence") subject = self.text + ".blank?";
    known = call.evaluator.supposed(subject, call.world);
    if (name == "present?") known = !*known;
  }
  if (name == "presence") return *known ? ruby_nil() : same_kind(self, self.text);
  return ruby_bool(name == "present?" ? !*known : *known);
}

std::optional<RubyValue> compare(const RubyValue& self, MethodCall& call) {
  const RubyValue& other = call.arguments[0];
  bool negated = call.node.name == "!=";
  if (other.is(RubyType::kOpaque)) return std::nullopt;
  if (other.type != self.type) return ruby_bool(negated);
  const std::string& a = self.text;
  const std::string& b = other.text;
  if (a == b) return ruby_bool(!negated);
  if (is_closed(a) && is_closed(b)) return ruby_bool(negated);
  const Unknowns& unknowns = call.evaluator.context().unknowns;
  const std::string& closed = is_closed(a) ? a : b;
  std::string variable = sole_variable(is_closed(a) ? b : a, unknowns);
  if (is_closed(closed) && !variable.empty()) {
    if (closed.empty()) return ruby_bool(negated);
    return ruby_bool(call.world.equals(variable, closed) != negated);
  }
  return asked(call);
}

// What Ruby does not take as a pattern raises.
void refuse_pattern(const RubyValue& pattern, MethodCall& call) {
  const std::string& name = call.node.name;
  bool operators = name == "=~" || name == "!~";
  bool text = pattern.is(RubyType::kString) && !operators;
  bool regexp = pattern.is(RubyType::kRegexp) && name != "include?" && name != "end_with?";
  bool nil = pattern.is(RubyType::kNil) && operators;
  bool other = operators && !pattern.is(RubyType::kString);
  if (text || regexp || nil || other || pattern.is(RubyType::kOpaque)) return;
  throw Raised{"TypeError", "wrong argument type for `" + name + "`", call.node.span};
}

std::optional<RubyValue> test_match(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  refuse_pattern(call.arguments[0], call);
  RubyValue given = call.arguments[0];
  if (given.is(RubyType::kNil)) return name == "=~" ? ruby_nil() : ruby_bool(true);
  // match? makes a Regexp of a text.
  if (name == "match?" && given.is(RubyType::kString)) given.type = RubyType::kRegexp;
  std::optional<SimplePattern> pattern = simple_pattern(given);
  if (pattern && name == "start_with?") pattern->at_start = true;
  if (pattern && name == "end_with?") pattern->at_end = true;
  if (pattern && is_closed(self.text)) {
    if (std::optional<std::size_t> at = find_match(self.text, *pattern)) {
      bool found = *at != std::string_view::npos;
      if (name == "=~") {
        std::string_view before = std::string_view(self.text).substr(0, *at);
        return found ? ruby_integer(static_cast<long long>(base::code_point_count(before)))
                     : ruby_nil();
      }
      return ruby_bool(name == "!~" ? !found : found);
    }
  }
  std::string variable = sole_variable(self.text, call.evaluator.context().unknowns);
  bool plain = pattern && !pattern->at_start && !pattern->at_end;
  std::string_view key = plain ? std::string_view(pattern->text) : std::string_view();
  if (key.ends_with('=')) key.remove_suffix(1);
  if (!variable.empty() && key.starts_with("ssl") && name != "!~") {
    // `ENV["DATABASE_URL"].include?("sslmode")` is the question whether the URL
    // carries that parameter, which is asked again when the URL is read.
    return ruby_bool(call.world.ask(Ask::kCarries, variable, key) == 1);
  }
  // Its value is a position, not true.
  if (name == "=~") return std::nullopt;
  return asked(call);
}

std::optional<RubyValue> substitute(const RubyValue& self, MethodCall& call, bool all) {
  if (call.arguments.size() != 2 || !call.arguments[1].is(RubyType::kString)) return std::nullopt;
  const std::string& replacement = call.arguments[1].text;
  std::optional<SimplePattern> pattern = simple_pattern(call.arguments[0]);
  bool simple = pattern && replacement.find('\\') == std::string::npos && is_closed(replacement);
  if (!is_closed(self.text)) return changed(self, call);
  if (!simple || pattern->text.empty()) return std::nullopt;
  if (all && !pattern->at_start && !pattern->at_end) {
    return same_kind(self, base::replace_all(self.text, pattern->text, replacement));
  }
  std::optional<std::size_t> at = find_match(self.text, *pattern);
  if (!at) return std::nullopt;
  std::string text = self.text;
  if (*at != std::string_view::npos) text.replace(*at, pattern->text.size(), replacement);
  return same_kind(self, std::move(text));
}

std::optional<RubyValue> cut(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  bool closed = is_closed(self.text);
  if (name == "strip") return closed ? same_kind(self, std::string(base::trim(self.text)))
                                     : changed(self, call);
  if (name == "chomp" && call.arguments.empty()) {
    if (!closed) return changed(self, call);
    std::string text = self.text;
    if (text.ends_with('\n')) text.pop_back();
    if (text.ends_with('\r')) text.pop_back();
    return same_kind(self, text);
  }
  bool suffix = name == "delete_suffix" || name == "chomp";
  if (call.arguments.size() != 1 || !call.arguments[0].is(RubyType::kString)) return std::nullopt;
  const std::string& end = call.arguments[0].text;
  if (!closed || !is_closed(end)) return changed(self, call);
  std::string text = self.text;
  if (suffix && !end.empty() && text.ends_with(end)) text.resize(text.size() - end.size());
  if (!suffix && text.starts_with(end)) text.erase(0, end.size());
  return same_kind(self, text);
}

std::optional<RubyValue> to_integer(const RubyValue& self, MethodCall& call) {
  if (!is_closed(self.text)) {
    RubyValue result = call.evaluator.opaque(call.node);
    result.truthy = true;
    return result;
  }
  constexpr std::size_t kMostDigits = 17;
  std::size_t begin = self.text.find_first_not_of(" \t\n\v\f\r+-0_");
  std::size_t end = self.text.find_first_not_of("0123456789_", std::min(begin, self.text.size()));
  std::size_t size = std::min(end, self.text.size()) - std::min(begin, self.text.size());
  if (size > kMostDigits) return std::nullopt;
  return ruby_integer(leading_integer(self.text));
}

std::optional<RubyValue> concatenate(const RubyValue& self, MethodCall& call) {
  const RubyValue& other = call.arguments[0];
  if (other.is(RubyType::kNil)) {
    throw Raised{"TypeError", "no implicit conversion of nil into String", call.node.span};
  }
  if (other.is(RubyType::kOpaque)) return std::nullopt;
  if (!other.is(RubyType::kString)) {
    throw Raised{"TypeError", "no implicit conversion into String", call.node.span};
  }
  RubyValue result = same_kind(self, self.text + other.text);
  result.trail.insert(result.trail.end(), other.trail.begin(), other.trail.end());
  result.secret = self.secret || other.secret;
  return result;
}

std::optional<RubyValue> split(const RubyValue& self, MethodCall& call) {
  bool usable = call.arguments.size() == 1 && call.arguments[0].is(RubyType::kString) &&
                call.arguments[0].text.size() == 1 && call.arguments[0].text != " ";
  if (!usable || !is_closed(self.text)) return std::nullopt;
  RubyValue result;
  result.type = RubyType::kArray;
  for (std::string_view part : base::split(self.text, call.arguments[0].text[0])) {
    result.items.push_back(same_kind(self, std::string(part)));
  }
  while (!result.items.empty() && result.items.back().text.empty()) result.items.pop_back();
  return result;
}

std::optional<RubyValue> environment_test(const RubyValue& self, MethodCall& call) {
  // Rails.env is a StringInquirer: production?, test? … Of other strings these
  // are NoMethodErrors, which nobody writes.
  const std::string& name = call.node.name;
  bool rails = call.evaluator.source_of(call.node).starts_with("Rails.env.");
  if (!rails || !name.ends_with('?') || !call.arguments.empty()) return std::nullopt;
  std::string_view asked_for = std::string_view(name).substr(0, name.size() - 1);
  if (asked_for == "local" && call.evaluator.context().has_local) return ruby_bool(self.text == "development" || self.text == "test");
  return ruby_bool(self.text == asked_for);
}

}  // namespace

bool is_blank(std::string_view text) {
  std::size_t at = 0;
  while (std::size_t size = parse::unicode_space_size(text, at)) at += size;
  return at == text.size();
}

std::string sole_variable(std::string_view text, const Unknowns& unknowns) {
  std::size_t size = parse::placeholder_size(text, 0);
  if (size == 0 || size != text.size()) return "";
  return unknowns.at(parse::split_placeholders(text)[0].index).variable;
}

std::optional<RubyValue> call_string_method(const RubyValue& self, MethodCall& call) {
  if (self.is(RubyType::kPath)) return call_path_method(self, call);
  if (self.is(RubyType::kSymbol)) return call_symbol_method(self, call);
  const std::string& name = call.node.name;
  if (name == "to_s" || name == "to_str" || name == "dup" || name == "freeze" || name == "+@" ||
      name == "-@" || name == "html_safe") {
    return same_kind(self, self.text);
  }
  if (name == "to_sym") {
    RubyValue result = self;
    result.type = RubyType::kSymbol;
    return result;
  }
  bool blankness = name == "blank?" || name == "present?" || name == "presence" || name == "empty?";
  if (std::optional<RubyValue> result = blankness ? std::nullopt : environment_test(self, call)) {
    return result;
  }
  if (blankness) return blank_method(self, call);
  if (name == "to_i") return to_integer(self, call);
  if (name == "downcase" || name == "upcase" || name == "capitalize") {
    return is_closed(self.text) ? call_character_method(self, call) : changed(self, call);
  }
  if (name == "strip" || name == "chomp" || name == "delete_suffix" || name == "delete_prefix") {
    return cut(self, call);
  }
  if (name == "split") return split(self, call);
  if (name == "sub" || name == "gsub") {
    return substitute(self, call, name.starts_with('g'));
  }
  if (name == "size" || name == "length" || name == "[]") return call_character_method(self, call);
  if (name == "try" && call.arguments.size() == 1 && call.arguments[0].is(RubyType::kSymbol)) {
    parse::RubyNode tried = call.node;
    tried.name = call.arguments[0].text;
    MethodCall inner{tried, {}, call.world, call.evaluator};
    return tried.name == "try" ? std::nullopt : call_string_method(self, inner);
  }
  if (call.arguments.size() != 1) return std::nullopt;
  if (name == "==" || name == "!=" || name == "eql?") return compare(self, call);
  // Only what needs no formatting.
  bool constant_format = name == "%" && is_closed(self.text) && self.text.find('%') == std::string::npos;
  if (constant_format && call.arguments[0].is(RubyType::kArray)) return same_kind(self, self.text);
  if (name == "+") return concatenate(self, call);
  if (name == "include?" || name == "start_with?" || name == "end_with?" || name == "match?" ||
      name == "=~" || name == "!~") {
    return test_match(self, call);
  }
  return std::nullopt;
}

}  // namespace verifull::resolve
