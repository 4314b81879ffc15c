#include "parse/docker_json.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "base/text.h"

namespace verifull::parse {
namespace {

constexpr int kMaxDepth = 100;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool is_surrogate(std::uint32_t code) { return code >= 0xD800 && code <= 0xDFFF; }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  JsonStrings array() {
    JsonStrings result;
    skip_blanks();
    if (!take('[')) return result;
    bool mixed = false;
    if (!elements(result, mixed)) return {};
    skip_blanks();
    if (at_ != text_.size()) return {};
    result.outcome = mixed ? JsonStrings::Outcome::kMixed : JsonStrings::Outcome::kStrings;
    return result;
  }

 private:
  bool elements(JsonStrings& result, bool& mixed) {
    skip_blanks();
    if (take(']')) return true;
    do {
      skip_blanks();
      auto begin = static_cast<std::uint32_t>(at_);
      if (next_is('"')) {
        auto value = string();
        if (!value) return false;
        result.strings.push_back({*std::move(value), begin, static_cast<std::uint32_t>(at_)});
      } else {
        mixed = true;
        if (!skip_value(1)) return false;
      }
      skip_blanks();
    } while (take(','));
    return take(']');
  }

  bool skip_value(int depth) {
    if (depth > kMaxDepth || at_ >= text_.size()) return false;
    if (next_is('"')) return string().has_value();
    if (next_is('[')) return skip_members(']', false, depth);
    if (next_is('{')) return skip_members('}', true, depth);
    for (std::string_view word : {"true", "false", "null"}) {
      if (text_.substr(at_, word.size()) != word) continue;
      at_ += word.size();
      return true;
    }
    return skip_number();
  }

  bool skip_members(char close, bool named, int depth) {
    ++at_;
    skip_blanks();
    if (take(close)) return true;
    do {
      skip_blanks();
      if (named && !skip_name()) return false;
      if (!skip_value(depth + 1)) return false;
      skip_blanks();
    } while (take(','));
    return take(close);
  }

  bool skip_name() {
    if (!next_is('"') || !string()) return false;
    skip_blanks();
    if (!take(':')) return false;
    skip_blanks();
    return true;
  }

  bool skip_number() {
    take('-');
    if (!take('0') && !skip_digits()) return false;
    if (take('.') && !skip_digits()) return false;
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    return skip_digits();
  }

  bool skip_digits() {
    std::size_t begin = at_;
    while (at_ < text_.size() && base::is_digit(text_[at_])) ++at_;
    return at_ > begin;
  }

  std::optional<std::string> string() {
    std::string result;
    for (++at_; at_ < text_.size();) {
      char c = text_[at_];
      if (c == '"') {
        ++at_;
        return result;
      }
      if (static_cast<unsigned char>(c) < 0x20) return std::nullopt;
      if (c == '\\') {
        if (!escape(result)) return std::nullopt;
      } else {
        append_character(result);
      }
    }
    return std::nullopt;
  }

  void append_character(std::string& result) {
    std::string_view bytes = text_.substr(at_, base::code_point_size(text_, at_));
    result += base::is_valid_utf8(bytes) ? bytes : kReplacement;
    at_ += bytes.size();
  }

  bool escape(std::string& result) {
    static constexpr std::string_view kNames = "\"\\/bfnrt";
    static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (++at_ >= text_.size()) return false;
    if (text_[at_] == 'u') return unicode_escape(result);
    std::size_t found = kNames.find(text_[at_]);
    if (found == std::string_view::npos) return false;
    result += kMeanings[found];
    ++at_;
    return true;
  }

  // A surrogate that has no partner becomes U+FFFD.
  bool unicode_escape(std::string& result) {
    ++at_;
    auto code = four_digits(at_);
    if (!code) return false;
    at_ += 4;
    if (!is_surrogate(*code)) {
      base::append_utf8(result, *code);
      return true;
    }
    auto low = text_.substr(at_, 2) == "\\u" ? four_digits(at_ + 2) : std::nullopt;
    if (*code < 0xDC00 && low && *low >= 0xDC00 && *low <= 0xDFFF) {
      base::append_utf8(result, 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00));
      at_ += 6;
    } else {
      result += kReplacement;
    }
    return true;
  }

  std::optional<std::uint32_t> four_digits(std::size_t at) const {
    if (at + 4 > text_.size()) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
      int digit = base::hex_digit(text_[i]);
      if (digit < 0) return std::nullopt;
      value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return value;
  }

  void skip_blanks() {
    while (next_is(' ') || next_is('\t') || next_is('\r') || next_is('\n')) ++at_;
  }
  bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool take(char c) {
    bool found = next_is(c);
    if (found) ++at_;
    return found;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

JsonStrings read_json_strings(std::string_view text) { return Reader(text).array(); }

}  // namespace verifull::parse
