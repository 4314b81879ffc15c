#include "edit/env_edit.h"

#include <cstdint>
#include <optional>
#include <string>

#include "base/text.h"
#include "edit/scalar_text.h"

namespace verifull::edit {
namespace {

// A `#` behind a blank begins a comment for everybody. Whoever writes a quote first
// means what is between the quotes.
std::string_view without_comment(std::string_view rest) {
  std::string_view value = base::trim(rest);
  if (value.starts_with('"') || value.starts_with('\'')) return rest;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    bool blank = rest[i - 1] == ' ' || rest[i - 1] == '\t';
    if (rest[i] == '#' && blank) return rest.substr(0, i);
  }
  return rest;
}

}  // namespace

Outcome set_env_value(std::string_view text, const base::Span& value, std::string_view to) {
  std::string_view written = text.substr(value.begin, value.size());
  if (written.find('$') != std::string_view::npos) {
    return Outcome::cannot("the value is made of other variables");
  }
  std::optional<std::string> result = env_value(written, to);
  if (!result) return Outcome::cannot("no quotes hold this value for every reader");
  return Edit{value, *result};
}

std::vector<Edit> quote_line_value(std::string_view text, const base::Span& value) {
  std::size_t at = text.substr(value.end, 1) == "=" ? value.end + 1 : value.begin;
  std::size_t end = text.find_first_of("\r\n", at);
  if (end == std::string_view::npos) end = text.size();
  std::string_view all = base::trim(without_comment(text.substr(at, end - at)));
  if (all.empty() || all[0] == '\'') return {};
  // Double quotes let a `$` through; single ones do not.
  std::uint32_t size = all[0] == '"' ? 1 : 0;
  if (size > 0 && quote_of(all) != '"') return {};
  std::string_view inside = all.substr(size, all.size() - 2 * size);
  if (inside.find_first_of("'\\") != std::string_view::npos) return {};
  auto begin = static_cast<std::uint32_t>(all.data() - text.data());
  auto last = begin + static_cast<std::uint32_t>(all.size());
  return {{{value.file, begin, begin + size}, "'"}, {{value.file, last - size, last}, "'"}};
}

}  // namespace verifull::edit
