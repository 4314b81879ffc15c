// Redirects and the bodies of heredocs.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "parse/shell_reader.h"

namespace verifull::parse {
namespace {

using Kind = ShellRedirect::Kind;

struct Operator {
  std::string_view text;
  Kind kind;
};

// The longer ones first.
constexpr Operator kOperators[] = {
    {"<<<", Kind::kHereString}, {"<<-", Kind::kHeredoc},    {"<<", Kind::kHeredoc},
    {"<&", Kind::kDuplicate},   {"<>", Kind::kReadWrite},   {"<", Kind::kRead},
    {">>", Kind::kAppend},      {">&", Kind::kDuplicate},   {">|", Kind::kWrite},
    {">", Kind::kWrite},        {"&>>", Kind::kBothAppend}, {"&>", Kind::kBoth},
};

}  // namespace

bool ShellReader::at_redirect() {
  const char c = peek();
  if (c == '<' || c == '>') return true;
  if (c == '&') return peek_raw(1) == '>';
  std::size_t ahead = 0;
  while (ahead < 4 && base::is_digit(peek_raw(ahead))) ++ahead;
  return ahead > 0 && (peek_raw(ahead) == '<' || peek_raw(ahead) == '>');
}

void ShellReader::read_redirects(ShellNode& node) {
  skip_blanks();
  while (!failed() && at_redirect()) {
    read_redirect(node);
    skip_blanks();
  }
}

void ShellReader::read_redirect(ShellNode& node) {
  ShellRedirect redirect;
  const std::size_t begin = at_;
  while (base::is_digit(peek())) {
    redirect.descriptor = std::max(redirect.descriptor, 0) * 10 + (text_[at_++] - '0');
  }
  const auto* found = std::find_if(std::begin(kOperators), std::end(kOperators),
                                   [this](const Operator& each) { return next_is(each.text); });
  at_ += found->text.size();
  redirect.kind = found->kind;
  if (peek() == '(') return fail("a process substitution is not understood");
  skip_blanks();
  if (!at_word()) return fail("a redirect has no target");
  if (redirect.kind == Kind::kHeredoc) {
    read_heredoc_word(redirect, found->text == "<<-");
  } else {
    redirect.word = read_word();
  }
  redirect.range = range_from(begin);
  node.redirects.push_back(std::move(redirect));
}

void ShellReader::read_heredoc_word(ShellRedirect& redirect, bool strip_tabs) {
  redirect.word = read_word();
  redirect.heredoc = heredocs_.size();
  heredocs_.emplace_back();
  Pending pending{redirect.heredoc, "", false, strip_tabs};
  for (const ShellPart& part : redirect.word.parts) {
    if (part.kind != ShellPart::Kind::kText) return fail("a heredoc's name is not understood");
    pending.delimiter += part.text;
    pending.quoted |= part.quoted;
  }
  pending_.push_back(std::move(pending));
}

// Stands behind the line break after which they begin.
void ShellReader::read_bodies() {
  std::vector<Pending> pending = std::exchange(pending_, {});
  for (const Pending& each : pending) {
    if (!failed()) read_body(each);
  }
}

void ShellReader::read_body(const Pending& pending) {
  const std::size_t begin = at_;
  std::size_t line = at_;
  std::size_t close = end_;
  std::size_t after = end_;
  while (line < end_) {
    const std::size_t stop = std::min(text_.find('\n', line), end_);
    std::size_t first = line;
    while (pending.strip_tabs && first < stop && text_[first] == '\t') ++first;
    const bool ends = text_.substr(first, stop - first) == pending.delimiter;
    if (ends) close = line;
    line = std::min(stop + 1, end_);
    if (ends) after = line;
    if (ends) break;
  }
  const Level level(*this);
  const std::size_t outer = std::exchange(end_, close);
  const bool outer_strips = std::exchange(strip_tabs_, pending.strip_tabs);
  ShellWord body;
  while (strip_tabs_ && peek_raw() == '\t') ++at_;
  while (pending.quoted && at_ < end_) {
    const char c = text_[at_++];
    add_text(body.parts, c, true, at_ - 1);
    while (strip_tabs_ && c == '\n' && peek_raw() == '\t') ++at_;
  }
  if (!pending.quoted) read_parts(Mode::kHeredoc, body.parts, nullptr);
  end_ = outer;
  strip_tabs_ = outer_strips;
  if (failed()) return;
  body.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(close)};
  heredocs_[pending.body] = std::move(body);
  at_ = after;
}

}  // namespace verifull::parse
