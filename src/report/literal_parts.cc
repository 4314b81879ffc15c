#include "report/literal_parts.h"

#include <algorithm>

#include "base/text.h"

namespace verifull::report {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

// Longer interpolation counts as none, and is hidden as the literal it then is.
// Keeps the work linear however many are opened and never closed.
constexpr std::size_t kLongestInterpolation = 1024;

// How far back a lookup is recognised.
constexpr std::size_t kLookBack = 64;

bool is_word(char c) { return base::is_alnum(c) || c == '_'; }

std::size_t brace_size(std::string_view text, std::size_t at, std::size_t end) {
  std::size_t depth = 0;
  for (std::size_t i = at + 1; i < end; ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i + 1 - at;
  }
  return 0;
}

// One past the quote that closes the literal at `at`, or `end`.
std::size_t quoted_end(std::string_view text, std::size_t at, std::size_t end) {
  for (std::size_t i = at + 1; i < end; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (std::size_t size = text[at] == '"' ? interpolation_size(text, i, end) : 0) {
      i += size - 1;
    } else if (text[i] == text[at]) {
      return i + 1;
    }
  }
  return end;
}

// True when the literal at `at` is a name that is looked up: `ENV["X"]`,
// `.fetch("X"`, `File.read("/run/…")`. A default, which follows a comma or an
// operator, is none.
bool is_looked_up(std::string_view text, std::size_t begin, std::size_t at) {
  static constexpr std::string_view kLookups[] = {"fetch", "key?", "include?", "read", "dig"};
  begin = std::max(begin, at - std::min(at, kLookBack));
  std::string_view before = base::trim(text.substr(begin, at - begin));
  if (before.ends_with('[')) {
    before.remove_suffix(1);
    return !before.empty() && (is_word(before.back()) || before.back() == ']');
  }
  if (before.ends_with('(')) before = base::trim(before.substr(0, before.size() - 1));
  return std::any_of(std::begin(kLookups), std::end(kLookups),
                     [&before](std::string_view word) { return before.ends_with(word); });
}

// One past a `%q(…)`, `%w[…]`, `%(…)` literal at `at`; 0 when it is none.
std::size_t percent_literal_end(std::string_view text, std::size_t at, std::size_t end) {
  std::size_t open = at + 1;
  if (open < end && std::string_view("qQwWiI").find(text[open]) != kNowhere) ++open;
  if (open >= end) return 0;
  static constexpr std::string_view kOpening = "([{<|!/";
  static constexpr std::string_view kClosing = ")]}>|!/";
  std::size_t kind = kOpening.find(text[open]);
  if (kind == kNowhere) return 0;
  std::size_t close = text.substr(0, end).find(kClosing[kind], open + 1);
  return close == kNowhere ? end : close + 1;
}

std::size_t number_end(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && (is_word(text[at]) || text[at] == '.')) ++at;
  return at;
}

// `${NAME:-default}` of a shell, Compose or dotenv.
void hide_shell_default(std::string_view text, std::size_t begin, std::size_t end, Hidden& hidden) {
  std::size_t at = begin;
  while (at < end && is_word(text[at])) ++at;
  if (at < end && text[at] == ':') ++at;
  if (at < end && std::string_view("-=+?").find(text[at]) != kNowhere) hidden.add(at + 1, end);
}

void hide_inside(std::string_view text, std::size_t at, std::size_t size, Hidden& hidden) {
  if (text[at] == '$') return hide_shell_default(text, at + 2, at + size - 1, hidden);
  std::size_t closing = text[at] == '<' ? 2 : 1;
  hide_ruby_literals(text, at + 2, at + size - closing, hidden);
}

// `$NAME` and nothing else. A dollar sign inside of a longer text may as well be
// part of a password.
bool is_variable(std::string_view value) {
  return value.size() > 1 && value[0] == '$' && !base::is_digit(value[1]) &&
         std::all_of(value.begin() + 1, value.end(), is_word);
}

}  // namespace

std::size_t interpolation_size(std::string_view text, std::size_t at, std::size_t end) {
  if (at + 1 >= end) return 0;
  end = std::min(end, at + kLongestInterpolation);
  if (text[at] == '<' && text[at + 1] == '%') {
    std::size_t close = text.substr(0, end).find("%>", at + 2);
    return close == kNowhere ? 0 : close + 2 - at;
  }
  bool brace = (text[at] == '#' || text[at] == '$') && text[at + 1] == '{';
  return brace ? brace_size(text, at, end) : 0;
}

void hide_literal_parts(std::string_view text, std::size_t begin, std::size_t end, Hidden& hidden) {
  if (is_variable(base::trim(text.substr(begin, end - begin)))) return;
  std::size_t literal = begin;
  for (std::size_t at = begin; at < end;) {
    std::size_t size = interpolation_size(text, at, end);
    if (size == 0) {
      ++at;
      continue;
    }
    hidden.add(literal, at);
    hide_inside(text, at, size, hidden);
    at += size;
    literal = at;
  }
  hidden.add(literal, end);
}

// A literal that is interpolated itself is hidden with all that is in it.
void hide_ruby_literals(std::string_view text, std::size_t begin, std::size_t end, Hidden& hidden) {
  for (std::size_t at = begin; at < end;) {
    char c = text[at];
    std::size_t next = at + 1;
    if (c == '"' || c == '\'' || c == '`') {
      next = quoted_end(text, at, end);
      if (!is_looked_up(text, begin, at)) hidden.add(at + 1, next == end ? end : next - 1);
    } else if (base::is_digit(c) && (at == begin || !is_word(text[at - 1]))) {
      next = number_end(text, at, end);
      hidden.add(at, next);
    } else if (c == '%') {
      next = std::max(next, percent_literal_end(text, at, end));
      if (next > at + 1) hidden.add(at + 1, next);
    }
    at = next;
  }
}

}  // namespace verifull::report
