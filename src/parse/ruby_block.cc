// Blocks and lambdas: brace_block, do_block, lambda.
#include <algorithm>

#include "parse/ruby_parser.h"

namespace verifull::parse {

// At `{` or `do`.
RubyId RubyParser::parse_block() {
  std::uint32_t begin = token_.begin;
  bool braces = !is(Tok::kwDo);
  RubyNode block;
  block.kind = RubyKind::kBlock;
  Bracketed bracketed(*this);
  int rescues = std::exchange(rescues_, 0);
  scope_.open(true);
  ++loops_;
  advance();
  if (is(Tok::kPipe)) parse_block_parameters(block);
  std::uint32_t body_begin = token_.begin;
  RubyId body = braces ? parse_statements() : parse_body(body_begin, false);
  expect(braces ? Tok::kBraceClose : Tok::kwEnd);
  --loops_;
  scope_.close();
  rescues_ = rescues;
  if (failed()) return kNoRuby;
  block.children = {body};
  block.span = {base::kNoFile, begin, last_end_};
  return add(std::move(block));
}

// One name; false for all that is more than a name.
bool RubyParser::parse_plain_parameter(RubyNode& block) {
  if (!is(Tok::kIdentifier)) {
    fail_unsupported("a parameter is not understood");
    return false;
  }
  std::string_view name = text_of(token_);
  bool twice = scope_.declared_here(name);
  if (twice) {
    // Names that start with an underscore may repeat.
    if (name[0] == '_') fail_unsupported("a parameter is not understood");
    fail(RubyError::Kind::kSyntax, "two parameters have the same name");
    return false;
  }
  if (name.size() == 2 && name[0] == '_' && name[1] >= '1' && name[1] <= '9') {
    fail_unsupported("numbered parameters are not understood");
    return false;
  }
  scope_.declare(name);
  block.parameters.emplace_back(name);
  advance();
  return !failed();
}

// At the first `|`.
void RubyParser::parse_block_parameters(RubyNode& block) {
  advance();
  while (!failed() && !is(Tok::kPipe) && !is(Tok::kSemicolon)) {
    if (!parse_plain_parameter(block)) return;
    if (is(Tok::kPipe) || is(Tok::kSemicolon)) break;
    if (!is(Tok::kComma)) fail_unsupported("a parameter is not understood");
    advance();
    if (is(Tok::kPipe)) fail_unsupported("a parameter is not understood");
  }
  if (is(Tok::kSemicolon)) {  // block-local variables: names only
    RubyNode locals;
    do {
      advance();
      if (!parse_plain_parameter(locals)) return;
    } while (is(Tok::kComma));
    if (!is(Tok::kPipe)) fail_unsupported("a parameter is not understood");
  }
  lexer_.start_command();
  expect(Tok::kPipe);
}

void RubyParser::parse_lambda_parameters(RubyNode& lambda) {
  bool parens = accept(Tok::kParen);
  while (!failed() && !is(Tok::kParenClose) && !is(Tok::kBraceBlock) && !is(Tok::kwDo)) {
    if (!parse_plain_parameter(lambda)) return;
    if (!is(Tok::kComma)) break;
    advance();
    if (!is(Tok::kIdentifier)) fail_unsupported("a parameter is not understood");
  }
  if (!parens) return;
  if (!is(Tok::kParenClose)) fail_unsupported("a parameter is not understood");
  advance();
}

RubyParser::Expression RubyParser::parse_lambda() {
  std::uint32_t begin = token_.begin;
  RubyNode lambda;
  lambda.kind = RubyKind::kLambda;
  Bracketed bracketed(*this);
  int rescues = std::exchange(rescues_, 0);
  scope_.open(true);
  ++loops_;
  advance();
  parse_lambda_parameters(lambda);
  bool braces = is(Tok::kBraceBlock);
  RubyId body = kNoRuby;
  if (!braces && !is(Tok::kwDo)) {
    fail_unsupported("a lambda is not understood");
  } else {
    advance();
    std::uint32_t body_begin = token_.begin;
    body = braces ? parse_statements() : parse_body(body_begin, false);
    expect(braces ? Tok::kBraceClose : Tok::kwEnd);
  }
  --loops_;
  scope_.close();
  rescues_ = rescues;
  if (failed()) return {};
  lambda.children = {body};
  lambda.span = {base::kNoFile, begin, last_end_};
  return {add(std::move(lambda))};
}

}  // namespace verifull::parse
