// Lists of values: call_args, aref_args, assoc_list.
#include "parse/ruby_parser.h"

namespace verifull::parse {
namespace {

Tok closing(bool of_hash, bool of_paren) {
  return of_hash ? Tok::kBraceClose : of_paren ? Tok::kParenClose : Tok::kBracketClose;
}

}  // namespace

// Could the word start the first argument of a call without parentheses? The
// lexer has told `foo -1` and `foo [1]` from `foo - 1` and `foo[1]` before.
bool RubyParser::starts_command_argument() const {
  switch (token_.kind) {
    case Tok::kIdentifier:
    case Tok::kQuestionName:
    case Tok::kConstant:
    case Tok::kLabel:
    case Tok::kInstanceVariable:
    case Tok::kClassVariable:
    case Tok::kGlobalVariable:
    case Tok::kNumberedReference:
    case Tok::kInteger:
    case Tok::kFloat:
    case Tok::kCharacter:
    case Tok::kSymbol:
    case Tok::kStringBegin:
    case Tok::kCommandBegin:
    case Tok::kRegexpBegin:
    case Tok::kWordsBegin:
    case Tok::kSymbolsBegin:
    case Tok::kQuotedSymbolBegin:
    case Tok::kHeredoc:
    case Tok::kParenBegin:
    case Tok::kParenArg:
    case Tok::kBracket:
    case Tok::kBraceHash:
    case Tok::kColon3:
    case Tok::kBeginDot2:
    case Tok::kBeginDot3:
    case Tok::kLambda:
    case Tok::kSplatStar:
    case Tok::kDoubleSplat:
    case Tok::kBlockAmpersand:
    case Tok::kUnaryPlus:
    case Tok::kUnaryMinus:
    case Tok::kMinusNumber:
    case Tok::kBang:
    case Tok::kTilde:
    case Tok::kwBegin:
    case Tok::kwBreak:
    case Tok::kwCase:
    case Tok::kwClass:
    case Tok::kwDef:
    case Tok::kwDefined:
    case Tok::kwEncoding:
    case Tok::kwFalse:
    case Tok::kwFile:
    case Tok::kwFor:
    case Tok::kwIf:
    case Tok::kwLine:
    case Tok::kwModule:
    case Tok::kwNext:
    case Tok::kwNil:
    case Tok::kwNot:
    case Tok::kwRedo:
    case Tok::kwRetry:
    case Tok::kwReturn:
    case Tok::kwSelf:
    case Tok::kwSuper:
    case Tok::kwTrue:
    case Tok::kwUnless:
    case Tok::kwUntil:
    case Tok::kwWhile:
    case Tok::kwYield:
      return true;
    default:
      return false;
  }
}

// Up to the closing bracket, which is left to the caller; a command's list ends
// by itself.
void RubyParser::parse_list(List list, std::vector<RubyId>& values) {
  bool open_ended = list == List::kCommand;
  Tok close = closing(list == List::kHash, list == List::kParen);
  std::vector<RubyId> pairs;
  bool first = true;
  while (!failed() && (open_ended || !is(close))) {
    bool more = parse_element(list, first, values, pairs);
    first = false;
    if (!more || !accept(Tok::kComma)) break;
  }
  close_pairs(values, pairs);
  if (!open_ended) skip_newline();
}

// False when nothing may follow.
bool RubyParser::parse_element(List list, bool first, std::vector<RubyId>& values,
                               std::vector<RubyId>& pairs) {
  bool argument = list != List::kArray && list != List::kHash;
  std::uint32_t begin = token_.begin;
  if (is(Tok::kSplatStar) || is(Tok::kDoubleSplat)) {
    parse_splat(list, values, pairs);
    return true;
  }
  if (is(Tok::kBlockAmpersand)) {
    if (!argument) fail_unexpected();
    advance();
    if (!starts_operand()) fail_unsupported("an anonymous block is passed on");
    RubyId block = parse_arg();
    close_pairs(values, pairs);
    values.push_back(make(RubyKind::kSplat, begin, {block}, "&"));
    return false;
  }
  if (is(Tok::kLabel)) {
    std::string_view name = text_of(token_);
    advance();
    RubyId key =
        make(RubyKind::kSymbol, begin, {}, {}, std::string(name.substr(0, name.size() - 1)));
    parse_pair_value(pairs, key);
    return true;
  }
  string_was_label_ = false;
  Expression value = parse_binary(0, first && argument ? Level::kCommand : Level::kArg);
  need_value(value.id);
  if (failed()) return false;
  if (std::exchange(string_was_label_, false)) {
    bool whole = node(value.id).kind == RubyKind::kString && node(value.id).span.begin == begin;
    if (!whole) fail_unexpected();
    node(value.id).kind = RubyKind::kSymbol;
    parse_pair_value(pairs, value.id);
  } else if (is(Tok::kArrow) && !value.command) {
    advance();
    parse_pair_value(pairs, value.id);
  } else {
    if (list == List::kHash || !pairs.empty()) fail_unexpected();
    values.push_back(value.id);
  }
  return !value.command;
}

// `a:` alone takes the value of the variable or method a, since Ruby 3.1; before,
// it is a syntax error.
void RubyParser::parse_pair_value(std::vector<RubyId>& pairs, RubyId key) {
  if (!starts_operand()) fail_unsupported("a key has no value");
  RubyId value = parse_arg();
  pairs.push_back(key);
  pairs.push_back(value);
}

void RubyParser::parse_splat(List list, std::vector<RubyId>& values, std::vector<RubyId>& pairs) {
  std::uint32_t begin = token_.begin;
  bool of_hash = is(Tok::kDoubleSplat);
  if (!of_hash && (list == List::kHash || !pairs.empty())) {
    fail_unexpected();
    return;
  }
  advance();
  if (!starts_operand()) fail_unsupported("an anonymous splat is passed on");
  RubyId value = parse_arg();
  RubyId splat = make(RubyKind::kSplat, begin, {value}, of_hash ? "**" : "*");
  if (!of_hash) {
    values.push_back(splat);
    return;
  }
  pairs.push_back(splat);
  pairs.push_back(kNoRuby);
}

// Pairs without braces are one hash, from the first key to the last value.
void RubyParser::close_pairs(std::vector<RubyId>& values, std::vector<RubyId>& pairs) {
  if (failed() || pairs.empty()) return;
  std::uint32_t begin = node(pairs.front()).span.begin;
  RubyId last = pairs.back() == kNoRuby ? pairs[pairs.size() - 2] : pairs.back();
  std::uint32_t end = node(last).span.end;
  RubyId hash = make(RubyKind::kHash, begin, std::move(pairs));
  node(hash).span.end = end;
  values.push_back(hash);
  pairs.clear();
}

}  // namespace verifull::parse
