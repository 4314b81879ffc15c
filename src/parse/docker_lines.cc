#include "parse/docker_lines.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "base/text.h"
#include "parse/docker_characters.h"

namespace verifull::parse {
namespace {

// Without the escape character and the blanks behind it, when they make the next
// line a part of this one. Two escape characters in a row never do, not even the
// last two of three.
bool trim_continuation(std::string_view& text, char escape) {
  std::size_t last = text.find_last_not_of(" \t");
  if (last == std::string_view::npos || text[last] != escape) return false;
  if (last > 0 && text[last - 1] == escape) return false;
  text = text.substr(0, last);
  return true;
}

std::string without_leading_tabs(std::string_view text) {
  std::string result;
  bool line_start = true;
  for (char c : text) {
    if (line_start && c == '\t') continue;
    result += c;
    line_start = c == '\n';
  }
  return result;
}

std::string_view trim_tabs(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of('\t'), text.size()));
}

// `name = value` behind the `#`; the value is what stands between the blanks,
// and a value of nothing but blanks is the last of them.
bool split_directive(std::string_view text, std::string_view& name, std::string_view& value) {
  std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals + 1 == text.size()) return false;
  name = base::trim(text.substr(0, equals));
  value = base::trim(text.substr(equals + 1));
  if (value.empty()) value = text.substr(text.size() - 1);
  return !name.empty() && base::is_alpha(name[0]) &&
         std::all_of(name.begin(), name.end(), base::is_alnum);
}

}  // namespace

DockerLineReader::DockerLineReader(std::string_view text, Dockerfile& out)
    : text_(text), out_(out) {
  if (text.substr(0, base::kByteOrderMark.size()) == base::kByteOrderMark) {
    at_ = static_cast<std::uint32_t>(base::kByteOrderMark.size());
  }
}

bool DockerLineReader::take(Line& line) {
  if (at_ >= text_.size()) return false;
  std::size_t feed = text_.find('\n', at_);
  bool has_feed = feed != std::string_view::npos;
  std::size_t next = has_feed ? feed + 1 : text_.size();
  std::size_t end = next;
  while (end > at_ && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  line = {at_, static_cast<std::uint32_t>(end)};
  if (next - at_ >= kMaxDockerLine + (has_feed ? 1 : 0)) {
    out_.problems.push_back(
        {"the line is longer than the 64 KiB that BuildKit reads", span_of(line)});
  }
  at_ = static_cast<std::uint32_t>(next);
  return true;
}

void DockerLineReader::skip_spaces(Line& line) const {
  while (line.begin < line.end) {
    std::size_t size = docker_space_size(text_, line.begin);
    if (size == 0) return;
    line.begin += static_cast<std::uint32_t>(size);
  }
}

bool DockerLineReader::is_comment(const Line& line) const {
  Line rest = line;
  skip_spaces(rest);
  return rest.begin < rest.end && text_[rest.begin] == '#';
}

// False for blank lines, comments and directives. Takes the spaces in front.
bool DockerLineReader::begins_instruction(Line& line) {
  skip_spaces(line);
  if (take_directive(line)) return false;
  if (line.begin == line.end) return false;
  if (!is_comment(line)) return true;
  out_.comments.push_back(span_of(line));
  return false;
}

bool DockerLineReader::take_directive(const Line& line) {
  if (!in_directives_) return false;
  in_directives_ = false;
  std::string_view text = text_of(line);
  if (text.empty() || text[0] != '#') return false;
  text.remove_prefix(1);
  while (!text.empty() && docker_space_size(text, 0) != 0) {
    text.remove_prefix(docker_space_size(text, 0));
  }
  std::string_view name;
  std::string_view value;
  if (!split_directive(text, name, value)) return false;
  std::string known = base::to_lower(name);
  if (known != "escape" && known != "syntax" && known != "check") return false;
  in_directives_ = true;
  add_directive(line, known, value);
  return true;
}

void DockerLineReader::add_directive(const Line& line, std::string_view name,
                                     std::string_view value) {
  bool repeated = std::any_of(out_.directives.begin(), out_.directives.end(),
                              [&](const DockerDirective& seen) { return seen.name == name; });
  if (repeated) {
    out_.problems.push_back(
        {"the parser directive \"" + std::string(name) + "\" is given twice", span_of(line)});
    return;
  }
  out_.directives.push_back({std::string(name), std::string(value), span_of(line)});
  if (name == "escape") set_escape(line, value);
}

void DockerLineReader::set_escape(const Line& line, std::string_view value) {
  if (value == "\\" || value == "`") {
    out_.escape = value[0];
    return;
  }
  out_.problems.push_back(
      {"the escape character can only be a backslash or a backtick", span_of(line)});
}

// True when the next line belongs to it.
bool DockerLineReader::add_content(const Line& line, DockerText& text) const {
  std::string_view content = text_of(line);
  bool more = trim_continuation(content, out_.escape);
  text.append(content, line.begin);
  return more;
}

bool DockerLineReader::next(DockerText& line) {
  Line current;
  do {
    if (!take(current)) return false;
  } while (!begins_instruction(current));
  line = DockerText(out_.file);
  bool more = add_content(current, line);
  bool blank_seen = false;
  while (more && take(current)) {
    if (is_comment(current)) {
      skip_spaces(current);
      out_.comments.push_back(span_of(current));
    } else if (docker_trim(text_of(current)).empty()) {
      if (!blank_seen) {
        out_.problems.push_back(
            {"an empty line stands between the lines of one instruction", span_of(current), false});
      }
      blank_seen = true;
    } else {
      more = add_content(current, line);
    }
  }
  return true;
}

void DockerLineReader::read_heredoc(DockerHeredoc& heredoc) {
  std::uint32_t begin = at_;
  std::uint32_t end = at_;
  bool closed = false;
  for (Line line; !closed && take(line); end = closed ? end : at_) {
    std::string_view text = text_of(line);
    closed = (heredoc.strip_tabs ? trim_tabs(text) : text) == heredoc.name;
  }
  if (!closed) {
    out_.problems.push_back({"the heredoc has no line of its own that ends it", heredoc.word_span});
  }
  std::string_view body = text_.substr(begin, end - begin);
  heredoc.content = heredoc.strip_tabs ? without_leading_tabs(body) : std::string(body);
  heredoc.span = {out_.file, begin, end};
}

}  // namespace verifull::parse
