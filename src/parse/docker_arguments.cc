#include "parse/docker_arguments.h"

#include <cstddef>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "parse/docker_characters.h"

namespace verifull::parse {
namespace {

bool is_blank(char c) { return c != '\n' && base::is_space(c); }

// One `--name=value`, decoded byte by byte.
class FlagReader {
 public:
  FlagReader(const DockerText& line, LineRange range, char escape)
      : line_(line), text_(line.text()), at_(range.begin), end_(range.end), escape_(escape) {}

  std::uint32_t at() const { return at_; }

  // Reads to the space behind the flag.
  DockerFlag read() {
    std::uint32_t begin = at_;
    char quote = '\0';
    while (at_ < end_ && (quote != '\0' || !base::is_space(text_[at_]))) read_byte(quote);
    DockerFlag flag;
    flag.span = line_.span(begin, at_);
    flag.name = decoded_.substr(0, equals_).substr(2);
    flag.value_span = line_.span(value_begin_.value_or(at_), at_);
    if (value_begin_) flag.value = decoded_.substr(equals_ + 1);
    return flag;
  }

 private:
  void read_byte(char& quote) {
    char c = text_[at_++];
    bool opens = quote == '\0' && (c == '\'' || c == '"');
    if (opens || (quote != '\0' && c == quote)) {
      quote = opens ? c : '\0';
      return;
    }
    if (c == escape_) {
      if (at_ == end_) return;
      c = text_[at_++];
    }
    if (c == '=' && !value_begin_) {
      equals_ = decoded_.size();
      value_begin_ = at_;
    }
    decoded_ += c;
  }

  const DockerText& line_;
  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
  char escape_;
  std::string decoded_;
  std::size_t equals_ = std::string::npos;
  std::optional<std::uint32_t> value_begin_;
};

// Passes over one word of quoted_words(); gives its end, an escape with nothing
// behind it not counted.
std::uint32_t word_end(std::string_view text, std::uint32_t at, char escape) {
  char quote = '\0';
  while (at < text.size()) {
    char c = text[at];
    if (quote == '\0' && docker_space_size(text, at) != 0) break;
    if (c == escape && quote != '\'') {
      if (at + 1 == text.size()) return at;
      ++at;
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      quote = '\0';
    }
    at += static_cast<std::uint32_t>(base::code_point_size(text, at));
  }
  return at;
}

DockerAssignment assignment(const DockerText& line, const DockerWord& word, std::size_t equals) {
  auto split = static_cast<std::uint32_t>(word.begin + equals);
  DockerAssignment result;
  result.name = docker_word(line, {word.begin, split});
  result.value = docker_word(line, {split + 1, word.end});
  return result;
}

DockerAssignment legacy_assignment(const DockerText& line, LineRange range, LineRange blanks) {
  DockerAssignment result;
  result.name = docker_word(line, {range.begin, blanks.begin});
  result.value = docker_word(line, {blanks.end, range.end});
  result.legacy = true;
  return result;
}

}  // namespace

DockerWord docker_word(const DockerText& line, LineRange range) {
  return {std::string(line.text().substr(range.begin, range.end - range.begin)),
          line.span(range.begin, range.end), range.begin, range.end};
}

LineRange trimmed(const DockerText& line, LineRange range) {
  std::string_view text = line.text().substr(range.begin, range.end - range.begin);
  std::string_view kept = docker_trim(text);
  if (kept.empty()) return {range.end, range.end};
  auto begin = range.begin + static_cast<std::uint32_t>(kept.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(kept.size())};
}

LineRange first_blanks(const DockerText& line, LineRange range) {
  std::string_view text = line.text();
  LineRange blanks{range.begin, range.begin};
  while (blanks.begin < range.end && !is_blank(text[blanks.begin])) ++blanks.begin;
  blanks.end = blanks.begin;
  while (blanks.end < range.end && is_blank(text[blanks.end])) ++blanks.end;
  return blanks;
}

LineRange read_flags(const DockerText& line, LineRange range, char escape,
                     std::vector<DockerFlag>& flags) {
  for (;;) {
    // Only ASCII spaces: BuildKit looks at single bytes here.
    while (!range.empty() && base::is_space(line.text()[range.begin])) ++range.begin;
    std::string_view rest = line.text().substr(range.begin, range.end - range.begin);
    if (rest.substr(0, 2) != "--") return trimmed(line, range);
    FlagReader reader(line, range, escape);
    DockerFlag flag = reader.read();
    range.begin = reader.at();
    if (flag.name.empty() && !flag.value) return trimmed(line, range);
    flags.push_back(std::move(flag));
  }
}

std::vector<DockerWord> blank_separated(const DockerText& line, LineRange range) {
  std::vector<DockerWord> words;
  while (!range.empty()) {
    LineRange blanks = first_blanks(line, range);
    words.push_back(docker_word(line, {range.begin, blanks.begin}));
    range.begin = blanks.end;
  }
  return words;
}

std::vector<DockerWord> quoted_words(const DockerText& line, LineRange range, char escape) {
  std::string_view text = line.text().substr(0, range.end);
  std::vector<DockerWord> words;
  for (std::uint32_t at = range.begin; at < range.end;) {
    auto space = static_cast<std::uint32_t>(docker_space_size(text, at));
    if (space != 0) {
      at += space;
      continue;
    }
    std::uint32_t end = word_end(text, at, escape);
    if (end == at) break;
    words.push_back(docker_word(line, {at, end}));
    at = end;
  }
  return words;
}

std::vector<DockerAssignment> read_assignments(const DockerText& line, LineRange range, char escape,
                                               std::vector<DockerWord>& stray) {
  std::vector<DockerAssignment> result;
  std::vector<DockerWord> words = quoted_words(line, range, escape);
  if (words.empty()) return result;
  if (words[0].text.find('=') == std::string::npos) {
    LineRange blanks = first_blanks(line, range);
    if (blanks.empty()) {
      stray.push_back(words[0]);
    } else {
      result.push_back(legacy_assignment(line, range, blanks));
    }
    return result;
  }
  for (const DockerWord& word : words) {
    std::size_t equals = word.text.find('=');
    if (equals == std::string::npos) {
      stray.push_back(word);
    } else {
      result.push_back(assignment(line, word, equals));
    }
  }
  return result;
}

std::vector<DockerAssignment> read_arguments(const DockerText& line, LineRange range, char escape) {
  std::vector<DockerAssignment> result;
  for (const DockerWord& word : quoted_words(line, range, escape)) {
    std::size_t equals = word.text.find('=');
    if (equals == std::string::npos) {
      result.push_back({word, std::nullopt, false});
    } else {
      result.push_back(assignment(line, word, equals));
    }
  }
  return result;
}

}  // namespace verifull::parse
