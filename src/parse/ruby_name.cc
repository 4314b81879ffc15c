// Identifiers, keywords and variables.
#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "parse/ruby_lexer.h"

namespace verifull::parse {
namespace {

struct Keyword {
  std::string_view text;
  Tok plain;
  Tok modifier;  // where a statement cannot start: `a if b`
  unsigned state;
};

// defs/keywords of MRI, sorted by text.
constexpr Keyword kKeywords[] = {
    {"BEGIN", Tok::kwBeginBlock, Tok::kwBeginBlock, kStateEnd},
    {"END", Tok::kwEndBlock, Tok::kwEndBlock, kStateEnd},
    {"__ENCODING__", Tok::kwEncoding, Tok::kwEncoding, kStateEnd},
    {"__FILE__", Tok::kwFile, Tok::kwFile, kStateEnd},
    {"__LINE__", Tok::kwLine, Tok::kwLine, kStateEnd},
    {"alias", Tok::kwAlias, Tok::kwAlias, kStateFname | kStateFitem},
    {"and", Tok::kwAnd, Tok::kwAnd, kStateBeg},
    {"begin", Tok::kwBegin, Tok::kwBegin, kStateBeg},
    {"break", Tok::kwBreak, Tok::kwBreak, kStateMid},
    {"case", Tok::kwCase, Tok::kwCase, kStateBeg},
    {"class", Tok::kwClass, Tok::kwClass, kStateClass},
    {"def", Tok::kwDef, Tok::kwDef, kStateFname},
    {"defined?", Tok::kwDefined, Tok::kwDefined, kStateArg},
    {"do", Tok::kwDo, Tok::kwDo, kStateBeg},
    {"else", Tok::kwElse, Tok::kwElse, kStateBeg},
    {"elsif", Tok::kwElsif, Tok::kwElsif, kStateBeg},
    {"end", Tok::kwEnd, Tok::kwEnd, kStateEnd},
    {"ensure", Tok::kwEnsure, Tok::kwEnsure, kStateBeg},
    {"false", Tok::kwFalse, Tok::kwFalse, kStateEnd},
    {"for", Tok::kwFor, Tok::kwFor, kStateBeg},
    {"if", Tok::kwIf, Tok::kwIfModifier, kStateBeg},
    {"in", Tok::kwIn, Tok::kwIn, kStateBeg},
    {"module", Tok::kwModule, Tok::kwModule, kStateBeg},
    {"next", Tok::kwNext, Tok::kwNext, kStateMid},
    {"nil", Tok::kwNil, Tok::kwNil, kStateEnd},
    {"not", Tok::kwNot, Tok::kwNot, kStateArg},
    {"or", Tok::kwOr, Tok::kwOr, kStateBeg},
    {"redo", Tok::kwRedo, Tok::kwRedo, kStateEnd},
    {"rescue", Tok::kwRescue, Tok::kwRescueModifier, kStateMid},
    {"retry", Tok::kwRetry, Tok::kwRetry, kStateEnd},
    {"return", Tok::kwReturn, Tok::kwReturn, kStateMid},
    {"self", Tok::kwSelf, Tok::kwSelf, kStateEnd},
    {"super", Tok::kwSuper, Tok::kwSuper, kStateArg},
    {"then", Tok::kwThen, Tok::kwThen, kStateBeg},
    {"true", Tok::kwTrue, Tok::kwTrue, kStateEnd},
    {"undef", Tok::kwUndef, Tok::kwUndef, kStateFname | kStateFitem},
    {"unless", Tok::kwUnless, Tok::kwUnlessModifier, kStateBeg},
    {"until", Tok::kwUntil, Tok::kwUntilModifier, kStateBeg},
    {"when", Tok::kwWhen, Tok::kwWhen, kStateBeg},
    {"while", Tok::kwWhile, Tok::kwWhileModifier, kStateBeg},
    {"yield", Tok::kwYield, Tok::kwYield, kStateArg},
};

const Keyword* find_keyword(std::string_view text) {
  auto it = std::lower_bound(
      std::begin(kKeywords), std::end(kKeywords), text,
      [](const Keyword& keyword, std::string_view wanted) { return keyword.text < wanted; });
  return it != std::end(kKeywords) && it->text == text ? it : nullptr;
}

bool is_name_byte(char c) { return base::is_alnum(c) || c == '_' || (c & 0x80) != 0; }

}  // namespace

// Outside ASCII, upper case starts a constant; the Latin-1 signs (U+0080 to
// U+00BF, the no-break space among them) have no case and start a local name.
bool RubyLexer::name_start(std::uint32_t offset) const {
  char c = at(offset);
  if (base::is_alpha(c) || c == '_') return true;
  return source_.valid_utf8 && c == '\xC2';
}

void RubyLexer::skip_name() {
  while (pos_ < size_ && is_name_byte(code_[pos_])) ++pos_;
}

// Our own marks in ERB's program, and its buffer, which a template may touch
// only behind our back.
RubyToken RubyLexer::erb_word() {
  if (const ErbSource::Piece* piece = source_.piece_at(begin_)) {
    pos_ = piece->code_end;
    return token(Tok::kErbText, kStateArg);
  }
  if (const ErbSource::Output* output = source_.output_at(begin_)) {
    pos_ = output->open_end;
    return token(Tok::kErbOutputOpen, kStateBeg | kStateLabel);
  }
  if (begin_ == source_.result) return token(Tok::kErbResult, kStateEnd);
  return unsupported("the template uses ERB's own variable _erbout");
}

RubyToken RubyLexer::name() {
  skip_name();
  std::string_view text = code_.substr(begin_, pos_ - begin_);
  if (text == "_erbout" && source_.start != 0) return erb_word();
  bool ascii = std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  if (!ascii && !source_.valid_utf8) return unsupported("the template is not valid UTF-8");
  if (text == "__END__" && (begin_ == 0 || code_[begin_ - 1] == '\n') &&
      (pos_ >= size_ || at(pos_) == '\n' || at(pos_) == '\r')) {
    return unsupported("`__END__` ends the program early");
  }
  Tok kind = base::is_upper(text[0]) ? Tok::kConstant : Tok::kIdentifier;
  char c = at(pos_);
  if ((c == '!' || c == '?') && at(pos_ + 1) != '=') {
    kind = Tok::kQuestionName;
    ++pos_;
  } else if (c == '=' && is(kStateFname) && at(pos_ + 1) != '~' && at(pos_ + 1) != '>' &&
             (at(pos_ + 1) != '=' || at(pos_ + 2) == '>')) {
    kind = Tok::kIdentifier;
    ++pos_;
  }
  if (label_possible() && label_suffix(pos_)) {
    ++pos_;
    return token(Tok::kLabel, kStateArg | kStateLabeled);
  }
  text = code_.substr(begin_, pos_ - begin_);
  unsigned before = state_;
  if (ascii && !is(kStateDot)) {
    if (const Keyword* found = find_keyword(text)) {
      return keyword(found->plain, found->modifier, found->state, before);
    }
  }
  if (is(kStateBeg | kStateMid | kStateClass | kStateArg | kStateCmdArg | kStateDot)) {
    state_ = command_ ? kStateCmdArg : kStateArg;
  } else {
    state_ = is(kStateFname) ? kStateEndFn : kStateEnd;
  }
  bool named = (before & (kStateDot | kStateFname)) != 0;
  if (!named && kind == Tok::kIdentifier && scope_.knows(text)) state_ = kStateEnd | kStateLabel;
  return token(kind);
}

RubyToken RubyLexer::keyword(Tok plain, Tok modifier, unsigned state, unsigned before) {
  if ((before & kStateFname) != 0) return token(plain, kStateEndFn);
  state_ = state;
  if ((state & kStateBeg) != 0) command_start_ = true;
  if ((before & (kStateBeg | kStateLabeled | kStateClass)) != 0) return token(plain);
  if (plain != modifier) state_ = kStateBeg | kStateLabel;
  return token(modifier);
}

RubyToken RubyLexer::at_variable() {
  ++pos_;
  bool of_class = at(pos_) == '@';
  if (of_class) ++pos_;
  if (base::is_digit(at(pos_)) || !is_name_byte(at(pos_))) {
    return syntax("`@` is not followed by a name");
  }
  if ((at(pos_) & 0x80) != 0) return unsupported("a name starts with a character outside ASCII");
  skip_name();
  Tok kind = of_class ? Tok::kClassVariable : Tok::kInstanceVariable;
  return token(kind, is(kStateFname) ? kStateEndFn : kStateEnd);
}

RubyToken RubyLexer::global_variable() {
  ++pos_;
  bool named = is(kStateFname);
  state_ = named ? kStateEndFn : kStateEnd;
  char c = at(pos_);
  static constexpr std::string_view kSpecial = "~*$?!@/\\;,.=:<>\"";
  static constexpr std::string_view kMatch = "&`'+";
  if (kSpecial.find(c) != std::string_view::npos) {
    ++pos_;
    return token(Tok::kGlobalVariable);
  }
  if (kMatch.find(c) != std::string_view::npos) {
    ++pos_;
    return token(Tok::kNumberedReference);
  }
  if (c >= '1' && c <= '9') {
    while (base::is_digit(at(pos_))) ++pos_;
    return token(Tok::kNumberedReference);
  }
  if (c == '-' && is_name_byte(at(pos_ + 1)) && (at(pos_ + 1) & 0x80) == 0) {
    pos_ += 2;
    return token(Tok::kGlobalVariable);
  }
  if (!is_name_byte(c)) return syntax("`$` is not followed by a name");
  if ((c & 0x80) != 0) return unsupported("a name starts with a character outside ASCII");
  skip_name();
  if (c == '0' && pos_ - begin_ > 2) return syntax("a global variable starts with a digit");
  return token(Tok::kGlobalVariable);
}

}  // namespace verifull::parse
