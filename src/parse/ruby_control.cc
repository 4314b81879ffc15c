// if, unless, case, loops, begin.
#include "parse/ruby_parser.h"

namespace verifull::parse {

// then: a term, `then`, or both.
void RubyParser::parse_then() {
  bool term = is(Tok::kNewline) || is(Tok::kSemicolon);
  if (term) advance();
  if (accept(Tok::kwThen) || term) return;
  fail_unexpected();
}

// if, unless, elsif
RubyId RubyParser::parse_if() {
  Nested nested(*this);
  if (!nested) return kNoRuby;
  std::uint32_t begin = token_.begin;
  bool negative = is(Tok::kwUnless);
  advance();
  RubyId condition = parse_condition();
  parse_then();
  RubyId body = parse_statements();
  RubyId other = kNoRuby;
  if (is(Tok::kwElsif) && !negative) {
    other = parse_if();  // takes the `end` too
    return make(RubyKind::kIf, begin, {condition, body, other});
  }
  if (is(Tok::kwElse)) other = parse_else();
  if (!expect(Tok::kwEnd)) return kNoRuby;
  return make(RubyKind::kIf, begin, {condition, negative ? other : body, negative ? body : other});
}

RubyId RubyParser::parse_else() {
  advance();
  return parse_statements();
}

RubyId RubyParser::parse_case() {
  std::uint32_t begin = token_.begin;
  advance();
  std::vector<RubyId> parts{kNoRuby};
  if (!is(Tok::kNewline) && !is(Tok::kSemicolon) && !is(Tok::kwWhen)) {
    parts[0] = parse_expression(Level::kExpr);
    need_value(parts[0]);
  }
  skip_terms();
  if (is(Tok::kwIn)) fail_unsupported("pattern matching is not understood");
  if (!is(Tok::kwWhen)) fail_unexpected();
  while (is(Tok::kwWhen)) parts.push_back(parse_when());
  RubyId other = is(Tok::kwElse) ? parse_else() : kNoRuby;
  if (!expect(Tok::kwEnd)) return kNoRuby;
  parts.push_back(other);
  return make(RubyKind::kCase, begin, std::move(parts));
}

RubyId RubyParser::parse_when() {
  std::uint32_t begin = token_.begin;
  advance();
  std::vector<RubyId> parts;
  do {
    std::uint32_t at = token_.begin;
    bool splat = accept(Tok::kSplatStar);
    RubyId pattern = parse_arg();
    parts.push_back(splat ? make(RubyKind::kSplat, at, {pattern}, "*") : pattern);
  } while (accept(Tok::kComma));
  parse_then();
  parts.push_back(parse_statements());
  if (failed()) return kNoRuby;
  return make(RubyKind::kWhen, begin, std::move(parts));
}

// while, until
RubyId RubyParser::parse_while() {
  std::uint32_t begin = token_.begin;
  std::string name(text_of(token_));
  ++loops_;
  bool around = std::exchange(in_condition_, true);
  advance();
  RubyId condition = parse_condition();
  in_condition_ = around;
  if (is(Tok::kwDo) || is(Tok::kNewline) || is(Tok::kSemicolon)) {
    advance();
  } else {
    fail_unexpected();
  }
  RubyId body = parse_statements();
  --loops_;
  if (!expect(Tok::kwEnd)) return kNoRuby;
  return make(RubyKind::kLoop, begin, {condition, body}, std::move(name));
}

// for: its variables are plain names, and stay behind it.
RubyId RubyParser::parse_for() {
  std::uint32_t begin = token_.begin;
  RubyNode loop;
  loop.kind = RubyKind::kLoop;
  loop.name = "for";
  do {
    advance();
    if (!is(Tok::kIdentifier)) fail_unsupported("the variable of a loop is not understood");
    std::string_view name = text_of(token_);
    if (failed()) return kNoRuby;
    scope_.declare(name);
    loop.parameters.emplace_back(name);
    advance();
  } while (is(Tok::kComma));
  if (!is(Tok::kwIn)) fail_unsupported("the variable of a loop is not understood");
  ++loops_;
  bool around = std::exchange(in_condition_, true);
  advance();
  RubyId collection = parse_expression(Level::kExpr);
  need_value(collection);
  in_condition_ = around;
  if (is(Tok::kwDo) || is(Tok::kNewline) || is(Tok::kSemicolon)) {
    advance();
  } else {
    fail_unexpected();
  }
  RubyId body = parse_statements();
  --loops_;
  if (!expect(Tok::kwEnd)) return kNoRuby;
  loop.children = {collection, body};
  loop.span = {base::kNoFile, begin, last_end_};
  return add(std::move(loop));
}

RubyId RubyParser::parse_begin() {
  std::uint32_t begin = token_.begin;
  RubyId body = kNoRuby;
  {
    // Other than brackets, `begin` leaves the condition of a loop in force.
    bool around = std::exchange(in_arguments_, false);
    advance();
    body = parse_body(begin, true);
    in_arguments_ = around;
  }
  if (!expect(Tok::kwEnd)) return kNoRuby;
  node(body).span.end = last_end_;
  return body;
}

// bodystmt: statements and their rescue and ensure clauses, up to `end`.
RubyId RubyParser::parse_body(std::uint32_t begin, bool always_begin) {
  std::vector<RubyId> parts{parse_statements()};
  while (is(Tok::kwRescue)) parts.push_back(parse_rescue());
  if (is(Tok::kwElse)) {
    if (parts.size() == 1) fail(RubyError::Kind::kSyntax, "`else` without `rescue`");
    fail_unsupported("`else` behind `rescue` is not understood");
  }
  if (is(Tok::kwEnsure)) {
    std::uint32_t at = token_.begin;
    advance();
    RubyId ensured = parse_statements();
    parts.push_back(make(RubyKind::kEnsure, at, {ensured}));
  }
  if (failed()) return kNoRuby;
  if (parts.size() == 1 && !always_begin) return parts[0];
  return make(RubyKind::kBegin, begin, std::move(parts));
}

RubyId RubyParser::parse_rescue() {
  std::uint32_t begin = token_.begin;
  std::vector<RubyId> parts;
  std::string variable;
  advance();
  while (!failed() && !is(Tok::kwThen) && !is(Tok::kNewline) && !is(Tok::kSemicolon) &&
         !is(Tok::kArrow)) {
    std::uint32_t at = token_.begin;
    bool splat = accept(Tok::kSplatStar);
    RubyId type = parse_arg();
    parts.push_back(splat ? make(RubyKind::kSplat, at, {type}, "*") : type);
    if (!accept(Tok::kComma)) break;
    if (!starts_operand()) fail_unexpected();
  }
  if (accept(Tok::kArrow)) {
    if (!is(Tok::kIdentifier)) fail_unsupported("the variable of a `rescue` is not understood");
    std::string_view name = text_of(token_);
    if (!failed()) scope_.declare(name);
    variable = name;
    advance();
    if (!is(Tok::kwThen) && !is(Tok::kNewline) && !is(Tok::kSemicolon)) {
      fail_unsupported("the variable of a `rescue` is not understood");
    }
  }
  parse_then();
  ++rescues_;
  parts.push_back(parse_statements());
  --rescues_;
  if (failed()) return kNoRuby;
  return make(RubyKind::kRescue, begin, std::move(parts), std::move(variable));
}

}  // namespace verifull::parse
