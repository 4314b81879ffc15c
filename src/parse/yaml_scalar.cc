#include "parse/yaml_scalar.h"

#include <cmath>
#include <limits>
#include <optional>

#include "base/text.h"
#include "parse/yaml_number.h"
#include "parse/yaml_time.h"

namespace verifull::parse {
namespace {

TypedScalar string(std::string_view text) { return {ScalarType::kString, std::string(text)}; }

TypedScalar opaque(std::string_view text) { return {ScalarType::kString, std::string(text), true}; }

TypedScalar raised(std::string_view text, const char* error_class, std::string message) {
  TypedScalar result = string(text);
  result.error_class = error_class;
  result.error_message = std::move(message);
  return result;
}

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// The characters that tell Psych early that a scalar is no number: letters of any
// script, \s and some signs.
bool is_wordy(char c) {
  return base::is_alpha(c) || base::is_space(c) || static_cast<unsigned char>(c) >= 0x80 ||
         is_one_of(c, "_!@#$%^&*(){}<>|/\\~;=");
}

// /^[^\d.:-]?[[:alpha:]_\s!@#$%\^&*(){}<>|\/\\~;=]+/ or a line break. Characters
// outside ASCII that are no letters lead to a string on either path.
bool is_word(std::string_view text) {
  if (text.find('\n') != std::string_view::npos || is_wordy(text[0])) return true;
  bool numeric = base::is_digit(text[0]) || text[0] == '.' || text[0] == ':' || text[0] == '-';
  return !numeric && text.size() > 1 && is_wordy(text[1]);
}

struct Word {
  std::string_view text;
  ScalarType type;
};
constexpr Word kWords[] = {
    {"null", ScalarType::kNil},  {"yes", ScalarType::kTrue}, {"true", ScalarType::kTrue},
    {"on", ScalarType::kTrue},   {"no", ScalarType::kFalse}, {"false", ScalarType::kFalse},
    {"off", ScalarType::kFalse},
};

// Psych's patterns are anchored at lines, so with a line break one line of the
// text may decide.
TypedScalar type_word(std::string_view text) {
  constexpr std::size_t kLongest = 5;
  if (text.size() > kLongest) return string(text);
  std::string lower = base::to_lower(text);
  std::vector<std::string_view> lines = base::split(lower, '\n');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    // /^[^ytonf~]/: of an empty line the line break is the first character.
    if (lines[i].empty() && i + 1 == lines.size()) continue;
    if (lines[i].empty() || !is_one_of(lines[i][0], "ytonf~")) return string(text);
  }
  if (text == "~") return {};
  for (const Word& word : kWords) {
    for (std::string_view line : lines) {
      if (line != word.text) continue;
      if (word.type == ScalarType::kNil) return {};
      return {word.type, word.type == ScalarType::kTrue ? "true" : "false"};
    }
  }
  return string(text);
}

std::optional<TypedScalar> type_special_float(std::string_view text) {
  std::string lower = base::to_lower(text);
  double value = std::numeric_limits<double>::infinity();
  if (lower == "-.inf") {
    value = -value;
  } else if (lower == ".nan") {
    value = std::numeric_limits<double>::quiet_NaN();
  } else if (lower != ".inf" && lower != "+.inf") {
    return std::nullopt;
  }
  return TypedScalar{ScalarType::kFloat, ruby_float_text(value)};
}

// `:a`, `:"a b"`. What stands behind the closing quote is dropped.
std::optional<TypedScalar> type_symbol(std::string_view text) {
  if (text.size() < 2 || text[0] != ':') return std::nullopt;
  std::string_view name = text.substr(1);
  std::size_t close = name[0] == '"' || name[0] == '\'' ? name.rfind(name[0]) : 0;
  if (close > 0) {
    name = name.substr(1, close - 1);
    if (name.starts_with(':')) name.remove_prefix(1);
  }
  return TypedScalar{ScalarType::kSymbol, std::string(name)};
}

// Psych::ScalarScanner#tokenize.
TypedScalar tokenize(std::string_view text) {
  if (text.empty()) return {};
  if (is_word(text)) return type_word(text);
  using Form = std::optional<TypedScalar> (*)(std::string_view);
  constexpr Form kForms[] = {type_time, type_date, type_special_float, type_symbol, type_number};
  for (Form form : kForms) {
    if (std::optional<TypedScalar> result = form(text)) return *std::move(result);
  }
  return string(text);
}

std::string class_name(ScalarType type) {
  if (type == ScalarType::kNil) return "nil";
  if (type == ScalarType::kTrue) return "true";
  if (type == ScalarType::kFalse) return "false";
  return type == ScalarType::kSymbol ? "Symbol" : "Date";
}

// `!!float 5`: Float() of what the scalar is without the tag.
TypedScalar type_float(std::string_view text) {
  TypedScalar plain = tokenize(text);
  if (!plain.error_class.empty() || plain.type == ScalarType::kFloat) return plain;
  // A time becomes its seconds since 1970, which nobody asks for.
  if (plain.opaque || plain.type == ScalarType::kTime) return opaque(text);
  if (plain.type == ScalarType::kInteger || plain.type == ScalarType::kString) {
    std::optional<double> value = ruby_float(plain.text);
    if (value) return {ScalarType::kFloat, ruby_float_text(*value)};
    return raised(text, "ArgumentError", "invalid value for Float(): \"" + plain.text + "\"");
  }
  return raised(text, "TypeError", "can't convert " + class_name(plain.type) + " into Float");
}

int base64_digit(char c) {
  if (base::is_upper(c)) return c - 'A';
  if (base::is_lower(c)) return c - 'a' + 26;
  if (base::is_digit(c)) return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// String#unpack("m"): what is no digit is skipped, a padding sign that comes as
// the third or fourth of a group ends the text.
std::string decode_base64(std::string_view text) {
  std::string result;
  int group[4] = {0, 0, 0, 0};
  int size = 0;
  for (char c : text) {
    if (c == '=' && size >= 2) break;
    int digit = base64_digit(c);
    if (digit < 0) continue;
    group[size++] = digit;
    if (size < 4) continue;
    result += static_cast<char>(group[0] << 2 | group[1] >> 4);
    result += static_cast<char>(group[1] << 4 | group[2] >> 2);
    result += static_cast<char>(group[2] << 6 | group[3]);
    size = 0;
  }
  if (size >= 2) result += static_cast<char>(group[0] << 2 | group[1] >> 4);
  if (size == 3) result += static_cast<char>(group[1] << 4 | group[2] >> 2);
  return result;
}

constexpr std::string_view kOpaqueTags[] = {
    "!ruby/object:BigDecimal",
    "!ruby/object:DateTime",
    "!ruby/encoding",
    "!ruby/object:Complex",
    "!ruby/object:Rational",
    "!ruby/class",
    "!ruby/module",
    "!ruby/regexp",
    "!ruby/range",
};

// Psych::Visitors::ToRuby#deserialize. A tag that means nothing to it leaves the
// text to tokenize, quoted or not.
TypedScalar type_tagged(std::string_view tag, std::string_view text) {
  if (tag == "tag:yaml.org,2002:str" || tag == "!str" || tag == "!ruby/string") return string(text);
  if (tag.starts_with("!str:") || tag.starts_with("!ruby/string:")) return opaque(text);
  if (tag == "tag:yaml.org,2002:binary" || tag == "!binary") return string(decode_base64(text));
  if (tag == "tag:yaml.org,2002:float" || tag == "!float") return type_float(text);
  if (tag.starts_with("!ruby/sym")) return {ScalarType::kSymbol, std::string(text)};
  for (std::string_view known : kOpaqueTags) {
    if (tag == known) return opaque(text);
  }
  return tokenize(text);
}

}  // namespace

TypedScalar type_scalar(const YamlNode& node) {
  if (!node.tag.empty()) return type_tagged(node.tag, node.value);
  return node.style == YamlStyle::kPlain ? tokenize(node.value) : string(node.value);
}

TypedScalar type_plain(std::string_view text) { return tokenize(text); }

}  // namespace verifull::parse
