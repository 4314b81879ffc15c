#include "report/command_secrets.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/text.h"
#include "report/literal_parts.h"
#include "base/secret_name.h"

namespace verifull::report {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Word> words_of(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<Word> words;
  for (std::size_t at = begin; at < end;) {
    if (base::is_space(text[at])) {
      ++at;
      continue;
    }
    Word word{at, at};
    while (word.end < end && !base::is_space(text[word.end])) ++word.end;
    words.push_back(word);
    at = word.end;
  }
  return words;
}

// One past the last line that a backslash at its end continues.
std::size_t continued_end(std::string_view text, std::size_t end) {
  while (end < text.size()) {
    std::size_t last = end > 0 && text[end - 1] == '\r' ? end - 1 : end;
    if (last == 0 || text[last - 1] != '\\') return end;
    end = std::min(text.find('\n', end + 1), text.size());
  }
  return end;
}

class CommandLine {
 public:
  CommandLine(std::string_view text, std::size_t begin, std::size_t end, Hidden& hidden)
      : text_(text), end_(end), words_(words_of(text, begin, end)), hidden_(hidden) {}

  // One past the last byte that was looked at.
  std::size_t hide() {
    hide_environment();
    bool netrc = has("login") || has("machine");
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      std::string_view word = at(i);
      bool option = word.starts_with("--") && word.find('=') == kNowhere && base::is_secret_name(word);
      if (option || (netrc && word == "password"))
        hidden_.add(words_[i + 1].begin, words_[i + 1].end);
      if (word == "-u" || word == "--user" || word == "--proxy-user")
        hide_behind_colon(words_[i + 1]);
    }
    return end_;
  }

 private:
  std::string_view at(std::size_t i) const {
    return text_.substr(words_[i].begin, words_[i].end - words_[i].begin);
  }

  bool has(std::string_view wanted) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (at(i).ends_with(wanted)) return true;
    }
    return false;
  }

  void hide_environment() {
    if (words_.size() < 3 || base::to_lower(at(0)) != "env") return;
    if (at(1).find('=') != kNowhere || !base::is_secret_name(at(1))) return;
    end_ = continued_end(text_, end_);
    hide_literal_parts(text_, words_[2].begin, end_, hidden_);
  }

  void hide_behind_colon(const Word& word) {
    std::size_t colon = text_.substr(0, word.end).find(':', word.begin);
    if (colon != kNowhere) hide_literal_parts(text_, colon + 1, word.end, hidden_);
  }

  std::string_view text_;
  std::size_t end_;
  std::vector<Word> words_;
  Hidden& hidden_;
};

// The name in `["NAME"`, `.fetch("NAME"`, `.fetch('NAME'` … right behind `ENV`.
std::string_view looked_up(std::string_view text, std::size_t at) {
  std::size_t limit = std::min(text.size(), at + 24);
  std::size_t quote = text.substr(0, limit).find_first_of("\"'", at);
  if (quote == kNowhere) return {};
  std::size_t end = quote + 1;
  while (end < text.size() && (base::is_alnum(text[end]) || text[end] == '_')) ++end;
  return text.substr(quote + 1, end - quote - 1);
}

// Where the tag, the line or the interpolation ends that `begin` stands in.
std::size_t expression_end(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text[at] == '\n' || text.substr(at, 2) == "%>") return at;
    if (text[at] == '{') ++depth;
    if (text[at] == '}' && depth-- == 0) return at;
  }
  return text.size();
}

bool is_pem_body(char c) {
  return base::is_alnum(c) || base::is_space(c) || std::string_view("+/=\\").find(c) != kNowhere;
}

// Without an END line the block goes as far as it may be base64, if that is long
// enough to be more than a word of a sentence.
std::size_t open_body_end(std::string_view text, std::size_t begin) {
  constexpr std::size_t kShortest = 24;
  std::size_t end = begin;
  while (end < text.size() && is_pem_body(text[end])) ++end;
  return end - begin < kShortest ? begin : end;
}

}  // namespace

void hide_command_secrets(std::string_view text, Hidden& hidden) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = std::min(text.find('\n', begin), text.size());
    begin = CommandLine(text, begin, end, hidden).hide() + 1;
  }
}

void hide_ruby_defaults(std::string_view text, Hidden& hidden) {
  std::size_t at = text.find("ENV");
  while (at != kNowhere) {
    std::size_t next = at + 3;
    std::string_view name = looked_up(text, next);
    if (base::is_secret_name(name)) {
      auto begin = static_cast<std::size_t>(name.data() - text.data()) + name.size() + 1;
      next = expression_end(text, begin);
      if (begin < next) hide_ruby_literals(text, begin, next, hidden);
    }
    at = text.find("ENV", next);
  }
}

void hide_pem_blocks(std::string_view text, Hidden& hidden) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  std::size_t last_end = text.rfind("-----END ");
  std::size_t at = text.find(kBegin);
  while (at != kNowhere) {
    std::size_t label = text.find("-----", at + kBegin.size());
    if (label == kNowhere) return;
    std::size_t body = label + 5;
    bool closed = last_end != kNowhere && last_end >= body;
    std::size_t end = closed ? text.find("-----END ", body) : open_body_end(text, body);
    hidden.add(body, end);
    at = text.find(kBegin, end);
  }
}

void hide_in_ruby_errors(std::string_view text, Hidden& hidden) {
  for (std::string_view before : {"invalid value for Integer(): \"", "invalid value for Float(): \""}) {
    std::size_t at = text.find(before);
    if (at == std::string_view::npos) continue;
    std::size_t begin = at + before.size();
    std::size_t quote = text.rfind('"');  // the one in front, when the end was cut off
    hidden.add(begin, quote < begin ? text.size() : quote);
  }
  constexpr std::string_view kRegistry = "does not accept registry part: ";
  std::size_t at = text.find(kRegistry);
  if (at == std::string_view::npos) return;
  std::size_t colon = text.find(':', at + kRegistry.size());
  std::size_t end = std::min(text.rfind(" (or bad hostname?)"), text.size());
  if (colon != std::string_view::npos) hidden.add(colon + 1, end);
}

}  // namespace verifull::report
