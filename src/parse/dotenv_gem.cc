// The dotenv gem: lib/dotenv/parser.rb of bkeepers/dotenv.
//
// The gem has one regular expression per entry, LINE. White space in it may be a
// line break, so that since 2.5 an entry may begin on one line and go on in
// another: `A:` takes the next line as its value. What can follow each piece of
// it is told apart by the next byte, so no step here ever goes back further than
// to the quote or the word `export` where it began.
#include <algorithm>
#include <optional>
#include <unordered_set>

#include "base/text.h"
#include "parse/dotenv_gem_value.h"
#include "parse/dotenv_readers.h"

namespace verifull::parse {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

// The text with one kind of line break, and the way back to the file's offsets.
struct NormalText {
  std::string text;
  std::vector<std::uint32_t> origin;  // of each byte and of the end
};

// gsub(/\r\n?/, "\n"), or gsub(/[\n\r]+/, "\n") when squeezing. A text that is read
// line by line keeps its breaks, which end lines in any number.
NormalText normalised(std::string_view text, std::size_t begin, const GemRules& rules) {
  NormalText result;
  for (std::size_t at = begin; at < text.size(); ++at) {
    char c = text[at];
    result.origin.push_back(static_cast<std::uint32_t>(at));
    bool line_break = c == '\n' || c == '\r';
    result.text += line_break && !rules.by_line ? '\n' : c;
    if (!line_break || rules.by_line) continue;
    auto swallowed = [&](std::size_t next) {
      if (rules.squeeze_breaks) return text[next] == '\n' || text[next] == '\r';
      return text[at] == '\r' && text[next] == '\n' && next == at + 1;
    };
    std::size_t next = at + 1;
    while (next < text.size() && swallowed(next)) ++next;
    at = next - 1;
  }
  result.origin.push_back(static_cast<std::uint32_t>(text.size()));
  return result;
}

struct Entry {
  std::size_t begin = 0;  // of `export` or of the name
  bool exported = false;
  std::size_t name = 0;
  std::size_t name_end = 0;
  bool has_separator = false;
  std::size_t value = 0;  // what the group `value` matches; empty when it is nil
  std::size_t value_end = 0;
  std::size_t end = 0;
};

class Reader {
 public:
  Reader(const NormalText& normal, base::FileId file, const GemRules& rules, bool legacy)
      : text_(normal.text),
        origin_(normal.origin),
        file_(file),
        rules_(rules),
        legacy_(legacy),
        limit_(text_.size()) {}

  DotenvFile read() {
    if (rules_.by_line) {
      read_lines();
    } else {
      scan();
    }
    return std::move(result_);
  }

 private:
  bool is_space(std::size_t at) const { return at < limit_ && base::is_space(text_[at]); }
  bool is(std::size_t at, char c) const { return at < limit_ && text_[at] == c; }
  std::size_t skip_space(std::size_t at) const {
    while (is_space(at)) ++at;
    return at;
  }
  // The first such byte, or the limit; what is behind the limit is not looked at.
  std::size_t find(char c, std::size_t at) const {
    return std::min(text_.substr(0, limit_).find(c, at), limit_);
  }
  std::size_t line_end(std::size_t at) const { return find('\n', at); }

  // String#split(/[\n\r]+/), and each line against LINE with \A and \z.
  void read_lines() {
    for (std::size_t at = 0; at < text_.size() && !result_.failure;) {
      limit_ = std::min(text_.find_first_of("\n\r", at), text_.size());
      std::size_t begin = skip_space(at);
      if (std::optional<Entry> entry = begin < limit_ ? match(begin) : std::nullopt) {
        store(*entry);
      } else if (begin < limit_) {
        check_export(begin, limit_);
        if (rules_.strict && !result_.failure && !exports(begin) && !is(begin, '#')) {
          fail("The line doesn't match format", begin, limit_);
        }
      }
      at = limit_ + 1;
      limit_ = text_.size();
    }
  }

  // String#scan(LINE) with ^ and $. All beginnings of lines in front of the same
  // word match or fail together.
  void scan() {
    std::vector<std::size_t> rest;
    for (std::size_t at = 0; at < limit_;) {
      std::size_t begin = skip_space(at);
      if (begin == limit_) break;
      std::optional<Entry> entry = match(begin);
      if (entry) store(*entry);
      if (!entry && exports(begin)) rest.push_back(begin);
      at = line_end(entry ? entry->end : begin) + 1;
    }
    // Up to 3.1.4 the lines that are left over come last, and are checked against
    // all names of the file. Since then such a line is of no interest.
    if (rules_.bare_names) return;
    for (std::size_t begin : rest) {
      if (!result_.failure) check_export(begin, line_end(begin));
    }
  }

  std::optional<Entry> match(std::size_t begin) const {
    if (text_.substr(begin, 6) == "export" && is_space(begin + 6)) {
      Entry entry;
      entry.begin = begin;
      entry.exported = true;
      if (match_name(skip_space(begin + 6), entry)) return entry;
    }
    Entry entry;
    entry.begin = begin;
    if (match_name(begin, entry)) return entry;
    return std::nullopt;
  }

  bool match_name(std::size_t begin, Entry& entry) const {
    std::size_t end = begin;
    while (end < limit_ && (base::is_alnum(text_[end]) || is(end, '_') || is(end, '.'))) ++end;
    if (end == begin) return false;
    entry.name = begin;
    entry.name_end = end;
    std::size_t sign = skip_space(end);
    if (is(sign, '=')) {
      match_value(rules_.by_line ? skip_space(sign + 1) : sign + 1, entry);
      return true;
    }
    if (is(end, ':') && is_space(end + 1)) {
      match_value(end + 2, entry);
      return true;
    }
    entry.value = entry.value_end = end;
    entry.end = rules_.bare_names ? tail_end(end) : kNowhere;
    return entry.end != kNowhere;
  }

  // Always succeeds: what no quote takes, the alternative without quotes takes.
  void match_value(std::size_t begin, Entry& entry) const {
    entry.has_separator = true;
    std::size_t quote = rules_.space_in_quoted ? skip_space(begin) : begin;
    std::size_t close = is(quote, '\'') || is(quote, '"') ? closing_quote(quote) : kNowhere;
    entry.value = begin;
    if (close != kNowhere) {
      entry.value_end = close + 1;
    } else {
      std::size_t end = line_end(begin);
      entry.value_end = std::min(text_.substr(0, end).find('#', begin), end);
    }
    entry.end = tail_end(entry.value_end);
  }

  std::size_t closing_quote(std::size_t open) const {
    return rules_.by_line ? last_closing_quote(open) : first_closing_quote(open);
  }

  // /'(?:\'|[^'])*'/ up to 2.4: the backslash is lost on the regular expression, so
  // the quoted text takes what it can.
  std::size_t last_closing_quote(std::size_t open) const {
    bool tail = true;
    for (std::size_t at = limit_ - 1; at > open; --at) {
      if (text_[at] == text_[open] && tail) return at;
      if (!is_space(at)) tail = text_[at] == '#';
    }
    return kNowhere;
  }

  // /'(?:\\'|[^'])*'/ since 2.5: the first quote without a backslash before it, and
  // if nothing that may follow does, the last of those with one.
  std::size_t first_closing_quote(std::size_t open) const {
    std::size_t at = text_.find(text_[open], open + 1);
    std::vector<std::size_t> escaped;
    while (at < limit_ && text_[at - 1] == '\\') {
      escaped.push_back(at);
      at = text_.find(text_[open], at + 1);
    }
    if (at < limit_ && tail_end(at + 1) != kNowhere) return at;
    for (auto each = escaped.rbegin(); each != escaped.rend(); ++each) {
      if (tail_end(*each + 1) != kNowhere) return *each;
    }
    return kNowhere;
  }

  // \s*(?:\#.*)?(?:$|\z): where it ends, kNowhere when it does not match.
  std::size_t tail_end(std::size_t at) const {
    std::size_t word = skip_space(at);
    if (word == limit_) return word;
    if (is(word, '#')) return line_end(word);
    while (word > at) {
      if (text_[--word] == '\n') return word;
    }
    return kNowhere;
  }

  bool exports(std::size_t begin) const {
    return text_.substr(begin, 6) == "export" && (begin + 6 == limit_ || is_space(begin + 6));
  }

  // `export` that sets nothing: every other word must be the name of an earlier entry.
  void check_export(std::size_t begin, std::size_t end) {
    if (!exports(begin)) return;
    for (std::size_t at = begin + 6; at < end;) {
      std::size_t word = at;
      while (word < end && base::is_space(text_[word])) ++word;
      at = word;
      while (at < end && !base::is_space(text_[at])) ++at;
      if (at == word) break;
      if (seen_.count(std::string(text_.substr(word, at - word))) != 0) continue;
      result_.failure = unset_variable(begin, end);
      return;
    }
  }

  DotenvFile::Failure unset_variable(std::size_t begin, std::size_t end) const {
    std::string_view line = text_.substr(begin, end - begin);
    std::size_t sign = line.find('=');
    std::string shown(line.substr(0, sign));
    if (sign != kNowhere) shown += "=";
    if (sign != kNowhere && sign + 1 < line.size()) shown += "[redacted]";
    return {"Dotenv::FormatError", "Line \"" + shown + "\" has an unset variable",
            span(begin, end)};
  }

  void fail(std::string message, std::size_t begin, std::size_t end) {
    result_.failure = {"Dotenv::FormatError", std::move(message), span(begin, end)};
  }

  base::Span span(std::size_t begin, std::size_t end) const {
    return {file_, origin_[begin], origin_[end]};
  }

  void store(const Entry& entry) {
    std::string name(text_.substr(entry.name, entry.name_end - entry.name));
    bool has_value = entry.value_end > entry.value;
    if (rules_.bare_names && entry.exported && !has_value) {
      std::size_t end = std::max(entry.name_end, entry.value_end);
      if (seen_.insert(name).second) {
        result_.required.push_back({name, unset_variable(entry.begin, end)});
      }
      return;
    }
    std::string_view value = text_.substr(entry.value, entry.value_end - entry.value);
    std::string_view stripped = ruby_strip(value);
    std::size_t begin = entry.value;
    if (!stripped.empty()) begin += static_cast<std::size_t>(stripped.data() - value.data());
    DotenvAssignment assignment;
    set_gem_value(stripped, rules_, legacy_, assignment);
    assignment.name_span = span(entry.name, entry.name_end);
    assignment.value_span = span(begin, begin + stripped.size());
    assignment.span = span(entry.begin, begin + stripped.size());
    if (name == "DOTENV_LINEBREAK_MODE") legacy_ = assignment.raw == "legacy";
    seen_.insert(name);
    assignment.name = std::move(name);
    result_.assignments.push_back(std::move(assignment));
  }

  std::string_view text_;
  const std::vector<std::uint32_t>& origin_;
  base::FileId file_;
  const GemRules& rules_;
  bool legacy_;
  std::size_t limit_;  // of the line in turn, or of the text
  std::unordered_set<std::string> seen_;
  DotenvFile result_;
};

}  // namespace

DotenvFile read_dotenv_gem(std::string_view text, base::FileId file, DotenvDialect dialect,
                           bool legacy_line_breaks) {
  std::size_t begin = text.starts_with(base::kByteOrderMark) ? base::kByteOrderMark.size() : 0;
  if (!base::is_valid_utf8(text.substr(begin))) {
    DotenvFile result;
    result.failure = DotenvFile::Failure{"ArgumentError", "Invalid byte sequence in UTF-8",
                                         dotenv_span(file, 0, text.size())};
    return result;
  }
  const GemRules& rules = gem_rules(dialect);
  NormalText normal = normalised(text, begin, rules);
  return Reader(normal, file, rules, legacy_line_breaks).read();
}

}  // namespace verifull::parse
