#include "edit/scalar_text.h"

#include <algorithm>

#include "base/tame_text.h"
#include "base/text.h"
#include "parse/yaml_scalar.h"

namespace verifull::edit {
namespace {

// Read back as a text, not as a number, a truth or nil.
bool stays_text(std::string_view text) {
  if (text.empty() || !base::is_tame(text)) return false;
  char first = text[0];
  if (!base::is_alpha(first) && first != '/') return false;
  return parse::type_plain(text).type == parse::ScalarType::kString;
}

std::string double_quoted(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

std::string yaml_scalar(std::string_view text, char like) {
  if (text.starts_with("<%=")) return std::string(text);
  if (like == '\'') return "'" + base::replace_all(text, "'", "''") + "'";
  if (like == '"' || !stays_text(text)) return double_quoted(text);
  return std::string(text);
}

char quote_of(std::string_view written) {
  if (written.size() < 2 || written.front() != written.back()) return 0;
  return written[0] == '"' || written[0] == '\'' ? written[0] : '\0';
}

std::optional<std::string> ruby_literal(std::string_view written, std::string_view text) {
  char quote = quote_of(written);
  if (quote == 0 || text.empty() || !base::is_tame(text)) return std::nullopt;
  std::string_view inside = written.substr(1, written.size() - 2);
  if (inside.find_first_of("\\\"'#") != std::string_view::npos) return std::nullopt;
  return quote + std::string(text) + quote;
}

std::optional<std::string> env_value(std::string_view written, std::string_view text) {
  if (has_control(text) || text.find('\\') != std::string_view::npos) return std::nullopt;
  char quote = quote_of(written);
  bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return base::is_tame(c) || std::string_view(":@%?&=+,~").find(c) != std::string_view::npos;
  });
  if (plain && quote == 0) return std::string(text);
  // Only single quotes leave a `$` alone.
  if (text.find('$') != std::string_view::npos || text.find('"') != std::string_view::npos) {
    quote = '\'';
  }
  if (quote == 0) quote = '"';
  if (text.find(quote) != std::string_view::npos) return std::nullopt;
  return quote + std::string(text) + quote;
}

std::string query_value(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (base::is_tame(c) || c == '~' || c == ':' || c == '@') {
      result += c;
      continue;
    }
    auto byte = static_cast<unsigned char>(c);
    result += '%';
    result += "0123456789ABCDEF"[byte >> 4];
    result += "0123456789ABCDEF"[byte & 15];
  }
  return result;
}

}  // namespace verifull::edit
