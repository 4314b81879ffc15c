#include "check/ignore_comment.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "base/text.h"

namespace verifull::check {
namespace {

constexpr std::string_view kWord = "verifull:";
constexpr std::string_view kIgnore = "ignore";
constexpr std::string_view kUntil = "until=";

bool is_quoted(std::string_view before) {
  return std::count(before.begin(), before.end(), '"') % 2 != 0 ||
         std::count(before.begin(), before.end(), '\'') % 2 != 0;
}

// The offset in the line of the `#` before `at`, if the word at `at` is the first
// of a comment.
std::optional<std::size_t> comment_start(std::string_view line, std::size_t at,
                                         source::FileKind kind) {
  std::size_t hash = line.find_last_not_of(" \t", at == 0 ? 0 : at - 1);
  if (at == 0 || hash == std::string_view::npos || line[hash] != '#') return std::nullopt;
  std::string_view before = line.substr(0, hash);
  if (base::trim(before).empty()) return hash;
  if (kind == source::FileKind::kDockerfile || is_quoted(before)) return std::nullopt;
  bool apart = before.back() == ' ' || before.back() == '\t';
  return apart ? std::optional(hash) : std::nullopt;
}

// Reads on from the word, offsets being those of the file.
class CommentReader {
 public:
  CommentReader(std::string_view line, std::size_t at, std::uint32_t begin, base::FileId file)
      : line_(line), at_(at), begin_(begin), file_(file) {}

  std::optional<IgnoreComment> read() {
    IgnoreComment comment;
    comment.span = span(at_, line_.size());
    at_ += kWord.size();
    skip_spaces();
    if (!line_.substr(at_).starts_with(kIgnore)) return std::nullopt;
    at_ += kIgnore.size();
    read_ids(comment);
    skip_spaces();
    if (line_.substr(at_).starts_with(kUntil)) {
      std::size_t begin = at_ + kUntil.size();
      at_ = std::min(line_.find_first_of(" \t", begin), line_.size());
      comment.until = line_.substr(begin, at_ - begin);
      comment.until_span = span(begin, at_);
      if (comment.until.empty()) comment.until = "?";
    }
    comment.reason = base::trim(line_.substr(at_));
    return comment;
  }

 private:
  base::Span span(std::size_t from, std::size_t to) const {
    return {file_, begin_ + static_cast<std::uint32_t>(from),
            begin_ + static_cast<std::uint32_t>(to)};
  }

  void skip_spaces() { at_ = std::min(line_.find_first_not_of(" \t", at_), line_.size()); }

  void read_ids(IgnoreComment& comment) {
    if (at_ >= line_.size() || line_[at_] != '[') return;
    std::size_t close = line_.find(']', at_);
    if (close == std::string_view::npos) return;
    std::size_t begin = at_ + 1;
    for (std::string_view part : base::split(line_.substr(begin, close - begin), ',')) {
      std::string_view id = base::trim(part);
      std::size_t from = static_cast<std::size_t>(id.data() - line_.data());
      if (!id.empty()) comment.ids.push_back({std::string(id), span(from, from + id.size())});
      begin += part.size() + 1;
    }
    at_ = close + 1;
  }

  std::string_view line_;
  std::size_t at_;
  std::uint32_t begin_;
  base::FileId file_;
};

bool is_aside(std::string_view line) {
  std::string_view text = base::trim(line);
  return text.empty() || text[0] == '#';
}

}  // namespace

std::vector<IgnoreComment> ignore_comments(const source::SourceFile& source, base::FileId file) {
  std::vector<IgnoreComment> comments;
  for (std::size_t at = source.text.find(kWord); at != std::string::npos;
       at = source.text.find(kWord, at + 1)) {
    std::uint32_t number = source.lines.line_of(static_cast<std::uint32_t>(at));
    // line() leaves out the byte-order mark, so offsets come from the view itself.
    std::string_view line = source.lines.line(source.text, number);
    auto begin = static_cast<std::uint32_t>(line.data() - source.text.data());
    auto hash = comment_start(line, at - begin, source.kind);
    if (!hash) continue;
    auto comment = CommentReader(line, at - begin, begin, file).read();
    if (!comment) continue;
    bool alone = base::trim(line.substr(0, *hash)).empty();
    comment->line = number + (alone ? 1 : 0);
    while (alone && comment->line < source.lines.line_count() &&
           is_aside(source.lines.line(source.text, comment->line))) {
      ++comment->line;
    }
    comments.push_back(std::move(*comment));
  }
  return comments;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  auto number = [&text](std::size_t at, std::size_t size) {
    int value = 0;
    for (char c : text.substr(at, size)) value = base::is_digit(c) ? value * 10 + (c - '0') : 9999;
    return value;
  };
  int month = number(5, 2);
  int day = number(8, 2);
  return number(0, 4) <= 9998 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

}  // namespace verifull::check
