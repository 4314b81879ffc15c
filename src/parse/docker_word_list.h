// Collects the words of split_words().
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "parse/docker_characters.h"
#include "parse/docker_words.h"

namespace verifull::parse {

// [begin, end) are the bytes of the source that gave the text; a word begins with
// the first that gave any.
class WordList {
 public:
  void add_raw(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    if (word_.text.empty()) word_.begin = begin;
    word_.text += text;
    word_.end = end;
  }

  void add_splitting(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    for (std::size_t at = 0; at < text.size();) {
      std::size_t space = docker_space_size(text, at);
      std::size_t size = space == 0 ? base::code_point_size(text, at) : space;
      if (space == 0) {
        add_raw(text.substr(at, size), begin, end);
      } else {
        finish();
      }
      at += size;
    }
  }

  void finish() {
    if (word_.text.empty()) return;
    words_.push_back(std::move(word_));
    word_ = {};
  }

  void drop_text() { word_.text.clear(); }

  std::vector<SplitWord> take() {
    finish();
    return std::move(words_);
  }

 private:
  std::vector<SplitWord> words_;
  SplitWord word_;
};

}  // namespace verifull::parse
