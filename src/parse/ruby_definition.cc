// Definitions: read in full, because only so their end is found and their errors
// are, but not kept.
#include "parse/ruby_parser.h"

namespace verifull::parse {

RubyId RubyParser::parse_definition() {
  std::uint32_t begin = token_.begin;
  Tok kind = token_.kind;
  std::string name(text_of(token_));
  std::size_t nodes = program_.nodes.size();
  int loops = std::exchange(loops_, 0);
  int rescues = std::exchange(rescues_, 0);
  {
    Bracketed bracketed(*this);
    switch (kind) {
      case Tok::kwDef:
        parse_def();
        break;
      case Tok::kwClass:
      case Tok::kwModule:
        parse_class();
        break;
      case Tok::kwAlias:
        parse_alias();
        break;
      case Tok::kwUndef:
        parse_undef();
        break;
      default:
        parse_program_block();
        break;
    }
  }
  loops_ = loops;
  rescues_ = rescues;
  forget(nodes);
  return make(RubyKind::kDefinition, begin, {}, std::move(name));
}

void RubyParser::parse_def() {
  bool around = std::exchange(in_definition_, true);
  parse_def_name();
  scope_.open(false);
  if (is(Tok::kParen) || is(Tok::kParenArg) || is(Tok::kParenBegin)) {
    advance();
    parse_parameters(Tok::kParenClose);
    skip_newline();
    if (is(Tok::kParenClose)) {
      lexer_.set_state(kStateBeg);
      lexer_.start_command();
    }
    expect(Tok::kParenClose);
    if (is(Tok::kAssign)) fail_unsupported("a method without `end` is not understood");
  } else {
    if (is(Tok::kAssign)) fail_unsupported("a method without `end` is not understood");
    parse_parameters(Tok::kNewline);
    if (!is(Tok::kNewline) && !is(Tok::kSemicolon)) {
      fail_unsupported("a parameter is not understood");
    }
  }
  parse_body(token_.begin, false);
  scope_.close();
  in_definition_ = around;
  expect(Tok::kwEnd);
}

// `name`, `self.name`, `Constant.name`
void RubyParser::parse_def_name() {
  advance();
  bool receiver = is(Tok::kIdentifier) || is(Tok::kConstant) || is(Tok::kwSelf);
  if (!is_method_name(token_.kind)) fail_unsupported("a method name is not understood");
  lexer_.set_state(kStateEndFn);
  advance();
  if (!receiver || !is(Tok::kDot)) return;
  lexer_.set_state(kStateFname);
  advance();
  if (!is_method_name(token_.kind)) fail_unsupported("a method name is not understood");
  lexer_.set_state(kStateEndFn);
  advance();
}

void RubyParser::parse_parameters(Tok close) {
  while (!failed() && !is(close) && !is(Tok::kNewline) && !is(Tok::kSemicolon)) {
    if (!parse_parameter()) return;
    if (!is(Tok::kComma)) return;
    advance();
    if (!is(Tok::kIdentifier)) fail_unsupported("a parameter is not understood");
  }
}

// `a`, `a = 1`, `*a`, `**a`, `&a`, `a:`, `a: 1`. Their order is checked by nobody
// here, so only the plain beginnings are taken for granted.
bool RubyParser::parse_parameter() {
  RubyNode names;
  if (is(Tok::kIdentifier)) {
    if (!parse_plain_parameter(names)) return false;
    if (is(Tok::kAssign)) fail_unsupported("a default value is not understood");
    return !failed();
  }
  fail_unsupported("a parameter is not understood");
  return false;
}

// class A::B < C, class << x, module A
void RubyParser::parse_class() {
  if (in_definition_) fail_unsupported("a class stands in a method");
  bool of_module = is(Tok::kwModule);
  advance();
  if (is(Tok::kShiftLeft) && !of_module) {
    advance();
    need_value(parse_expression(Level::kExpr));
    if (!is(Tok::kNewline) && !is(Tok::kSemicolon)) fail_unexpected();
  } else {
    parse_module_name();
    if (!of_module && accept(Tok::kLess)) {
      need_value(parse_expression(Level::kExpr));
      if (!is(Tok::kNewline) && !is(Tok::kSemicolon)) fail_unexpected();
    }
  }
  scope_.open(false);
  parse_body(token_.begin, false);
  scope_.close();
  expect(Tok::kwEnd);
}

void RubyParser::parse_module_name() {
  if (is(Tok::kColon3)) advance();
  do {
    if (!is(Tok::kConstant)) fail_unsupported("the name of a class is not understood");
    advance();
  } while (accept(Tok::kColon2));
}

// fitem: a name or a symbol
bool RubyParser::parse_method_reference() {
  if (is_method_name(token_.kind) || is(Tok::kSymbol)) return true;
  fail_unsupported("a method name is not understood");
  return false;
}

void RubyParser::parse_alias() {
  advance();
  bool global = is(Tok::kGlobalVariable);
  if (!global && !parse_method_reference()) return;
  if (!global) lexer_.set_state(kStateFname | kStateFitem);
  advance();
  if (global) {
    if (!is(Tok::kGlobalVariable)) fail_unsupported("an alias is not understood");
  } else if (!parse_method_reference()) {
    return;
  }
  lexer_.set_state(kStateEnd);
  advance();
}

void RubyParser::parse_undef() {
  do {
    if (is(Tok::kComma)) lexer_.set_state(kStateFname | kStateFitem);
    advance();
    if (!parse_method_reference()) return;
    lexer_.set_state(kStateEnd);
    advance();
  } while (is(Tok::kComma));
}

// BEGIN { … } runs before everything else, END { … } behind it.
void RubyParser::parse_program_block() {
  if (depth_of_statements_ > 1) fail_unsupported("a block of the program stands inside of another");
  advance();
  if (!is(Tok::kBraceBlock)) fail_unsupported("a block of the program is not understood");
  advance();
  parse_statements();
  expect(Tok::kBraceClose);
}

}  // namespace verifull::parse
