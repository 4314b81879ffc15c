// What `inspect` and Active Support's `to_json` write.
#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "parse/placeholder.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {
namespace {

// Text that inspect leaves as it is, but for the quotes: ASCII and Latin letters.
// What else Unicode thinks printable changes with Ruby's version.
bool is_printable(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    bool plain = (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t' || byte == '\r';
    if (plain) continue;
    if (byte < 0xC3 || byte > 0xC9 || i + 1 == text.size()) return false;
    ++i;
  }
  return true;
}

bool is_word_byte(char c) { return base::is_alnum(c) || c == '_'; }

// Neither a name nor an operator, so that a Symbol of it is shown in quotes.
bool is_no_name(std::string_view text) {
  if (text.empty() || base::is_digit(text[0])) return true;
  return std::any_of(text.begin(), text.end(), is_word_byte) &&
         text.find_first_of(" .,/:-'\"#\n\t") != std::string_view::npos;
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    bool interpolates = c == '#' && i + 1 < text.size() &&
                        std::string_view("{$@").find(text[i + 1]) != std::string_view::npos;
    if (c == '"' || c == '\\' || interpolates) result += '\\';
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\r') {
      result += "\\r";
    } else if (c == '\t') {
      result += "\\t";
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string json_quoted(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\t':
        result += "\\t";
        break;
      case '\r':
        result += "\\r";
        break;
      case '<':
        result += "\\u003c";
        break;
      case '>':
        result += "\\u003e";
        break;
      case '&':
        result += "\\u0026";
        break;
      default:
        result += c;
    }
  }
  return result + "\"";
}

// `write` of each item, between brackets.
template <typename Write>
std::optional<std::string> listed(const RubyValue& value, std::string_view separator, Write write) {
  std::string result = "[";
  for (const RubyValue& item : value.items) {
    std::optional<std::string> text = write(item);
    if (!text) return std::nullopt;
    if (result.size() > 1) result += separator;
    result += *text;
  }
  return result + "]";
}

}  // namespace

std::optional<std::string> inspect(const RubyValue& value) {
  switch (value.type) {
    case RubyType::kNil:
      return "nil";
    case RubyType::kTrue:
      return "true";
    case RubyType::kFalse:
      return "false";
    case RubyType::kInteger:
    case RubyType::kFloat:
      return value.text;
    case RubyType::kString: {
      if (parse::is_closed(value.text) && !is_printable(value.text)) return std::nullopt;
      return quoted(value.text);
    }
    case RubyType::kSymbol: {
      bool plain = !value.text.empty() && !base::is_digit(value.text[0]) &&
                   std::all_of(value.text.begin(), value.text.end(), is_word_byte);
      if (plain) return ":" + value.text;
      bool known = parse::is_closed(value.text) && is_printable(value.text);
      return known && is_no_name(value.text) ? std::optional(":" + quoted(value.text))
                                             : std::nullopt;
    }
    case RubyType::kPath:
      return "#<Pathname:" + value.text + ">";
    case RubyType::kArray:
      return listed(value, ", ", [](const RubyValue& v) { return inspect(v); });
    default:
      return std::nullopt;
  }
}

std::optional<std::string> to_json(const RubyValue& value) {
  switch (value.type) {
    case RubyType::kNil:
      return "null";
    case RubyType::kTrue:
      return "true";
    case RubyType::kFalse:
      return "false";
    case RubyType::kInteger:
      return value.text;
    case RubyType::kFloat:
      // Active Support has nothing better for infinity.
      return value.text == "NaN" || value.text.ends_with('y') ? "null" : value.text;
    case RubyType::kString:
    case RubyType::kSymbol:
    case RubyType::kPath:
      if (parse::is_closed(value.text) && !is_printable(value.text)) return std::nullopt;
      return json_quoted(value.text);
    case RubyType::kArray:
      return listed(value, ",", [](const RubyValue& v) { return to_json(v); });
    default:
      return std::nullopt;
  }
}

}  // namespace verifull::resolve
