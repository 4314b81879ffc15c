// Words: quotes, escapes and what stands between them.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "parse/shell_reader.h"

namespace verifull::parse {
namespace {

using Kind = ShellPart::Kind;

bool ends_plain_word(char c) {
  return std::string_view(" \t\n;&|<>()").find(c) != std::string_view::npos;
}

// `{}` and `{a}` stay as they are.
bool holds_list(const ShellWord& word) {
  return std::any_of(word.parts.begin(), word.parts.end(), [](const ShellPart& part) {
    const bool open = part.kind == Kind::kText && !part.quoted;
    return open &&
           (part.text.find(',') != part.text.npos || part.text.find("..") != part.text.npos);
  });
}

}  // namespace

ShellWord ShellReader::read_word() {
  ShellWord word;
  peek();  // so that the range begins behind a line continuation
  const std::size_t begin = at_;
  read_parts(Mode::kPlain, word.parts, &word);
  word.range = range_from(begin);
  word.braces = word.braces && holds_list(word);
  return word;
}

void ShellReader::read_parts(Mode mode, std::vector<ShellPart>& parts, ShellWord* word) {
  while (!failed()) {
    const char c = peek();
    if (at_ == end_) return;
    if (mode == Mode::kPlain && ends_plain_word(c)) return;
    if (mode == Mode::kDouble && c == '"') return;
    if ((mode == Mode::kBraces || mode == Mode::kQuotedBraces) && c == '}') return;
    if (!read_part(mode, parts, word)) return;
  }
}

bool ShellReader::read_part(Mode mode, std::vector<ShellPart>& parts, ShellWord* word) {
  const bool open = mode == Mode::kPlain || mode == Mode::kBraces;
  const std::size_t begin = at_;
  const char c = peek_raw();
  if (c == '\\') {
    read_escaped(mode, parts);
  } else if (c == '\'' && open) {
    read_single_quoted(parts);
  } else if (c == '"' && mode != Mode::kHeredoc) {
    read_double_quoted(parts);
  } else if (c == '$') {
    read_dollar(mode, parts);
  } else if (c == '`') {
    read_backquotes(!open, parts);
  } else if (open && (c == '*' || c == '?' || c == '[')) {
    ++at_;
    add_part(parts, Kind::kGlob, false, begin).text = std::string(1, c);
  } else if (mode == Mode::kPlain && c == '~' && parts.empty()) {
    read_tilde(parts);
  } else {
    if (word && c == '{') word->braces = true;
    ++at_;
    add_text(parts, c, !open, begin);
    // The text of <<- loses the tabs in front of each line.
    while (mode == Mode::kHeredoc && strip_tabs_ && c == '\n' && peek_raw() == '\t') ++at_;
  }
  return !failed();
}

void ShellReader::add_text(std::vector<ShellPart>& parts, char c, bool quoted, std::size_t begin) {
  if (parts.empty() || parts.back().kind != Kind::kText || parts.back().quoted != quoted) {
    add_part(parts, Kind::kText, quoted, begin);
  }
  parts.back().text += c;
  parts.back().range.end = static_cast<std::uint32_t>(at_);
}

ShellPart& ShellReader::add_part(std::vector<ShellPart>& parts, Kind kind, bool quoted,
                                 std::size_t begin) {
  ShellPart part;
  part.kind = kind;
  part.quoted = quoted;
  part.range = range_from(begin);
  parts.push_back(std::move(part));
  return parts.back();
}

void ShellReader::read_escaped(Mode mode, std::vector<ShellPart>& parts) {
  const std::size_t begin = at_;
  const char next = peek_raw(1);
  std::string_view escapable;
  if (mode == Mode::kDouble) escapable = "$`\"\\";
  if (mode == Mode::kQuotedBraces) escapable = "$`\"\\}";
  if (mode == Mode::kHeredoc) escapable = "$`\\";
  const bool last = at_ + 1 == end_;
  const bool escapes =
      !last && (escapable.empty() || escapable.find(next) != std::string_view::npos);
  at_ += escapes ? 2 : 1;
  add_text(parts, escapes ? next : '\\', true, begin);
}

void ShellReader::read_single_quoted(std::vector<ShellPart>& parts) {
  const std::size_t begin = at_;
  const std::size_t close = text_.substr(0, end_).find('\'', at_ + 1);
  if (close == std::string_view::npos) return fail("a single quote is not closed");
  at_ = close + 1;
  ShellPart& part = add_part(parts, Kind::kText, true, begin);
  part.text = text_.substr(begin + 1, close - begin - 1);
}

void ShellReader::read_double_quoted(std::vector<ShellPart>& parts) {
  const Level level(*this);
  const std::size_t begin = at_;
  ++at_;
  const std::size_t before = parts.size();
  // An empty part keeps its text apart from what stood in front.
  add_part(parts, Kind::kText, true, begin);
  read_parts(Mode::kDouble, parts, nullptr);
  expect("\"", "a double quote is not closed");
  const bool empty_first = parts[before].text.empty() && parts.size() > before + 1;
  if (empty_first) parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(before));
}

void ShellReader::read_tilde(std::vector<ShellPart>& parts) {
  const std::size_t begin = at_;
  ++at_;
  while (base::is_alnum(peek()) || peek() == '_' || peek() == '-' || peek() == '.') ++at_;
  const char next = peek();
  const bool ends = at_ == end_ || next == '/' || ends_plain_word(next);
  if (!ends) {
    at_ = begin + 1;
    add_text(parts, '~', false, begin);
  } else {
    add_part(parts, at_ == begin + 1 ? Kind::kTilde : Kind::kOpaque, true, begin);
  }
}

std::optional<std::string> literal_text(const ShellWord& word) {
  if (word.braces) return std::nullopt;
  std::string text;
  for (const ShellPart& part : word.parts) {
    if (part.kind != Kind::kText) return std::nullopt;
    text += part.text;
  }
  return text;
}

}  // namespace verifull::parse
