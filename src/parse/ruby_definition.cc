// Definitions: read in full, because only so their end is found and their errors
// are, but not kept.
#include "base/text.h"
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
  bool of_class = std::exchange(in_class_body_, false);
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
  in_class_body_ = of_class;
  expect(Tok::kwEnd);
}

// `name`, `self.name`, `Constant.name`
void RubyParser::parse_def_name() {
  advance();
  bool setter = text_of(token_).size() > 1 && text_of(token_).back() == '=';
  bool receiver = (is(Tok::kIdentifier) && !setter) || is(Tok::kConstant) || is(Tok::kwSelf);
  if (!is_method_name(token_.kind)) fail_unsupported("a method name is not understood");
  lexer_.set_state(kStateEndFn);
  advance();
  if (!is(Tok::kDot)) return;
  if (!receiver) fail_unsupported("a method name is not understood");
  lexer_.set_state(kStateFname);
  advance();
  if (!is_method_name(token_.kind)) fail_unsupported("a method name is not understood");
  lexer_.set_state(kStateEndFn);
  advance();
}

// f_args. Only the usual order is taken: required, optional, rest, required,
// keywords, other keywords, block.
void RubyParser::parse_parameters(Tok close) {
  Parameter last = Parameter::kRequired;
  while (!failed() && !is(close) && !is(Tok::kNewline) && !is(Tok::kSemicolon)) {
    // Without parentheses a label goes on to the next line.
    if (is(Tok::kLabel) && close != Tok::kParenClose) {
      fail_unsupported("a parameter is not understood");
    }
    Parameter kind = parse_parameter();
    bool behind = kind == Parameter::kRequired && last != Parameter::kRequired;
    if (behind) kind = Parameter::kPost;
    bool once =
        kind == Parameter::kRest || kind == Parameter::kBlock || kind == Parameter::kKeywordRest;
    if (kind < last || (once && kind == last) || (behind && last > Parameter::kPost)) {
      fail_unsupported("the order of the parameters is not understood");
    }
    last = kind;
    if (!is(Tok::kComma)) return;
    advance();
    if (is(close) || is(Tok::kSemicolon)) fail_unsupported("a parameter is not understood");
  }
}

// Ruby refuses a default value that is the parameter itself.
void RubyParser::parse_default(std::string_view name) {
  std::size_t first = program_.nodes.size();
  parse_arg();
  for (std::size_t i = first; i < program_.nodes.size(); ++i) {
    if (program_.nodes[i].name == name) fail_unsupported("a default value is not understood");
  }
}

// `a`, `a = 1`, `*a`, `a:`, `a: 1`, `**a`, `&a`
RubyParser::Parameter RubyParser::parse_parameter() {
  RubyNode names;
  switch (token_.kind) {
    case Tok::kIdentifier:
      if (!parse_plain_parameter(names)) return Parameter::kRequired;
      if (!is(Tok::kAssign)) return Parameter::kRequired;
      advance();
      parse_default(names.parameters[0]);
      return Parameter::kOptional;
    case Tok::kLabel: {
      std::string_view label = text_of(token_);
      std::string_view name = label.substr(0, label.size() - 1);
      if (!base::is_lower(name[0]) || scope_.declared_here(name)) {
        fail_unsupported("a parameter is not understood");
      }
      scope_.declare(name);
      advance();
      if (!is(Tok::kComma) && !is(Tok::kParenClose)) parse_default(name);
      return Parameter::kKeyword;
    }
    case Tok::kSplatStar:
    case Tok::kStar:
    case Tok::kDoubleSplat:
    case Tok::kPower:
    case Tok::kBlockAmpersand:
    case Tok::kAmpersand: {
      bool rest = is(Tok::kSplatStar) || is(Tok::kStar);
      bool block = is(Tok::kBlockAmpersand) || is(Tok::kAmpersand);
      advance();
      if (is(Tok::kIdentifier)) {
        parse_plain_parameter(names);
      } else if (!is(Tok::kComma) && !is(Tok::kParenClose)) {
        fail_unsupported("a parameter is not understood");
      }
      return rest ? Parameter::kRest : block ? Parameter::kBlock : Parameter::kKeywordRest;
    }
    default:
      fail_unsupported("a parameter is not understood");
      return Parameter::kRequired;
  }
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
  bool around = std::exchange(in_class_body_, true);
  scope_.open(false);
  parse_body(token_.begin, false);
  scope_.close();
  in_class_body_ = around;
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
