#include "image/run_options.h"

#include <algorithm>

namespace verifull::image {
namespace {

class Reader {
 public:
  Reader(const std::vector<RunArgument>& words, const RunOption* options, std::size_t count)
      : words_(words), options_(options), count_(count) {}

  RunOptions read(bool stops) {
    bool ended = false;
    for (at_ = 1; at_ < words_.size(); ++at_) {
      const RunArgument& word = words_[at_];
      if (!word.known && !ended && word.text.empty() && word.many && !word.unlisted)
        result_.clear = false;
      const bool option = !ended && word.text.size() > 1 && word.text[0] == '-';
      if (!option) {
        result_.operands.push_back(word);
        ended |= stops;
      } else if (!word.known) {
        result_.clear = false;
      } else if (word.text == "--") {
        ended = true;
      } else if (word.text[1] == '-') {
        read_long(word);
      } else {
        read_letters(word);
      }
    }
    return std::move(result_);
  }

 private:
  void read_long(const RunArgument& word) {
    const std::string_view text = std::string_view(word.text).substr(2);
    const std::size_t equals = std::min(text.find('='), text.size());
    const RunOption* found = named(text.substr(0, equals));
    if (!found) {
      result_.clear = false;
      return;
    }
    RunArgument value = word;
    if (equals < text.size())
      value.text = text.substr(equals + 1);
    else if (found->takes_value && !next(value))
      return;
    else if (!found->takes_value)
      value.text.clear();
    result_.given.emplace_back(found->letter, std::move(value));
  }

  void read_letters(const RunArgument& word) {
    for (std::size_t i = 1; i < word.text.size(); ++i) {
      const auto* end = options_ + count_;
      const auto* found = std::find_if(
          options_, end, [&](const RunOption& option) { return option.letter == word.text[i]; });
      if (found == end) {
        result_.clear = false;
        return;
      }
      RunArgument value = word;
      value.text = word.text.substr(i + 1);
      if (found->takes_value && value.text.empty() && !next(value)) return;
      const bool takes = found->takes_value;
      if (!takes) value.text.clear();
      result_.given.emplace_back(found->letter, std::move(value));
      if (takes) return;
    }
  }

  bool next(RunArgument& value) {
    if (at_ + 1 == words_.size()) {
      result_.clear = false;
      return false;
    }
    value = words_[++at_];
    if (value.many) result_.clear = false;
    return true;
  }

  // By its whole name, or the beginning of one that no other shares.
  const RunOption* named(std::string_view name) const {
    const RunOption* found = nullptr;
    for (std::size_t i = 0; i < count_; ++i) {
      if (options_[i].name.empty() || !options_[i].name.starts_with(name)) continue;
      if (options_[i].name == name) return &options_[i];
      if (found) return nullptr;
      found = &options_[i];
    }
    return found;
  }

  const std::vector<RunArgument>& words_;
  const RunOption* options_;
  std::size_t count_;
  std::size_t at_ = 1;
  RunOptions result_;
};

}  // namespace

bool RunOptions::has(char letter) const { return value(letter) != nullptr; }

const RunArgument* RunOptions::value(char letter) const {
  auto found = std::find_if(given.rbegin(), given.rend(),
                            [&](const auto& each) { return each.first == letter; });
  return found == given.rend() ? nullptr : &found->second;
}

RunOptions read_options(const std::vector<RunArgument>& words, const RunOption* options,
                        std::size_t count, bool stops) {
  return Reader(words, options, count).read(stops);
}

}  // namespace verifull::image
