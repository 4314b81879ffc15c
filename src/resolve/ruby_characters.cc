// What String does character by character: letters in upper and lower case, length,
// parts by place.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "parse/placeholder.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {
namespace {

RubyValue text_of(const RubyValue& self, std::string text) {
  RubyValue result = self;
  result.type = RubyType::kString;
  result.text = std::move(text);
  return result;
}

// One character in upper or lower case: ASCII, Latin-1, and what has no case at all
// (punctuation, emoji). nullopt for other letters, and for those that change more
// than themselves.
std::optional<std::string> with_case(std::string_view character, bool upper) {
  auto lead = static_cast<unsigned char>(character[0]);
  auto second = static_cast<unsigned char>(character.size() > 1 ? character[1] : 0);
  if (lead < 0x80) return upper ? base::to_upper(character) : base::to_lower(character);
  bool caseless = (lead == 0xC2 && second != 0xB5) || (lead == 0xE2 && second == 0x80) ||
                  (lead == 0xF0 && second == 0x9F) || (lead == 0xC3 && (second | 0x20) == 0xB7);
  if (caseless) return std::string(character);
  if (lead != 0xC3 || second == 0x9F || second == 0xBF) return std::nullopt;
  std::string result(character);
  result[1] = static_cast<char>(upper ? second & ~0x20 : second | 0x20);
  return result;
}

std::optional<RubyValue> change_case(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  std::string text;
  for (std::size_t at = 0; at < self.text.size();) {
    std::size_t end = at + 1;
    while (end < self.text.size() && (static_cast<unsigned char>(self.text[end]) & 0xC0) == 0x80) {
      ++end;
    }
    bool upper = name == "upcase" || (name == "capitalize" && at == 0);
    std::optional<std::string> one = with_case(self.text.substr(at, end - at), upper);
    if (!one) return std::nullopt;
    text += *one;
    at = end;
  }
  return text_of(self, std::move(text));
}

// String#[] of a text that is in it, or of one character.
std::optional<RubyValue> element(const RubyValue& self, MethodCall& call) {
  const RubyValue& key = call.arguments[0];
  if (!parse::is_closed(self.text) || !parse::is_closed(key.text)) return std::nullopt;
  if (key.is(RubyType::kString)) {
    bool found = self.text.find(key.text) != std::string::npos;
    return found ? text_of(self, key.text) : ruby_nil();
  }
  bool ascii = std::all_of(self.text.begin(), self.text.end(),
                           [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!key.is(RubyType::kInteger) || !ascii) return std::nullopt;
  long long at = leading_integer(key.text);
  if (at < 0) at += static_cast<long long>(self.text.size());
  bool inside = at >= 0 && at < static_cast<long long>(self.text.size());
  return inside ? text_of(self, self.text.substr(static_cast<std::size_t>(at), 1)) : ruby_nil();
}

std::optional<RubyValue> size(const RubyValue& self) {
  if (!parse::is_closed(self.text)) return std::nullopt;
  auto characters = std::count_if(self.text.begin(), self.text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  });
  return ruby_integer(characters);
}

}  // namespace

std::optional<RubyValue> call_character_method(const RubyValue& self, MethodCall& call) {
  const std::string& name = call.node.name;
  if (name == "size" || name == "length") return size(self);
  if (name == "[]") return call.arguments.size() == 1 ? element(self, call) : std::nullopt;
  return change_case(self, call);
}

}  // namespace verifull::resolve
