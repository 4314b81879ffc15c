#include "parse/dotenv_gem_value.h"

#include "base/text.h"
#include "parse/dotenv_substitute.h"

namespace verifull::parse {
namespace {

// gsub(/\\([^$])/, '\1')
std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool escape = text[at] == '\\' && at + 1 < text.size() && text[at + 1] != '$';
    if (escape) ++at;
    result += text[at];
  }
  return result;
}

// `\n` and `\r` become line breaks, or get a second backslash, which the unescaping
// that follows takes away again.
std::string with_line_breaks(std::string_view text, bool keep) {
  std::string result = base::replace_all(text, "\\n", keep ? "\\\\n" : "\n");
  return base::replace_all(result, "\\r", keep ? "\\\\r" : "\r");
}

bool is_blank_byte(char c) { return base::is_space(c) || c == '\0'; }

}  // namespace

const GemRules& gem_rules(DotenvDialect dialect) {
  static constexpr GemRules kRules[] = {
      {true, true, false, false, false, false, false, false},    // 2.2
      {true, false, false, false, false, false, false, false},   // 2.4
      {false, false, false, false, false, false, false, false},  // 2.5
      {false, false, true, false, false, false, false, false},   // 2.7.5
      {false, false, true, true, false, false, false, false},    // 2.8
      {false, false, true, true, true, false, false, false},     // 3.0
      {false, false, true, true, true, true, true, false},       // 3.1.5
      {false, false, true, true, true, true, false, false},      // 3.1.7
      {false, false, true, true, true, true, false, true},       // 3.2
  };
  return kRules[static_cast<std::size_t>(dialect)];
}

std::string_view ruby_strip(std::string_view text) {
  while (!text.empty() && is_blank_byte(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank_byte(text.back())) text.remove_suffix(1);
  return text;
}

void set_gem_value(std::string_view text, const GemRules& rules, bool legacy_line_breaks,
                   DotenvAssignment& assignment) {
  char quote = '\0';
  if (text.size() >= 2 && text.front() == text.back() &&
      (text.front() == '\'' || text.front() == '"')) {
    quote = text.front();
    text = text.substr(1, text.size() - 2);
  }
  std::string raw(text);
  if (quote == '"') raw = with_line_breaks(raw, rules.keep_breaks && !legacy_line_breaks);
  if (quote == '"' || (quote == '\0' && rules.unescape_plain)) raw = unescaped(raw);
  assignment.quoted = quote != '\0';
  assignment.literal = quote == '\'';
  if (raw.find('$') == std::string::npos) {
    if (!raw.empty()) assignment.value.push_back({DotenvPart::Kind::kText, raw, "", {}});
    assignment.raw = std::move(raw);
    return;
  }
  assignment.raw = raw;
  MarkedText marked{std::move(raw), {}};
  if (!assignment.literal && rules.command_first) {
    marked = substitute_variables(substitute_commands(marked), nullptr);
  } else if (!assignment.literal) {
    marked = substitute_commands(substitute_variables(marked, nullptr));
  }
  assignment.value = dotenv_parts(marked);
}

}  // namespace verifull::parse
