#include "parse/ruby_regexp.h"

#include "base/text.h"

namespace verifull::parse {
namespace {

class Judge {
 public:
  explicit Judge(std::string_view source) : source_(source) {}

  RegexpVerdict judge() {
    while (at_ < source_.size() && verdict_ == RegexpVerdict::kValid) step();
    if (verdict_ == RegexpVerdict::kValid && groups_ != 0) return RegexpVerdict::kInvalid;
    return verdict_;
  }

 private:
  // What the last element was, because a repetition needs something to repeat.
  enum class Last { kNothing, kElement, kAnchor, kRepeated };

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }
  void give_up(RegexpVerdict verdict) {
    if (verdict_ == RegexpVerdict::kValid) verdict_ = verdict;
  }

  void step() {
    char c = source_[at_++];
    switch (c) {
      case '\\':
        return escape(false);
      case '(':
        return open_group();
      case ')':
        if (groups_-- == 0) return give_up(RegexpVerdict::kInvalid);
        last_ = Last::kElement;
        return;
      case '[':
        return char_class();
      case '*':
      case '+':
      case '?':
        return repeat();
      case '{':
        return interval();
      case '|':
        last_ = Last::kNothing;
        return;
      case '^':
      case '$':
        last_ = Last::kAnchor;
        return;
      default:
        if ((c & 0x80) != 0) return give_up(RegexpVerdict::kUnsure);
        last_ = Last::kElement;
    }
  }

  void open_group() {
    last_ = Last::kNothing;
    ++groups_;
    if (groups_ > 100) return give_up(RegexpVerdict::kUnsure);
    if (peek() != '?') return;
    char kind = peek(1);
    if (kind != ':' && kind != '=' && kind != '!') return give_up(RegexpVerdict::kUnsure);
    at_ += 2;
  }

  void repeat() {
    if (last_ == Last::kNothing) return give_up(RegexpVerdict::kInvalid);
    if (last_ != Last::kElement) return give_up(RegexpVerdict::kUnsure);
    last_ = Last::kRepeated;
    if (peek() == '?' || peek() == '+') ++at_;
  }

  // `{2}`, `{2,}`, `{2,4}`; a brace that is none of these is rarely meant.
  void interval() {
    std::size_t digits = 0;
    int low = number(digits);
    if (digits == 0 || digits > 3) return give_up(RegexpVerdict::kUnsure);
    if (peek() == ',') {
      ++at_;
      int high = number(digits);
      if (digits > 3 || (digits != 0 && high < low)) return give_up(RegexpVerdict::kUnsure);
    }
    if (peek() != '}' || last_ != Last::kElement) return give_up(RegexpVerdict::kUnsure);
    ++at_;
    last_ = Last::kRepeated;
    if (peek() == '?') ++at_;
  }

  int number(std::size_t& digits) {
    int value = 0;
    for (digits = 0; base::is_digit(peek()) && digits < 4; ++digits, ++at_) {
      value = value * 10 + peek() - '0';
    }
    return value;
  }

  void escape(bool in_class) {
    static constexpr std::string_view kSets = "dDwWsShH";
    static constexpr std::string_view kControls = "ntrfve";
    static constexpr std::string_view kAnchors = "AzZbBG";
    if (at_ >= source_.size()) return give_up(RegexpVerdict::kUnsure);
    char c = source_[at_++];
    bool literal = !base::is_alnum(c) && (c & 0x80) == 0;
    if (literal || kSets.find(c) != std::string_view::npos ||
        kControls.find(c) != std::string_view::npos) {
      last_ = Last::kElement;
      return;
    }
    if (in_class || kAnchors.find(c) == std::string_view::npos) {
      return give_up(RegexpVerdict::kUnsure);
    }
    last_ = Last::kAnchor;
  }

  // Letters, digits, signs, escapes and ranges of single characters.
  void char_class() {
    if (peek() == '^') ++at_;
    if (peek() == ']') return give_up(RegexpVerdict::kUnsure);
    char before = '\0';  // what a range could start with
    while (at_ < source_.size()) {
      char c = source_[at_++];
      if (c == ']') {
        last_ = Last::kElement;
        return;
      }
      if (c == '[' || c == '&' || (c & 0x80) != 0) return give_up(RegexpVerdict::kUnsure);
      if (c == '\\') {
        escape(true);
        if (verdict_ != RegexpVerdict::kValid) return;
        if (peek() == '-' && peek(1) != ']') return give_up(RegexpVerdict::kUnsure);
        before = '\0';
      } else if (c == '-' && before != '\0' && peek() != ']') {
        if (peek() == '\\' || peek() == '[' || (peek() & 0x80) != 0) {
          return give_up(RegexpVerdict::kUnsure);
        }
        if (peek() < before) return give_up(RegexpVerdict::kInvalid);
        ++at_;
        before = '\0';
        if (peek() == '-') return give_up(RegexpVerdict::kUnsure);
      } else {
        if (c == '-' && peek() == '-') return give_up(RegexpVerdict::kUnsure);
        before = c;
      }
    }
    give_up(RegexpVerdict::kInvalid);
  }

  std::string_view source_;
  std::size_t at_ = 0;
  int groups_ = 0;
  Last last_ = Last::kNothing;
  RegexpVerdict verdict_ = RegexpVerdict::kValid;
};

}  // namespace

RegexpVerdict judge_regexp(std::string_view source) { return Judge(source).judge(); }

}  // namespace verifull::parse
