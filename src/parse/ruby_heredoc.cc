// Heredocs (parse.y: heredoc_identifier, here_document).
#include "base/text.h"
#include "parse/ruby_lexer.h"

namespace verifull::parse {

// At `<<`; false when what follows is no heredoc. Sets error_ for one that is
// broken.
bool RubyLexer::heredoc_start() {
  std::uint32_t at_name = pos_ + 2;
  RubyHeredoc heredoc;
  char mark = at(at_name);
  if (mark == '-' || mark == '~') {
    heredoc.indented = true;
    heredoc.squiggly = mark == '~';
    ++at_name;
  }
  char quote = at(at_name);
  bool quoted = quote == '"' || quote == '\'' || quote == '`';
  std::size_t end = 0;
  if (quoted) {
    ++at_name;
    const char stops[] = {quote, '\n'};
    end = code_.find_first_of(std::string_view(stops, 2), at_name);
    if (end == std::string_view::npos || code_[end] == '\n') {
      syntax("the name of a heredoc is not closed");
      return true;
    }
    heredoc.interpolates = quote != '\'';
    heredoc.command = quote == '`';
  } else {
    end = at_name;
    auto name_byte = [this](std::size_t i) {
      char c = i < size_ ? code_[i] : ' ';
      return base::is_alnum(c) || c == '_' || (c & 0x80) != 0;
    };
    if (base::is_digit(quote) || !name_byte(end)) {
      if (base::is_digit(quote)) unsupported("the name of a heredoc is not understood");
      return base::is_digit(quote);
    }
    while (name_byte(end)) ++end;
  }
  heredoc.name = code_.substr(at_name, end - at_name);
  pos_ = static_cast<std::uint32_t>(end + (quoted ? 1 : 0));
  state_ = kStateEnd;
  heredoc_ = heredoc;
  return true;
}

void RubyLexer::open_heredoc(RubyHeredoc& heredoc) {
  heredoc.resume = pos_;
  if (heredoc_end_ != 0) {
    pos_ = heredoc_end_;
    heredoc_end_ = 0;
    return;
  }
  skip_line();
  if (pos_ < size_) ++pos_;
}

void RubyLexer::close_heredoc(const RubyHeredoc& heredoc) {
  heredoc_end_ = pos_;
  pos_ = heredoc.resume;
  state_ = kStateEnd;
}

bool RubyLexer::heredoc_ends(RubyHeredoc& heredoc, std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  std::size_t indent = 0;
  while (indent < line.size() && base::is_space(line[indent])) ++indent;
  if (heredoc.indented ? line.substr(indent) == heredoc.name : line == heredoc.name) return true;
  if (heredoc.squiggly) {
    heredoc.lines.push_back({heredoc.part, 0, indent, line.empty()});
    // MRI counts tabs, lines of spaces and escapes that start a line by rules of
    // their own.
    bool tabs = line.substr(0, indent).find_first_not_of(' ') != std::string_view::npos;
    bool escaped = indent < line.size() && line[indent] == '\\';
    if (tabs || escaped || (indent != 0 && indent == line.size())) {
      unsupported("the indentation of a heredoc is not understood");
    }
  }
  return false;
}

// The rest of one line, up to and with its newline; true when a part ended.
bool RubyLexer::heredoc_line(RubyHeredoc& heredoc, std::string& text, QuotePart& part) {
  while (pos_ < size_) {
    char c = code_[pos_];
    if (c == '\n') {
      if (heredoc_end_ != 0) break;
      text += c;
      ++pos_;
      heredoc.at_line_start = true;
      return false;
    }
    if (c == '\\' && heredoc.interpolates) {
      ++pos_;
      if (at(pos_) == '\n' || at(pos_) == '\r' || pos_ >= size_) break;
      if (!scan_escape(text)) {
        part = QuotePart::kFailed;
        return true;
      }
      continue;
    }
    if (c == '#' && heredoc.interpolates && interpolation(part)) return true;
    if (c != '\r' || at(pos_ + 1) != '\n') text += c;
    ++pos_;
  }
  if (pos_ >= size_) {
    syntax("the end of a heredoc is missing");
  } else {
    unsupported("a heredoc is not understood");
  }
  part = QuotePart::kFailed;
  return true;
}

QuotePart RubyLexer::scan_heredoc(RubyHeredoc& heredoc, std::string& text) {
  QuotePart part = QuotePart::kFailed;
  for (;;) {
    if (heredoc.at_line_start) {
      if (pos_ >= size_) {
        syntax("the end of a heredoc is missing");
        return QuotePart::kFailed;
      }
      std::uint32_t begin = pos_;
      skip_line();
      bool ends = heredoc_ends(heredoc, code_.substr(begin, pos_ - begin));
      if (error_) return QuotePart::kFailed;
      if (ends) {
        if (pos_ < size_) ++pos_;
        return QuotePart::kEnd;
      }
      if (heredoc.squiggly) heredoc.lines.back().offset = text.size();
      pos_ = begin;
      heredoc.at_line_start = false;
    }
    if (heredoc_line(heredoc, text, part)) return part;
  }
}

}  // namespace verifull::parse
