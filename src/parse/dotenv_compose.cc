// env_file of Compose: compose-go dotenv/parser.go.
#include <algorithm>

#include "base/text.h"
#include "parse/dotenv_readers.h"
#include "parse/unicode_space.h"

namespace verifull::parse {
namespace {

// isSpace() there: no line break.
std::size_t blank_size(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] == '\n') return 0;
  if (base::is_space(text[at])) return 1;
  std::string_view pair = text.substr(at, 2);
  return pair == "\xC2\x85" || pair == "\xC2\xA0" ? 2 : 0;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (std::size_t size = blank_size(text, at)) at += size;
  return at;
}

// Any letter or digit of Unicode may stand in a name; the tables for that are not
// kept here, so that what is not ASCII counts as one.
std::size_t name_unit(std::string_view text, std::size_t at) {
  constexpr std::string_view kMarks = "_.-[]";
  if (base::is_alnum(text[at]) || kMarks.find(text[at]) != std::string_view::npos) return 1;
  std::size_t size = base::code_point_size(text, at);
  return size > 1 ? size : 0;
}

std::string_view trim_right(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = unicode_space_size(text, at);
    at += size == 0 ? 1 : size;
    if (size == 0) end = at;
  }
  return text.substr(0, end);
}

int octal(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = value * 8 + (c - '0');
  return value;
}

// strconv.UnquoteChar() of `\0ddd` without its zero: three octal digits up to 377.
std::string unescape_octal(std::string_view digits) {
  bool sound = digits.size() == 3 && digits.find_first_not_of("01234567") == std::string_view::npos;
  if (!sound || octal(digits) > 255) return "\\" + std::string(digits);
  int value = octal(digits);
  if (value < 0x80) return std::string(1, static_cast<char>(value));
  return {static_cast<char>(0xC0 | (value >> 6)), static_cast<char>(0x80 | (value & 0x3F))};
}

// expandEscapes(): of the escapes of a shell those that Go knows too.
std::string unescaped(std::string_view text) {
  constexpr std::string_view kLetters = "abfnrtv\"\\";
  constexpr std::string_view kBytes = "\a\b\f\n\r\t\v\"\\";
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      result += text[at];
      continue;
    }
    char next = text[at + 1];
    std::size_t letter = kLetters.find(next);
    if (letter != std::string_view::npos) {
      result += kBytes[letter];
      ++at;
    } else if (next == '$') {
      result += "$$";
      ++at;
    } else if (next == '0') {
      std::size_t end = at + 2;
      while (end < text.size() && end < at + 5 && base::is_digit(text[end])) ++end;
      result += unescape_octal(text.substr(at + 2, end - at - 2));
      at = end - 1;
    } else {
      result += '\\';
    }
  }
  return result;
}

class Reader {
 public:
  Reader(std::string_view text, base::FileId file) : text_(text), file_(file) {}

  DotenvFile read() {
    if (text_.starts_with(base::kByteOrderMark)) at_ = base::kByteOrderMark.size();
    while (!result_.failure && to_statement()) statement();
    return std::move(result_);
  }

 private:
  // Over white space and comments, which may begin right behind a closing quote.
  bool to_statement() {
    while (at_ < text_.size()) {
      if (std::size_t size = unicode_space_size(text_, at_)) {
        at_ += size;
      } else if (text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return true;
      }
    }
    return false;
  }

  void statement() {
    std::size_t begin = at_;
    // Go's \s knows no vertical tab.
    bool exported = text_.substr(at_, 6) == "export" && at_ + 6 < text_.size() &&
                    base::is_space(text_[at_ + 6]) && text_[at_ + 6] != '\v';
    if (exported) at_ = skip_blanks(text_, at_ + 6);
    if (at_ == text_.size()) return fail("The file ends after `export`", begin, at_);
    std::size_t name = at_;
    while (at_ < text_.size() && !is_name_end(text_[at_])) {
      std::size_t size = std::max(blank_size(text_, at_), name_unit(text_, at_));
      if (size == 0) return fail("Unexpected character in a variable name", at_, at_ + 1);
      at_ += size;
    }
    // A bare name that the file ends with is taken for the value of nothing.
    if (at_ == text_.size()) return;
    std::string_view key = trim_right(text_.substr(name, at_ - name));
    if (key.find(' ') != std::string_view::npos) {
      return fail("A variable name contains a space", name, name + key.size());
    }
    DotenvAssignment assignment;
    assignment.name = std::string(key);
    assignment.name_span = dotenv_span(file_, name, name + key.size());
    assignment.has_value = text_[at_] != '\n';
    ++at_;
    value(assignment, name + key.size());
    if (result_.failure || (assignment.name.empty() && !assignment.has_value)) return;
    assignment.span = assignment.has_value ? dotenv_span(file_, begin, assignment.value_span.end)
                                           : dotenv_span(file_, begin, assignment.name_span.end);
    result_.assignments.push_back(std::move(assignment));
  }

  static bool is_name_end(char c) { return c == '=' || c == ':' || c == '\n'; }

  void value(DotenvAssignment& assignment, std::size_t name_end) {
    if (!assignment.has_value) {
      assignment.value_span = dotenv_span(file_, name_end, name_end);
      at_ = skip_blanks(text_, at_);
      return;
    }
    std::size_t separator_end = at_;
    at_ = skip_blanks(text_, at_);
    bool quoted = at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"');
    std::size_t begin = at_;
    std::size_t end = quoted ? quoted_value(assignment) : plain_value(assignment);
    if (begin == end) begin = end = separator_end;
    assignment.value_span = dotenv_span(file_, begin, end);
  }

  // Up to the end of the line; only ` #` begins a comment, so that a comment right
  // behind the separator is the value.
  std::size_t plain_value(DotenvAssignment& assignment) {
    std::size_t begin = at_;
    std::size_t line_end = std::min(text_.find('\n', begin), text_.size());
    std::string_view line = text_.substr(begin, line_end - begin);
    std::string_view value = trim_right(line.substr(0, line.find(" #")));
    set_template(assignment, value, begin);
    at_ = line_end;
    return begin + value.size();
  }

  // A backslash hides the quote, and stays in front of everything else.
  std::size_t quoted_value(DotenvAssignment& assignment) {
    std::size_t begin = at_;
    char quote = text_[at_];
    std::string value;
    for (std::size_t at = begin + 1; at < text_.size(); ++at) {
      if (text_[at] == quote) {
        if (quote == '"') {
          set_template(assignment, unescaped(value), begin);
        } else {
          base::Span name_span = assignment.name_span;
          assignment = literal_assignment(assignment.name, std::move(value));
          assignment.name_span = name_span;
        }
        at_ = at + 1;
        return at_;
      }
      if (text_[at] == '\\' && at + 1 < text_.size()) {
        if (text_[at + 1] != quote) value += '\\';
        ++at;
      }
      value += text_[at];
    }
    fail("A quoted value is not closed", begin, std::min(text_.find('\n', begin), text_.size()));
    return begin;
  }

  void set_template(DotenvAssignment& assignment, std::string_view text, std::size_t begin) {
    assignment.raw = std::string(text);
    assignment.value = compose_template(text);
    bool broken =
        std::any_of(assignment.value.begin(), assignment.value.end(),
                    [](const DotenvPart& part) { return part.kind == DotenvPart::Kind::kInvalid; });
    if (broken) {
      fail("The value has an invalid template", begin,
           std::min(text_.find('\n', begin), text_.size()));
    }
  }

  void fail(std::string message, std::size_t begin, std::size_t end) {
    result_.failure = DotenvFile::Failure{"", std::move(message), dotenv_span(file_, begin, end)};
  }

  std::string_view text_;
  base::FileId file_;
  std::size_t at_ = 0;
  DotenvFile result_;
};

}  // namespace

DotenvFile read_dotenv_compose(std::string_view text, base::FileId file) {
  return Reader(text, file).read();
}

}  // namespace verifull::parse
