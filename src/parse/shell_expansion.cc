// What begins with `$` or a backquote.
#include <utility>

#include "base/text.h"
#include "parse/shell_reader.h"

namespace verifull::parse {
namespace {

using Kind = ShellPart::Kind;

constexpr std::string_view kSpecial = "@*#?-$!";

bool is_name_start(char c) { return base::is_alpha(c) || c == '_'; }
bool is_name(char c) { return base::is_alnum(c) || c == '_'; }

// The longer ones first.
constexpr std::string_view kOperators[] = {":-", ":+", ":?", ":=", "-",  "+",
                                           "?",  "=",  "##", "#",  "%%", "%"};

}  // namespace

std::string ShellReader::read_name() {
  std::string name;
  while (is_name(peek())) name += text_[at_++];
  return name;
}

void ShellReader::read_dollar(Mode mode, std::vector<ShellPart>& parts) {
  const std::size_t begin = at_;
  const bool open = mode == Mode::kPlain || mode == Mode::kBraces;
  ++at_;
  const char next = peek();
  if (next == '{') return read_braced(!open, parts, begin);
  if (next == '(' && peek_raw(1) == '(') return read_arithmetic(!open, parts, begin);
  if (next == '(') return read_substitution(!open, parts, begin);
  if (open && next == '\'') return read_ansi_quoted(parts, begin);
  if (is_name_start(next)) {
    std::string name = read_name();
    add_part(parts, Kind::kParameter, !open, begin).text = std::move(name);
  } else if (base::is_digit(next) || (next != '\0' && kSpecial.find(next) != kSpecial.npos)) {
    ++at_;
    add_part(parts, Kind::kParameter, !open, begin).text = std::string(1, next);
  } else if (open && next == '"') {
    // bash drops the dollar, dash keeps it.
    add_part(parts, Kind::kOpaque, true, begin);
  } else {
    add_text(parts, '$', !open, begin);
  }
}

void ShellReader::read_braced(bool quoted, std::vector<ShellPart>& parts, std::size_t begin) {
  const Level level(*this);
  ++at_;
  ShellPart part;
  part.kind = Kind::kParameter;
  part.quoted = quoted;
  const char first = peek();
  const bool counted = first == '#' && peek_raw(1) != '}';
  if (counted || first == '!') {
    part.kind = Kind::kOpaque;
    ++at_;
  }
  part.text = read_name();
  if (part.text.empty() && kSpecial.find(peek()) != kSpecial.npos && at_ < end_) {
    part.text = text_[at_++];
  }
  if (part.text.empty()) return fail("a substitution has no name");
  if (peek() != '}') read_operator(part);
  read_parts(quoted ? Mode::kQuotedBraces : Mode::kBraces, part.operand, nullptr);
  expect("}", "a substitution is not closed");
  part.range = range_from(begin);
  parts.push_back(std::move(part));
}

void ShellReader::read_operator(ShellPart& part) {
  for (const std::string_view op : kOperators) {
    if (!take(op)) continue;
    part.op = op;
    return;
  }
  part.op = "other";
}

void ShellReader::read_arithmetic(bool quoted, std::vector<ShellPart>& parts, std::size_t begin) {
  std::size_t open = 0;
  bool runs_commands = false;
  do {
    const char c = peek();
    if (at_ == end_) return fail("an arithmetic expansion is not closed");
    if (c == '(') ++open;
    if (c == ')') --open;
    runs_commands |= c == '`' || (c == '(' && open > 2 && text_[at_ - 1] == '$');
    ++at_;
  } while (open > 0);
  // `$((a); b)` is a command whose first is a subshell.
  const bool arithmetic = text_[at_ - 2] == ')';
  if (runs_commands || !arithmetic) return fail("this arithmetic expansion is not understood");
  add_part(parts, Kind::kOpaque, quoted, begin);
}

void ShellReader::read_substitution(bool quoted, std::vector<ShellPart>& parts, std::size_t begin) {
  const Level level(*this);
  ++at_;
  std::vector<ShellNode> commands = read_list();
  expect(")", "a command substitution is not closed");
  add_part(parts, Kind::kCommand, quoted, begin).commands = std::move(commands);
}

// Backslashes inside are resolved before the commands are read, so that its text
// is another one than the program's; such a one is not read.
void ShellReader::read_backquotes(bool quoted, std::vector<ShellPart>& parts) {
  const Level level(*this);
  const std::size_t begin = at_;
  std::size_t close = at_ + 1;
  bool escaped = false;
  while (close < end_ && text_[close] != '`') {
    const bool escape = text_[close] == '\\' && close + 1 < end_;
    escaped |= escape;
    close += escape ? 2 : 1;
  }
  if (close >= end_) return fail("a backquote is not closed");
  ShellPart part;
  part.kind = Kind::kCommand;
  part.quoted = quoted;
  if (escaped) {
    ShellNode node;
    node.kind = ShellNode::Kind::kUnreadable;
    part.commands.push_back(std::move(node));
  } else {
    at_ = begin + 1;
    const std::size_t outer = std::exchange(end_, close);
    part.commands = read_list();
    if (!failed() && at_ != end_) fail("a command in backquotes is not understood");
    end_ = outer;
  }
  if (failed()) return;
  at_ = close + 1;
  part.range = range_from(begin);
  parts.push_back(std::move(part));
}

void ShellReader::read_ansi_quoted(std::vector<ShellPart>& parts, std::size_t begin) {
  ++at_;
  while (at_ < end_ && text_[at_] != '\'') at_ += text_[at_] == '\\' ? 2 : 1;
  if (at_ >= end_) {
    at_ = end_;
    return fail("a quote is not closed");
  }
  ++at_;
  add_part(parts, Kind::kOpaque, true, begin);
}

}  // namespace verifull::parse
