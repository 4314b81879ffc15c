// Names, method calls and what hangs on them: fcall, command, method_call,
// block_call.
#include "parse/ruby_parser.h"

namespace verifull::parse {
namespace {

bool is_numbered_parameter(std::string_view name) {
  return name.size() == 2 && name[0] == '_' && name[1] >= '1' && name[1] <= '9';
}

}  // namespace

RubyParser::Expression RubyParser::parse_name(Level level) {
  std::uint32_t begin = token_.begin;
  Tok kind = token_.kind;
  std::string name(text_of(token_));
  bool variable = kind == Tok::kIdentifier && scope_.knows(text_of(token_));
  if (is_numbered_parameter(name)) fail_unsupported("numbered parameters are not understood");
  if (kind == Tok::kwYield && !in_definition_)
    fail_unsupported("`yield` stands outside of a method");
  advance();
  if (is(Tok::kParen) || starts_command_argument()) {
    Expression call = finish_call(begin, kNoRuby, std::move(name), false, level);
    if (kind == Tok::kwYield) call.takes_block = false;
    return call;
  }
  Expression bare;
  bare.takes_block = kind != Tok::kwYield;
  if (kind == Tok::kConstant) {
    bare.id = make(RubyKind::kConstant, begin, {}, std::move(name));
    bare.form = Form::kConstant;
  } else if (variable) {
    bare.id = make(RubyKind::kVariable, begin, {}, std::move(name));
    bare.form = Form::kName;
  } else {
    bare.id = make_call(begin, kNoRuby, name);
    bare.form = kind == Tok::kIdentifier ? Form::kName : Form::kOther;
  }
  return bare;
}

RubyParser::Expression RubyParser::parse_postfix(std::uint32_t begin, Expression expression,
                                                 Level level) {
  while (!failed() && !expression.command && !expression.statement) {
    switch (token_.kind) {
      case Tok::kDot:
      case Tok::kSafeDot:
        need_value(expression.id);
        expression = parse_method(begin, expression.id, level);
        break;
      case Tok::kColon2:
        need_value(expression.id);
        expression = parse_scoped(begin, expression.id, level);
        break;
      case Tok::kIndex:
        need_value(expression.id);
        expression = parse_index(begin, expression.id);
        break;
      case Tok::kBraceBlock:
        if (!expression.takes_block) return expression;
        expression = parse_own_block(expression);
        break;
      case Tok::kwDo:
        if (!expression.takes_block || !at_do_block()) return expression;
        expression = parse_own_block(expression);
        break;
      default:
        return expression;
    }
  }
  return expression;
}

RubyParser::Expression RubyParser::parse_own_block(Expression call) {
  bool index = call.form == Form::kIndex;
  if (index) fail_unsupported("a block stands behind an index");
  RubyId block = parse_block();
  attach_block(call.id, block);
  return {call.id};
}

// A name that gets a block is a call, whatever else it could be.
void RubyParser::attach_block(RubyId call, RubyId block) {
  if (failed()) return;
  RubyNode& at = node(call);
  if (at.kind != RubyKind::kCall) {
    at.kind = RubyKind::kCall;
    at.children = {kNoRuby};
  }
  RubyId last = at.children.back();
  if (last != kNoRuby && at.children.size() > 1 && node(last).kind == RubyKind::kSplat &&
      node(last).name == "&") {
    fail(RubyError::Kind::kSyntax, "a call has two blocks");
    return;
  }
  set_block(call, block);
}

// The name behind a dot, which may be a keyword or an operator.
bool RubyParser::parse_method_name(std::string& name) {
  if (is(Tok::kErbText) || is(Tok::kErbOutputOpen) || is(Tok::kErbResult)) {
    fail_unsupported("a call runs over the end of its tag");
    return false;
  }
  if (!is_method_name(token_.kind)) {
    fail_unexpected();
    return false;
  }
  name = text_of(token_);
  if (name == "!@" || name == "~@") name.pop_back();
  advance();
  return !failed();
}

// At `.` or `&.`.
RubyParser::Expression RubyParser::parse_method(std::uint32_t begin, RubyId receiver, Level level) {
  bool safe = is(Tok::kSafeDot);
  advance();
  if (is(Tok::kParen)) return finish_call(begin, receiver, "call", safe, level);
  bool assignable = is(Tok::kIdentifier) || is(Tok::kConstant);
  std::string name;
  if (!parse_method_name(name)) return {};
  bool bare = !is(Tok::kParen) && !starts_command_argument();
  Expression call = finish_call(begin, receiver, std::move(name), safe, level);
  if (bare && assignable) call.form = Form::kAttribute;
  return call;
}

// At `::`, behind which a constant is not a call unless it has arguments.
RubyParser::Expression RubyParser::parse_scoped(std::uint32_t begin, RubyId receiver, Level level) {
  advance();
  if (is(Tok::kParen)) return finish_call(begin, receiver, "call", false, level);
  if (!is(Tok::kConstant)) {
    bool assignable = is(Tok::kIdentifier);
    std::string name;
    if (!parse_method_name(name)) return {};
    bool bare = !is(Tok::kParen) && !starts_command_argument();
    Expression call = finish_call(begin, receiver, std::move(name), false, level);
    if (bare && assignable) call.form = Form::kAttribute;
    return call;
  }
  std::string name(text_of(token_));
  advance();
  if (is(Tok::kParen) || starts_command_argument()) {
    return finish_call(begin, receiver, std::move(name), false, level);
  }
  if (failed()) return {};
  RubyNode& scope = node(receiver);
  if (scope.kind != RubyKind::kConstant || scope.span.begin != begin) {
    fail_unsupported("a constant is looked up in a computed module");
    return {};
  }
  scope.name += "::" + name;
  scope.span.end = last_end_;
  return {receiver, Form::kConstant};
}

// Behind the name of a method.
RubyParser::Expression RubyParser::finish_call(std::uint32_t begin, RubyId receiver,
                                               std::string name, bool safe, Level level) {
  if (!is(Tok::kParen) && starts_command_argument()) {
    return parse_command(begin, receiver, std::move(name), safe, level);
  }
  std::vector<RubyId> arguments;
  if (is(Tok::kParen)) {
    Bracketed bracketed(*this);
    advance();
    parse_list(List::kParen, arguments);
    if (!expect(Tok::kParenClose)) return {};
  }
  Expression call{make_call(begin, receiver, name, std::move(arguments))};
  node(call.id).safe = safe;
  call.takes_block = true;
  return call;
}

// A call without parentheses.
RubyParser::Expression RubyParser::parse_command(std::uint32_t begin, RubyId receiver,
                                                 std::string name, bool safe, Level level) {
  if (level < Level::kCommand) {
    fail_unexpected();
    return {};
  }
  std::vector<RubyId> arguments;
  bool around = std::exchange(in_arguments_, true);
  parse_list(List::kCommand, arguments);
  in_arguments_ = around;
  Expression call{make_call(begin, receiver, name, std::move(arguments))};
  node(call.id).safe = safe;
  call.command = true;
  if (failed()) return {};
  if (is(Tok::kBraceArg)) {
    attach_block(call.id, parse_block());
  } else if (at_do_block()) {
    if (name == "yield" && receiver == kNoRuby) fail_unexpected();
    attach_block(call.id, parse_block());
    parse_command_chain(begin, call);
  }
  return call;
}

// block_call: `a 1 do … end.b(2).c 3`
void RubyParser::parse_command_chain(std::uint32_t begin, Expression& call) {
  while (!failed() && (is(Tok::kDot) || is(Tok::kSafeDot) || is(Tok::kColon2))) {
    bool safe = is(Tok::kSafeDot);
    advance();
    std::string name;
    if (!parse_method_name(name)) return;
    Expression next = finish_call(begin, call.id, std::move(name), safe, Level::kCommand);
    bool command = next.command;
    if (!command && (is(Tok::kBraceBlock) || at_do_block())) next = parse_own_block(next);
    call.id = next.id;
    if (command) return;
  }
}

RubyParser::Expression RubyParser::parse_index(std::uint32_t begin, RubyId receiver) {
  std::vector<RubyId> arguments;
  {
    Bracketed bracketed(*this);
    advance();
    parse_list(List::kIndex, arguments);
  }
  if (!expect(Tok::kBracketClose)) return {};
  Expression call{make_call(begin, receiver, "[]", std::move(arguments)), Form::kIndex};
  call.takes_block = true;
  return call;
}

}  // namespace verifull::parse
