// What operators and calls hang on: primary.
#include "parse/ruby_parser.h"

namespace verifull::parse {
RubyParser::Expression RubyParser::parse_primary(Level level) {
  std::uint32_t begin = token_.begin;
  auto variable = [&](RubyKind kind, Form form) {
    std::string name(text_of(token_));
    advance();
    return Expression{make(kind, begin, {}, std::move(name)), form};
  };
  switch (token_.kind) {
    case Tok::kInteger:
    case Tok::kFloat:
      return {parse_number()};
    case Tok::kSymbol: {
      std::string name(text_of(token_).substr(1));
      if (name == "!@" || name == "~@") name.pop_back();
      advance();
      return {make(RubyKind::kSymbol, begin, {}, {}, std::move(name))};
    }
    case Tok::kCharacter:
    case Tok::kStringBegin:
    case Tok::kHeredoc:
      return parse_string();
    case Tok::kCommandBegin:
      return {parse_quoted_node(RubyKind::kBacktick)};
    case Tok::kQuotedSymbolBegin:
      return {parse_quoted_node(RubyKind::kSymbol)};
    case Tok::kRegexpBegin:
      return {parse_regexp()};
    case Tok::kWordsBegin:
      return {parse_words(RubyKind::kString)};
    case Tok::kSymbolsBegin:
      return {parse_words(RubyKind::kSymbol)};
    case Tok::kInstanceVariable:
      return variable(RubyKind::kInstanceVariable, Form::kVariable);
    case Tok::kClassVariable:
      return variable(RubyKind::kClassVariable, Form::kVariable);
    case Tok::kGlobalVariable:
      return variable(RubyKind::kGlobalVariable, Form::kVariable);
    case Tok::kNumberedReference:
      return variable(RubyKind::kGlobalVariable, Form::kFixed);
    case Tok::kIdentifier:
    case Tok::kQuestionName:
    case Tok::kConstant:
      return parse_name(level);
    case Tok::kColon3: {
      advance();
      std::string name = "::" + std::string(text_of(token_));
      if (!expect(Tok::kConstant)) return {};
      return {make(RubyKind::kConstant, begin, {}, std::move(name)), Form::kConstant};
    }
    case Tok::kParenBegin:
    case Tok::kParenArg:
      return parse_paren();
    case Tok::kBracket:
      return {parse_array()};
    case Tok::kBraceHash:
      return {parse_hash()};
    case Tok::kLambda:
      return parse_lambda();
    case Tok::kErbOutputOpen:
      return {parse_erb_output()};
    case Tok::kErbText:
      return parse_erb_text();
    case Tok::kErbResult:
      fail_unsupported("the end of the template is used as a value");
      return {};
    default:
      if (is_keyword(token_.kind)) return parse_keyword_primary(level);
      fail_unexpected();
      return {};
  }
}

RubyParser::Expression RubyParser::parse_keyword_primary(Level level) {
  std::uint32_t begin = token_.begin;
  auto fixed = [&](RubyKind kind) {
    advance();
    return Expression{make(kind, begin), Form::kFixed};
  };
  switch (token_.kind) {
    case Tok::kwNil:
      return fixed(RubyKind::kNil);
    case Tok::kwTrue:
      return fixed(RubyKind::kTrue);
    case Tok::kwFalse:
      return fixed(RubyKind::kFalse);
    case Tok::kwSelf:
      return fixed(RubyKind::kSelf);
    case Tok::kwFile:
    case Tok::kwLine:
    case Tok::kwEncoding: {
      std::string_view name = text_of(token_);
      advance();
      return {make_call(begin, kNoRuby, name), Form::kFixed};
    }
    case Tok::kwIf:
    case Tok::kwUnless:
      return {parse_if()};
    case Tok::kwWhile:
    case Tok::kwUntil:
      return {parse_while()};
    case Tok::kwFor:
      return {parse_for()};
    case Tok::kwCase:
      return {parse_case()};
    case Tok::kwBegin:
      return {parse_begin()};
    case Tok::kwDef:
    case Tok::kwClass:
    case Tok::kwModule:
      return {parse_definition()};
    case Tok::kwReturn:
    case Tok::kwBreak:
    case Tok::kwNext:
    case Tok::kwRedo:
    case Tok::kwRetry:
      return parse_jump(level);
    case Tok::kwSuper:
    case Tok::kwYield:
      return parse_name(level);
    case Tok::kwDefined:
      return parse_defined();
    case Tok::kwNot:
      return parse_not_call();
    default:
      fail_unexpected();
      return {};
  }
}

// `(…)`; behind a name and a space it holds one statement, and a block that
// follows belongs to the name.
RubyParser::Expression RubyParser::parse_paren() {
  std::uint32_t begin = token_.begin;
  bool of_name = is(Tok::kParenArg);
  RubyId inside = kNoRuby;
  {
    Bracketed bracketed(*this);
    advance();
    if (of_name && is(Tok::kSemicolon)) fail_unsupported("a statement behind a space is empty");
    inside = parse_statements();
  }
  if (is(Tok::kParenClose) && of_name) {
    std::string_view gap = lexer_.slice({Tok::kNewline, last_end_, token_.begin});
    if (gap.find_first_of("\n;") != std::string_view::npos) {
      fail_unsupported("parentheses behind a space do not close at once");
    }
    lexer_.set_state(kStateEndArg);
  }
  if (!expect(Tok::kParenClose)) return {};
  if (inside == kNoRuby) {
    if (of_name) fail_unsupported("empty parentheses behind a space are not understood");
    return {make(RubyKind::kNil, begin)};
  }
  if (node(inside).kind == RubyKind::kSequence && node(inside).span.begin > begin) {
    if (of_name) fail_unsupported("several statements in parentheses behind a space");
    node(inside).span.begin = begin;
    node(inside).span.end = last_end_;
  }
  return {inside};
}

RubyParser::Expression RubyParser::parse_defined() {
  std::uint32_t begin = token_.begin;
  advance();
  skip_newline();
  RubyId value = kNoRuby;
  if (is(Tok::kParen)) {
    Bracketed bracketed(*this);
    advance();
    value = parse_expression(Level::kExpr);
    skip_newline();
    bracketed.restore();
    expect(Tok::kParenClose);
    return {make(RubyKind::kDefined, begin, {value})};
  }
  value = parse_binary(0, Level::kArg).id;
  return {make(RubyKind::kDefined, begin, {value})};
}

// `not(…)`
RubyParser::Expression RubyParser::parse_not_call() {
  std::uint32_t begin = token_.begin;
  advance();
  if (!is(Tok::kParen)) {
    fail_unexpected();
    return {};
  }
  RubyId value = kNoRuby;
  {
    Bracketed bracketed(*this);
    advance();
    if (!is(Tok::kParenClose)) value = parse_expression(Level::kExpr);
    need_value(value);
    check_condition(value);
    skip_newline();
  }
  expect(Tok::kParenClose);
  if (value == kNoRuby) value = make(RubyKind::kNil, begin);
  return {make(RubyKind::kNot, begin, {value})};
}

RubyId RubyParser::parse_erb_output() {
  std::uint32_t begin = token_.begin;
  RubyId value = kNoRuby;
  {
    Bracketed bracketed(*this);
    advance();
    value = parse_statements();
  }
  if (is(Tok::kErbOutputClose) && source_.output_at(begin) != source_.close_at(token_.begin)) {
    fail_unsupported("output tags run into each other");
  }
  if (!expect(Tok::kErbOutputClose)) return kNoRuby;
  need_value(value);
  if (value == kNoRuby) value = make(RubyKind::kNil, begin);
  return make(RubyKind::kErbOutput, begin, {value});
}

// `_erbout.<< "…".freeze` where a value stands: its value is the whole text so
// far, but that is the evaluator's business.
RubyParser::Expression RubyParser::parse_erb_text() {
  std::uint32_t begin = token_.begin;
  std::vector<RubyId> runs;
  parse_text(runs);
  if (failed()) return {};
  Expression text{runs.size() == 1 ? runs[0] : make(RubyKind::kSequence, begin, runs)};
  text.command = true;
  return text;
}

// return, break, next, redo, retry
RubyParser::Expression RubyParser::parse_jump(Level level) {
  std::uint32_t begin = token_.begin;
  Tok kind = token_.kind;
  bool may_break = loops_ > 0;
  bool fine =
      kind == Tok::kwReturn ? !in_class_body_ : (kind == Tok::kwRetry ? rescues_ > 0 : may_break);
  if (!fine) fail_unsupported("a jump stands outside of what it jumps out of");
  std::string name(text_of(token_));
  advance();
  bool takes_value = kind != Tok::kwRedo && kind != Tok::kwRetry;
  if (!takes_value || !starts_command_argument()) {
    return {make(RubyKind::kJump, begin, {kNoRuby}, std::move(name))};
  }
  if (level < Level::kCommand) {
    fail_unexpected();
    return {};
  }
  std::vector<RubyId> values;
  std::uint32_t value_begin = token_.begin;
  bool around = std::exchange(in_arguments_, true);
  parse_list(List::kCommand, values);
  in_arguments_ = around;
  if (at_do_block()) fail_unsupported("a block stands behind a jump");
  bool block =
      !failed() && node(values.back()).kind == RubyKind::kSplat && node(values.back()).name == "&";
  if (block) fail(RubyError::Kind::kSyntax, "a jump has a block argument");
  RubyId value = values.empty() ? kNoRuby : values[0];
  bool splat = value != kNoRuby && !failed() && node(value).kind == RubyKind::kSplat;
  if (values.size() > 1 || splat) value = make(RubyKind::kArray, value_begin, std::move(values));
  Expression jump{make(RubyKind::kJump, begin, {value}, std::move(name))};
  jump.command = true;
  return jump;
}

}  // namespace verifull::parse
