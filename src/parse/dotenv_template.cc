// Templates of Compose: compose-go template/template.go, SubstituteWithOptions().
//
// There a regular expression takes everything up to the last brace of the line, and
// what stands behind the balanced brace is substituted again; reading from left to
// right comes to the same.
#include <algorithm>

#include "base/text.h"
#include "parse/dotenv_readers.h"

namespace verifull::parse {
namespace {

// Defaults within defaults; deeper ones count as broken.
constexpr int kMaxDepth = 40;

// [_a-z0-9] without regard to case, which folds two more letters to it.
std::size_t name_unit(std::string_view text, std::size_t at, bool first) {
  if (at >= text.size()) return 0;
  if (base::is_alpha(text[at]) || text[at] == '_') return 1;
  if (base::is_digit(text[at])) return first ? 0 : 1;
  if (text.substr(at, 2) == "\xC5\xBF") return 2;
  return text.substr(at, 3) == "\xE2\x84\xAA" ? 3 : 0;
}

std::size_t name_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (std::size_t size = name_unit(text, end, end == begin)) end += size;
  return end;
}

class Template {
 public:
  Template(std::string_view text, int depth) : text_(text), depth_(depth) {}

  std::vector<DotenvPart> read() {
    std::size_t at = 0;
    while (at < text_.size()) at = step(at);
    flush();
    return std::move(parts_);
  }

 private:
  std::size_t step(std::size_t at) {
    std::size_t dollar = std::min(text_.find('$', at), text_.size());
    literal_ += text_.substr(at, dollar - at);
    if (dollar == text_.size()) return dollar;
    std::string_view next = text_.substr(dollar + 1, 1);
    if (next == "$") {
      literal_ += '$';
      return dollar + 2;
    }
    if (next == "{") return braced(dollar);
    std::size_t end = name_end(text_, dollar + 1);
    if (end == dollar + 1) {
      literal_ += '$';
    } else {
      add({DotenvPart::Kind::kVariable,
           std::string(text_.substr(dollar + 1, end - dollar - 1)),
           "",
           {}});
    }
    return end;
  }

  std::size_t braced(std::size_t dollar) {
    std::size_t begin = dollar + 2;
    std::size_t end = name_end(text_, begin);
    DotenvPart part{
        DotenvPart::Kind::kVariable, std::string(text_.substr(begin, end - begin)), "", {}};
    if (end == begin) return invalid(begin);
    if (text_.substr(end, 1) == "}") {
      add(std::move(part));
      return end + 1;
    }
    std::size_t operand = end + (text_.substr(end, 1) == ":" ? 1 : 0);
    bool is_operator = operand < text_.size() &&
                       std::string_view("-+?").find(text_[operand]) != std::string_view::npos;
    std::size_t last = last_brace(end);
    if (!is_operator || last <= operand || depth_ == 0) return invalid(begin);
    ++operand;
    std::size_t close = closing_brace(dollar, last);
    part.operator_ = std::string(text_.substr(end, operand - end));
    part.operand = Template(text_.substr(operand, close - operand), depth_ - 1).read();
    add(std::move(part));
    return close + 1;
  }

  // The last brace on the line of `at`; 0 when there is none behind it.
  std::size_t last_brace(std::size_t at) {
    if (at >= line_end_) {
      line_end_ = std::min(text_.find('\n', at), text_.size());
      std::size_t last = text_.substr(at, line_end_ - at).rfind('}');
      last_brace_ = last == std::string_view::npos ? 0 : at + last;
    }
    return last_brace_ < at ? 0 : last_brace_;
  }

  // getFirstBraceClosingIndex(): the byte behind an opening brace is not looked at.
  std::size_t closing_brace(std::size_t begin, std::size_t last) const {
    int open = 0;
    for (std::size_t at = begin; at <= last; ++at) {
      if (text_[at] == '}' && --open == 0) return at;
      if (text_[at] != '{') continue;
      ++open;
      ++at;
    }
    return last;
  }

  std::size_t invalid(std::size_t at) {
    add({DotenvPart::Kind::kInvalid, "", "", {}});
    return at;
  }

  void flush() {
    if (literal_.empty()) return;
    parts_.push_back({DotenvPart::Kind::kText, std::move(literal_), "", {}});
    literal_.clear();
  }
  void add(DotenvPart part) {
    flush();
    parts_.push_back(std::move(part));
  }

  std::string_view text_;
  int depth_;
  std::string literal_;
  std::vector<DotenvPart> parts_;
  std::size_t line_end_ = 0;
  std::size_t last_brace_ = 0;
};

}  // namespace

std::vector<DotenvPart> compose_template(std::string_view text) {
  return Template(text, kMaxDepth).read();
}

}  // namespace verifull::parse
