#include "parse/ruby_lexer.h"

#include <utility>

#include "base/text.h"

namespace verifull::parse {

RubyLexer::RubyLexer(const ErbSource& source, const RubyScope& scope)
    : source_(source),
      scope_(scope),
      code_(source.code),
      size_(static_cast<std::uint32_t>(source.code.size())),
      pos_(source.start) {}

RubyToken RubyLexer::fail(RubyError::Kind kind, std::string message) {
  if (!error_) {
    error_ = RubyError{kind, std::move(message), {base::kNoFile, begin_, pos_}};
  }
  return {Tok::kFinish, begin_, pos_};
}

bool RubyLexer::is_spaced_arg(char next) const {
  return is_arg() && space_ && !base::is_space(next);
}

void RubyLexer::skip_line() {
  std::size_t end = code_.find('\n', pos_);
  pos_ = end == std::string_view::npos ? size_ : static_cast<std::uint32_t>(end);
}

// Behind a newline; the body of a heredoc is behind us already.
void RubyLexer::pass_newline() {
  ++pos_;
  if (heredoc_end_ == 0) return;
  pos_ = heredoc_end_;
  heredoc_end_ = 0;
}

// A newline ends a statement unless something is open, or the next line that is
// no comment starts with `.name` or `&.`.
bool RubyLexer::newline_counts() {
  bool open = is(kStateBeg | kStateClass | kStateFname | kStateDot) && !is(kStateLabeled);
  if (open || is_all(kStateArg | kStateLabeled)) return false;
  std::uint32_t look = pos_;
  while (at(look) == ' ' || at(look) == '\t' || at(look) == '\f' || at(look) == '\r' ||
         at(look) == '\v') {
    ++look;
  }
  if (look >= size_) return true;
  bool leading_dot = at(look) == '.' ? at(look + 1) != '.' : at(look) == '&' && at(look + 1) == '.';
  if (at(look) != '#' && !leading_dot) return true;
  pos_ = look;
  space_ = false;
  return false;
}

// Between `=begin` and `=end` at line starts; pos_ is at the `=`.
bool RubyLexer::skip_embedded_document() {
  for (;;) {
    skip_line();
    if (pos_ >= size_) return false;
    ++pos_;
    std::string_view line = code_.substr(pos_, 5);
    bool ends = line.substr(0, 4) == "=end" &&
                (line.size() < 5 || base::is_space(line[4]) || line[4] == '\0');
    if (!ends) continue;
    skip_line();
    return true;
  }
}

// Spaces, comments and newlines that mean nothing.
bool RubyLexer::skip_blank() {
  while (pos_ < size_) {
    begin_ = pos_;
    char c = code_[pos_];
    if (c == '=' && (pos_ == 0 || code_[pos_ - 1] == '\n') && code_.substr(pos_, 6) == "=begin" &&
        (pos_ + 6 >= size_ || base::is_space(code_[pos_ + 6]))) {
      if (!skip_embedded_document()) {
        syntax("an embedded document has no `=end`");
        pos_ = size_;
        return true;
      }
      continue;
    }
    if (c == '#') {
      skip_line();
      continue;
    }
    if (c == '\n') {
      pass_newline();
      if (newline_counts()) return false;
      continue;
    }
    if (c == '\\' && (at(pos_ + 1) == '\n' || (at(pos_ + 1) == '\r' && at(pos_ + 2) == '\n'))) {
      pos_ += at(pos_ + 1) == '\n' ? 1 : 2;
      pass_newline();
      space_ = true;
      continue;
    }
    if (!base::is_space(c)) return true;
    ++pos_;
    space_ = true;
  }
  begin_ = pos_;
  return true;
}

RubyToken RubyLexer::next() {
  if (error_) return {Tok::kFinish, pos_, pos_};
  command_ = std::exchange(command_start_, false);
  space_ = false;
  if (!skip_blank()) {
    command_start_ = true;
    state_ = kStateBeg;
    return {Tok::kNewline, begin_, begin_ + 1};
  }
  if (error_ || pos_ >= size_) return token(Tok::kFinish);
  return word();
}

RubyToken RubyLexer::word() {
  char c = code_[pos_];
  if (name_start(pos_)) return name();
  if (base::is_digit(c)) return number();
  switch (c) {
    case '\0':
    case '\x04':
    case '\x1a':
      ++pos_;
      return unsupported("a byte that ends a Ruby program stands in the code");
    case '\\':
      ++pos_;
      return syntax("unexpected backslash");
    case '"':
    case '\'':
      return quote_start(c);
    case '@':
      return at_variable();
    case '$':
      return global_variable();
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
      return bracket(c);
    case ';':
      ++pos_;
      command_start_ = true;
      return token(Tok::kSemicolon, kStateBeg);
    case ',':
      ++pos_;
      return token(Tok::kComma, kStateBeg | kStateLabel);
    default:
      return operator_word(c);
  }
}

RubyToken RubyLexer::bracket(char c) {
  ++pos_;
  switch (c) {
    case '(': {
      Tok kind = Tok::kParen;
      if (is_beg()) {
        kind = Tok::kParenBegin;
      } else if (space_ && (is_arg() || is_all(kStateEnd | kStateLabel))) {
        kind = Tok::kParenArg;
      }
      return token(kind, kStateBeg | kStateLabel);
    }
    case ')':
      if (source_.close_at(begin_) != nullptr) {
        pos_ = source_.close_at(begin_)->close_end;
        return token(Tok::kErbOutputClose, kStateEndFn);
      }
      return token(Tok::kParenClose, kStateEndFn);
    case ']':
      return token(Tok::kBracketClose, kStateEnd);
    case '}':
      return token(Tok::kBraceClose, kStateEnd);
    case '{':
      return brace();
    default:
      break;
  }
  if (after_operator()) {
    if (at(pos_) != ']') return token(Tok::kIndex, kStateArg | kStateLabel);
    ++pos_;
    bool sets = at(pos_) == '=';
    if (sets) ++pos_;
    return token(sets ? Tok::kIndexSetName : Tok::kIndexName, kStateArg);
  }
  bool starts = is_beg() || (is_arg() && (space_ || is(kStateLabeled)));
  return token(starts ? Tok::kBracket : Tok::kIndex, kStateBeg | kStateLabel);
}

RubyToken RubyLexer::brace() {
  Tok kind = Tok::kBraceHash;
  if (is(kStateLabeled)) {
    kind = Tok::kBraceHash;
  } else if (is(kStateEndArg)) {
    kind = Tok::kBraceArg;
  } else if (is_arg() || is_end()) {
    kind = Tok::kBraceBlock;
  }
  if (kind == Tok::kBraceHash) return token(kind, kStateBeg | kStateLabel);
  command_start_ = true;
  return token(kind, kStateBeg);
}

}  // namespace verifull::parse
