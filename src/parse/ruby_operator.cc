// The words of the lexer that start with a punctuation mark.
#include "base/text.h"
#include "parse/ruby_lexer.h"

namespace verifull::parse {

RubyToken RubyLexer::operator_word(char c) {
  switch (c) {
    case '*':
      return star();
    case '!':
      return bang();
    case '=':
      return equals();
    case '<':
      return less();
    case '>':
      return greater();
    case '&':
      return ampersand();
    case '|':
      return pipe();
    case '+':
    case '-':
      return sign(c);
    case '.':
      return dot();
    case ':':
      return colon();
    case '/':
      return slash();
    case '?':
      return question();
    case '%':
      return percent();
    case '`':
      return backtick();
    case '^':
      return assignable(Tok::kCaret, 1);
    case '~':
      ++pos_;
      if (after_operator() && at(pos_) == '@') ++pos_;
      return after_name(Tok::kTilde);
    default:
      ++pos_;
      return base::is_alpha(c) || (c & 0x80) != 0
                 ? unsupported("a name starts with a character outside ASCII")
                 : syntax("unexpected character");
  }
}

// The operator of `length` bytes, or its `op=`.
RubyToken RubyLexer::assignable(Tok plain, unsigned length) {
  pos_ += length;
  if (at(pos_) != '=') return after_name(plain);
  ++pos_;
  return token(Tok::kOpAssign, kStateBeg);
}

// An operator may be the name of a method: `a.+ 1`.
RubyToken RubyLexer::after_name(Tok kind) {
  return token(kind, after_operator() ? kStateArg : kStateBeg);
}

RubyToken RubyLexer::star() {
  bool power = at(pos_ + 1) == '*';
  unsigned length = power ? 2 : 1;
  char next = at(pos_ + length);
  if (next == '=') return assignable(Tok::kStar, length);
  bool splat = is_spaced_arg(next) || is_beg();
  Tok kind =
      power ? (splat ? Tok::kDoubleSplat : Tok::kPower) : (splat ? Tok::kSplatStar : Tok::kStar);
  pos_ += length;
  return after_name(kind);
}

RubyToken RubyLexer::bang() {
  ++pos_;
  bool named = after_operator();
  state_ = named ? kStateArg : kStateBeg;
  if (named && at(pos_) == '@') {
    ++pos_;
    return token(Tok::kBang);
  }
  Tok kind = at(pos_) == '=' ? Tok::kNotEqual : at(pos_) == '~' ? Tok::kNotMatch : Tok::kBang;
  if (kind != Tok::kBang) ++pos_;
  return token(kind);
}

RubyToken RubyLexer::equals() {
  char second = at(pos_ + 1);
  bool triple = second == '=' && at(pos_ + 2) == '=';
  Tok kind = triple          ? Tok::kCaseEqual
             : second == '=' ? Tok::kEqual
             : second == '~' ? Tok::kMatch
             : second == '>' ? Tok::kArrow
                             : Tok::kAssign;
  pos_ += triple ? 3 : kind == Tok::kAssign ? 1 : 2;
  return after_name(kind);
}

RubyToken RubyLexer::less() {
  char second = at(pos_ + 1);
  if (second == '<' && !is(kStateDot | kStateClass) && !is_end() &&
      (!is_arg() || is(kStateLabeled) || space_) && heredoc_start()) {
    return error_ ? token(Tok::kFinish) : token(Tok::kHeredoc);
  }
  if (is(kStateClass)) command_start_ = true;
  if (second == '<') return assignable(Tok::kShiftLeft, 2);
  bool compare = second == '=' && at(pos_ + 2) == '>';
  pos_ += compare ? 3 : second == '=' ? 2 : 1;
  return after_name(compare ? Tok::kCompare : second == '=' ? Tok::kLessEqual : Tok::kLess);
}

RubyToken RubyLexer::greater() {
  char second = at(pos_ + 1);
  if (second == '>') return assignable(Tok::kShiftRight, 2);
  pos_ += second == '=' ? 2 : 1;
  return after_name(second == '=' ? Tok::kGreaterEqual : Tok::kGreater);
}

RubyToken RubyLexer::ampersand() {
  char second = at(pos_ + 1);
  if (second == '&') {
    pos_ += 2;
    bool assigns = at(pos_) == '=';
    if (assigns) ++pos_;
    return token(assigns ? Tok::kOpAssign : Tok::kAndAnd, kStateBeg);
  }
  if (second == '=') return assignable(Tok::kAmpersand, 1);
  if (second == '.') {
    pos_ += 2;
    return token(Tok::kSafeDot, kStateDot);
  }
  ++pos_;
  return after_name(is_spaced_arg(second) || is_beg() ? Tok::kBlockAmpersand : Tok::kAmpersand);
}

RubyToken RubyLexer::pipe() {
  char second = at(pos_ + 1);
  // `{ ||` opens and closes an empty list of parameters.
  bool parameters = is(kStateBeg);
  if (second == '|' && !parameters) {
    pos_ += 2;
    bool assigns = at(pos_) == '=';
    if (assigns) ++pos_;
    return token(assigns ? Tok::kOpAssign : Tok::kOrOr, kStateBeg);
  }
  ++pos_;
  if (second == '|') return token(Tok::kPipe, kStateBeg);
  if (second == '=') {
    ++pos_;
    return token(Tok::kOpAssign, kStateBeg);
  }
  return token(Tok::kPipe, after_operator() ? kStateArg : kStateBeg | kStateLabel);
}

RubyToken RubyLexer::sign(char c) {
  bool minus = c == '-';
  char second = at(pos_ + 1);
  if (after_operator()) {
    pos_ += second == '@' ? 2 : 1;
    bool unary = second == '@';
    Tok kind =
        minus ? (unary ? Tok::kUnaryMinus : Tok::kMinus) : (unary ? Tok::kUnaryPlus : Tok::kPlus);
    return token(kind, kStateArg);
  }
  if (second == '=') return assignable(Tok::kMinus, 1);
  if (minus && second == '>') {
    pos_ += 2;
    return token(Tok::kLambda, kStateEndFn);
  }
  ++pos_;
  bool unary = is_beg() || is_spaced_arg(second);
  if (unary && !minus && base::is_digit(second)) return number();
  state_ = kStateBeg;
  if (!unary) return token(minus ? Tok::kMinus : Tok::kPlus);
  if (!minus) return token(Tok::kUnaryPlus);
  return token(base::is_digit(second) ? Tok::kMinusNumber : Tok::kUnaryMinus);
}

RubyToken RubyLexer::dot() {
  bool starts = is_beg();
  ++pos_;
  if (at(pos_) == '.') {
    bool three = at(pos_ + 1) == '.';
    pos_ += three ? 2 : 1;
    Tok kind =
        three ? (starts ? Tok::kBeginDot3 : Tok::kDot3) : (starts ? Tok::kBeginDot2 : Tok::kDot2);
    return token(kind, kStateBeg);
  }
  if (base::is_digit(at(pos_))) return syntax("a number starts with a dot");
  return token(Tok::kDot, kStateDot);
}

RubyToken RubyLexer::colon() {
  char second = at(pos_ + 1);
  if (second == ':') {
    bool starts = is_beg() || is(kStateClass) || (is_arg() && space_);
    pos_ += 2;
    return token(starts ? Tok::kColon3 : Tok::kColon2, starts ? kStateBeg : kStateDot);
  }
  ++pos_;
  if (is_end() || base::is_space(second) || second == '#' || pos_ >= size_) {
    return token(Tok::kColon, kStateBeg);
  }
  if (second == '"' || second == '\'') {
    ++pos_;
    quote_ = {};
    quote_.close = second;
    quote_.interpolates = second == '"';
    return token(Tok::kQuotedSymbolBegin);
  }
  std::uint32_t colon = begin_;
  begin_ = pos_;
  state_ = kStateFname;
  RubyToken named = word();
  if (error_) return named;
  bool variable = named.kind == Tok::kInstanceVariable || named.kind == Tok::kClassVariable ||
                  named.kind == Tok::kGlobalVariable || named.kind == Tok::kNumberedReference;
  begin_ = colon;
  if (named.kind == Tok::kHeredoc) return unsupported("a symbol is not understood");
  if (!variable && !is_method_name(named.kind)) return syntax("`:` is not followed by a name");
  return token(Tok::kSymbol, kStateEnd);
}

RubyToken RubyLexer::slash() {
  char second = at(pos_ + 1);
  if (!is_beg() && (second == '=' || !is_spaced_arg(second))) return assignable(Tok::kSlash, 1);
  ++pos_;
  quote_ = {};
  quote_.close = '/';
  quote_.regexp = true;
  return token(Tok::kRegexpBegin);
}

// `?` of a condition, or a character such as `?a` (parse_qmark).
RubyToken RubyLexer::question() {
  ++pos_;
  if (is_end()) return token(Tok::kQuestion, kStateBeg);
  if (pos_ >= size_) return syntax("`?` is not followed by a character");
  char c = at(pos_);
  if (base::is_space(c)) return token(Tok::kQuestion, kStateBeg);
  if ((c & 0x80) != 0 || c == '\\') return unsupported("a character literal is not understood");
  char after = at(pos_ + 1);
  bool longer = base::is_alnum(after) || after == '_' || (after & 0x80) != 0;
  if ((base::is_alnum(c) || c == '_') && longer) return token(Tok::kQuestion, kStateBeg);
  ++pos_;
  return token(Tok::kCharacter, kStateEnd);
}

RubyToken RubyLexer::percent() {
  char second = at(pos_ + 1);
  if (is_beg()) return percent_quote();
  if (second == '=') return assignable(Tok::kPercent, 1);
  if (is_spaced_arg(second) || (is(kStateFitem) && second == 's')) return percent_quote();
  ++pos_;
  return after_name(Tok::kPercent);
}

RubyToken RubyLexer::percent_quote() {
  ++pos_;
  char type = at(pos_);
  if (pos_ >= size_) return syntax("a %-literal is not closed");
  if (base::is_alnum(type)) {
    ++pos_;
  } else {
    type = 'Q';
  }
  char open = at(pos_);
  if (pos_ >= size_) return syntax("a %-literal is not closed");
  if (base::is_alnum(open) || (open & 0x80) != 0) return syntax("unknown type of %-literal");
  if (base::is_space(open) || open == '\0') return unsupported("a %-literal is not understood");
  ++pos_;
  static constexpr std::string_view kOpen = "([{<";
  static constexpr std::string_view kClose = ")]}>";
  std::size_t pair = kOpen.find(open);
  quote_ = {};
  quote_.open = pair == std::string_view::npos ? '\0' : open;
  quote_.close = pair == std::string_view::npos ? open : kClose[pair];
  quote_.interpolates = type != 'q' && type != 'w' && type != 'i' && type != 's';
  quote_.regexp = type == 'r';
  quote_.words = type == 'w' || type == 'W' || type == 'i' || type == 'I';
  switch (type) {
    case 'Q':
    case 'q':
      return token(Tok::kStringBegin);
    case 'w':
    case 'W':
      return token(Tok::kWordsBegin);
    case 'i':
    case 'I':
      return token(Tok::kSymbolsBegin);
    case 'x':
      return token(Tok::kCommandBegin);
    case 'r':
      return token(Tok::kRegexpBegin);
    case 's':
      return token(Tok::kQuotedSymbolBegin);
    default:
      return syntax("unknown type of %-literal");
  }
}

RubyToken RubyLexer::backtick() {
  ++pos_;
  if (is(kStateFname)) return token(Tok::kBacktickName, kStateEndFn);
  if (is(kStateDot)) return token(Tok::kBacktickName, command_ ? kStateCmdArg : kStateArg);
  quote_ = {};
  quote_.close = '`';
  return token(Tok::kCommandBegin);
}

RubyToken RubyLexer::quote_start(char c) {
  ++pos_;
  quote_ = {};
  quote_.close = c;
  quote_.interpolates = c == '"';
  quote_.may_be_label = label_possible();
  return token(Tok::kStringBegin);
}

}  // namespace verifull::parse
