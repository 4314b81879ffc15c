#include "report/assignment_secrets.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/text.h"
#include "report/literal_parts.h"
#include "base/secret_name.h"

namespace verifull::report {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

bool is_quote(char c) { return c == '"' || c == '\''; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }

bool is_name(char c) { return base::is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '%'; }

struct Name {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool quoted = false;
};

// Goes through a text once, from left to right.
class Scanner {
 public:
  Scanner(std::string_view text, TextKind kind, Hidden& hidden)
      : text_(text), kind_(kind), hidden_(hidden) {}

  void scan() {
    values();
    if (!aliases_.empty()) anchored_values();
  }

 private:
  void values() {
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (is_line_end(c)) {
        start_line(at_ + 1);
      } else if (c == '=' || c == ':') {
        separator();
      } else if (c == '\\' && at_ + 1 < text_.size() && !is_line_end(text_[at_ + 1])) {
        at_ += 2;
      } else {
        step(c);
      }
    }
  }

  void start_line(std::size_t at) {
    at_ = line_ = at;
    quote_ = '\0';
    in_flow_ = false;
  }

  void step(char c) {
    if (is_quote(c)) quote_ = quote_ == '\0' ? c : quote_ == c ? '\0' : quote_;
    if (c == '{' && quote_ == '\0') in_flow_ = true;
    ++at_;
  }

  // The name in front of the separator at `at_`.
  Name name_before() const {
    std::size_t end = at_;
    while (end > line_ && (is_blank(text_[end - 1]) || text_[end - 1] == '|')) --end;
    Name name;
    name.quoted = end > line_ && is_quote(text_[end - 1]);
    name.end = name.quoted ? end - 1 : end;
    if (name.quoted && name.end > line_ && text_[name.end - 1] == '\\') --name.end;
    name.begin = name.end;
    while (name.begin > line_ && is_name(text_[name.begin - 1])) --name.begin;
    return name;
  }

  bool is_colon_of_value(const Name& name) const {
    if (kind_ == TextKind::kMessage) return false;
    if (at_ + 1 >= text_.size() || base::is_space(text_[at_ + 1]) || name.quoted) return true;
    bool shell_default = std::string_view("-=+?").find(text_[at_ + 1]) != kNowhere;
    return shell_default && name.begin >= line_ + 2 && text_[name.begin - 1] == '{';
  }

  void separator() {
    bool colon = text_[at_] == ':';
    Name name = name_before();
    bool secret = name.begin < name.end && (!colon || is_colon_of_value(name)) &&
                  base::is_secret_name(text_.substr(name.begin, name.end - name.begin));
    ++at_;
    if (!secret) return;
    // The rest of `=>`, `==` and `:-`.
    bool longer = at_ < text_.size() && !base::is_space(text_[at_]) &&
                  std::string_view(colon ? "-=+?" : ">=").find(text_[at_]) != kNowhere;
    if (longer) ++at_;
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    value(name, colon);
  }

  void value(const Name& name, bool colon) {
    if (at_ >= text_.size()) return;
    if (is_quote(text_[at_]) && text_[at_] != quote_) return quoted_value();
    bool escaped = text_[at_] == '\\' && at_ + 1 < text_.size() && is_quote(text_[at_ + 1]);
    if (escaped) return escaped_quoted_value();
    if (colon && kind_ == TextKind::kYaml && quote_ == '\0' && !in_flow_) return yaml_value();
    std::size_t end = colon ? plain_end() : is_whole_line(name) ? line_end(at_) : word_end(name);
    hide_literal_parts(text_, at_, end, hidden_);
    at_ = end;
  }

  // `'it''s'`, and the shell's "a"'b': quoted text that touches belongs to it.
  void quoted_value() {
    std::size_t limit = kind_ == TextKind::kMessage ? line_end(at_) : text_.size();
    while (at_ < limit && is_quote(text_[at_])) {
      std::size_t end = closing_quote(limit);
      hide_literal_parts(text_, at_ + 1, end, hidden_);
      std::size_t line = text_.substr(at_, end - at_).rfind('\n');
      if (line != kNowhere) line_ = at_ + line + 1;
      at_ = std::min(end + 1, limit);
    }
  }

  std::size_t closing_quote(std::size_t limit) const {
    std::size_t end = at_ + 1;
    while (end < limit && text_[end] != text_[at_]) {
      std::size_t inside = interpolation_size(text_, end, limit);
      end += text_[end] == '\\' ? 2 : std::max<std::size_t>(inside, 1);
    }
    return std::min(end, limit);
  }

  // `\"secret\"` of JSON in a quoted word.
  void escaped_quoted_value() {
    std::size_t stop = line_end(at_);
    std::size_t end = std::min(text_.substr(0, stop).find(text_.substr(at_, 2), at_ + 2), stop);
    hidden_.add(at_ + 2, end);
    at_ = std::min(end + 2, stop);
  }

  // A plain or block scalar goes on in the lines that are indented deeper than
  // its key. Where nothing stands behind the key, these may be a mapping, whose
  // keys speak for themselves.
  void yaml_value() {
    std::size_t first_end = line_end(at_);
    std::string_view first = base::trim(text_.substr(at_, first_end - at_));
    bool nested = first.empty() || first[0] == '#' || first[0] == '&';
    std::size_t end = continuation_end(tag_end(first_end));
    if (first.starts_with('|') || first.starts_with('>')) {
      hidden_.add(first_end, end);
    } else if (first.starts_with('*')) {
      aliases_.push_back(name_at(at_ + 1));
    } else if (!nested) {
      hide_literal_parts(text_, at_, comment_begin(first_end), hidden_);
      hidden_.add(first_end, end);
    } else if (!is_mapping(text_.substr(first_end, end - first_end))) {
      hidden_.add(at_, end);
    } else {
      if (first.starts_with('&')) hidden_.add(at_, first_end);
      end = first_end;
    }
    at_ = end;
  }

  std::string_view name_at(std::size_t at) const {
    std::size_t end = at;
    while (end < text_.size() && is_name(text_[end])) ++end;
    return text_.substr(at, end - at);
  }

  // `password: *pw` gives nothing away, but the `&pw hunter2` that it stands for.
  void anchored_values() {
    std::sort(aliases_.begin(), aliases_.end());
    for (std::size_t at = text_.find('&'); at != kNowhere; at = text_.find('&', at + 1)) {
      std::string_view name = name_at(at + 1);
      if (!std::binary_search(aliases_.begin(), aliases_.end(), name)) continue;
      std::size_t begin = at + 1 + name.size();
      while (begin < text_.size() && is_blank(text_[begin])) ++begin;
      hidden_.add(begin, line_end(begin));
    }
  }

  // The first line that holds something holds a key.
  static bool is_mapping(std::string_view lines) {
    lines = base::trim(lines);
    std::string_view line = lines.substr(0, lines.find_first_of("\r\n"));
    return line.find(": ") != kNowhere || base::trim(line).ends_with(':');
  }

  // Our own comments stay readable; any other may be the rest of the secret.
  std::size_t comment_begin(std::size_t end) const {
    std::size_t comment = text_.substr(0, end).find(" # verifull:", at_);
    return comment == kNowhere ? end : comment;
  }

  // Where the line ends on which an ERB tag ends that is open at `end`: a heredoc in
  // it is not indented.
  std::size_t tag_end(std::size_t end) const {
    std::size_t open = text_.substr(0, end).rfind("<%");
    if (open == kNowhere || open < at_) return end;
    std::size_t size = interpolation_size(text_, open, text_.size());
    return open + size > end ? line_end(open + size) : end;
  }

  std::size_t indent_of(std::size_t line) const {
    std::size_t at = line;
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '-')) ++at;
    return at - line;
  }

  std::size_t continuation_end(std::size_t end) const {
    std::size_t indent = indent_of(line_);
    for (std::size_t next = next_line(end); next < text_.size(); next = next_line(end)) {
      std::size_t stop = line_end(next);
      bool blank = base::trim(text_.substr(next, stop - next)).empty();
      if (!blank && indent_of(next) <= indent) return end;
      end = stop;
    }
    return end;
  }

  // Remembered, or a long line with many values would be searched for each.
  std::size_t line_end(std::size_t at) const {
    bool remembered = end_from_ <= at && at <= end_;
    if (!remembered) {
      end_from_ = at;
      end_ = std::min(text_.find_first_of("\r\n", at), text_.size());
    }
    return end_;
  }

  std::size_t next_line(std::size_t end) const {
    if (text_.substr(end, 2) == "\r\n") return end + 2;
    return end < text_.size() ? end + 1 : text_.size();
  }

  // `NAME=` at the beginning of a line of a .env file.
  bool is_whole_line(const Name& name) const {
    if (kind_ != TextKind::kDotenv) return false;
    std::string_view before = base::trim(text_.substr(line_, name.begin - line_));
    while (before.starts_with('#')) before = base::trim(before.substr(1));
    return before.empty() || before == "export";
  }

  // Of `key: value` in a flow mapping, in JSON, or in a shell word.
  std::size_t plain_end() const {
    std::size_t end = at_;
    std::size_t stop = line_end(at_);
    while (end < stop && text_[end] != quote_) {
      if (in_flow_ && (text_[end] == ',' || text_[end] == '}')) break;
      std::size_t inside = interpolation_size(text_, end, stop);
      end += text_[end] == '\\' ? 2 : std::max<std::size_t>(inside, 1);
    }
    return std::min(end, stop);
  }

  // Of `name=value`: one word as a shell sees it, less of a URL parameter.
  std::size_t word_end(const Name& name) const {
    bool parameter =
        name.begin > line_ && std::string_view("?&").find(text_[name.begin - 1]) != kNowhere;
    std::size_t stop = line_end(at_);
    std::size_t end = at_;
    while (end < stop && !ends_word(text_[end], parameter)) {
      char c = text_[end];
      std::size_t size = std::max<std::size_t>(interpolation_size(text_, end, stop), 1);
      if (c == '\\') size = 2;
      if (is_quote(c)) size = std::min(text_.substr(0, stop).find(c, end + 1), stop - 1) + 1 - end;
      end += size;
    }
    return std::min(end, stop);
  }

  bool ends_word(char c, bool parameter) const {
    if (base::is_space(c) || (quote_ != '\0' && c == quote_)) return true;
    return parameter && (c == '&' || c == '#' || is_quote(c) || c == '<');
  }

  std::string_view text_;
  TextKind kind_;
  Hidden& hidden_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  mutable std::size_t end_from_ = 1;  // no line ending in [end_from_, end_)
  mutable std::size_t end_ = 0;
  char quote_ = '\0';                      // the quote we are inside of, on this line
  std::vector<std::string_view> aliases_;  // that stand for secrets
  bool in_flow_ = false;                   // behind a `{` of this line
};

}  // namespace

void hide_assignments(std::string_view text, TextKind kind, Hidden& hidden) {
  Scanner(text, kind, hidden).scan();
}

}  // namespace verifull::report
