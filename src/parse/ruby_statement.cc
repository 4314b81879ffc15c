// Statements: program, stmts, stmt, expr.
#include "parse/ruby_parser.h"

namespace verifull::parse {

// Words that cannot start a statement but may rightly follow the last one.
bool RubyParser::at_statements_end() const {
  switch (token_.kind) {
    case Tok::kFinish:
    case Tok::kParenClose:
    case Tok::kBraceClose:
    case Tok::kBracketClose:
    case Tok::kErbOutputClose:
    case Tok::kErbResult:
    case Tok::kwEnd:
    case Tok::kwElse:
    case Tok::kwElsif:
    case Tok::kwWhen:
    case Tok::kwIn:
    case Tok::kwRescue:
    case Tok::kwEnsure:
      return true;
    default:
      return false;
  }
}

bool RubyParser::skip_terms() {
  bool any = false;
  while (is(Tok::kNewline) || is(Tok::kSemicolon)) {
    advance();
    any = true;
  }
  return any;
}

RubyId RubyParser::sequence(std::uint32_t begin, std::vector<RubyId> statements) {
  if (statements.empty()) return kNoRuby;
  if (statements.size() == 1) return statements[0];
  return make(RubyKind::kSequence, begin, std::move(statements));
}

// kNoRuby when there is none, the statement itself when there is one.
RubyId RubyParser::parse_statements() {
  ++depth_of_statements_;
  skip_terms();
  std::uint32_t begin = token_.begin;
  std::vector<RubyId> statements;
  while (!at_statements_end()) {
    if (is(Tok::kErbText)) {
      parse_text(statements);
    } else {
      statements.push_back(parse_statement());
    }
    std::uint32_t end = last_end_;
    if (!skip_terms() && !at_statements_end()) fail_unexpected();
    // The words between are not part of the last statement.
    if (at_statements_end()) last_end_ = end;
  }
  --depth_of_statements_;
  if (failed()) return kNoRuby;
  return sequence(begin, std::move(statements));
}

// A piece of the template; each of its runs is a statement of its own.
void RubyParser::parse_text(std::vector<RubyId>& statements) {
  const ErbSource::Piece* piece = source_.piece_at(token_.begin);
  for (std::uint32_t i = piece->first_run; i < piece->last_run; ++i) {
    const ErbSource::Run& run = source_.runs[i];
    RubyNode text;
    text.kind = RubyKind::kErbText;
    text.span = {file_, run.begin, run.end};
    text.text = template_text_.substr(run.begin, run.end - run.begin);
    statements.push_back(add(std::move(text)));
  }
  advance();
}

RubyId RubyParser::parse_statement() {
  std::uint32_t begin = token_.begin;
  string_was_label_ = false;
  if (is(Tok::kwBeginBlock)) return parse_definition();  // takes no modifier
  RubyId statement = parse_modifiers(begin, parse_plain_statement());
  if (string_was_label_) fail_unexpected();
  return statement;
}

RubyId RubyParser::parse_modifiers(std::uint32_t begin, RubyId statement) {
  for (;;) {
    Tok kind = token_.kind;
    switch (kind) {
      case Tok::kwIfModifier:
      case Tok::kwUnlessModifier: {
        advance();
        RubyId condition = parse_condition();
        bool negative = kind == Tok::kwUnlessModifier;
        statement =
            make(RubyKind::kIf, begin,
                 {condition, negative ? kNoRuby : statement, negative ? statement : kNoRuby});
        break;
      }
      case Tok::kwWhileModifier:
      case Tok::kwUntilModifier: {
        // `begin … end while x` runs its body before it asks.
        bool first = !failed() && node(statement).kind == RubyKind::kBegin;
        std::string name = first ? "do " : "";
        name += kind == Tok::kwWhileModifier ? "while" : "until";
        advance();
        RubyId condition = parse_condition();
        statement = make(RubyKind::kLoop, begin, {condition, statement}, name);
        break;
      }
      case Tok::kwRescueModifier: {
        advance();
        RubyId fallback = parse_plain_statement();
        statement = make(RubyKind::kRescueModifier, begin, {statement, fallback});
        break;
      }
      default:
        return statement;
    }
    if (failed()) return kNoRuby;
  }
}

// A statement without its modifiers.
RubyId RubyParser::parse_plain_statement() {
  switch (token_.kind) {
    case Tok::kwAlias:
    case Tok::kwUndef:
    case Tok::kwEndBlock:
      return parse_definition();
    case Tok::kSplatStar: {
      std::uint32_t begin = token_.begin;
      return parse_multi_assign(begin, {}, true);
    }
    default:
      return parse_expression(Level::kStmt);
  }
}

// expr: `and`, `or`, `not`.
RubyId RubyParser::parse_expression(Level level) {
  std::uint32_t begin = token_.begin;
  Expression left = parse_not(level);
  if (level == Level::kStmt && is(Tok::kComma)) {
    return parse_multi_assign(begin, left, false);
  }
  while (!left.statement && (is(Tok::kwAnd) || is(Tok::kwOr))) {
    bool both = is(Tok::kwAnd);
    need_value(left.id);
    advance();
    skip_newline();
    RubyId right = parse_not(Level::kExpr).id;
    left.id = make(both ? RubyKind::kAnd : RubyKind::kOr, begin, {left.id, right});
    left.form = Form::kOther;
    if (failed()) return kNoRuby;
  }
  return left.id;
}

RubyParser::Expression RubyParser::parse_not(Level level) {
  // `not(…)` is a call-like primary.
  if (!is(Tok::kwNot) || lexer_.peek() == '(') {
    Expression value = parse_binary(0, level);
    bool pattern = is(Tok::kArrow) || is(Tok::kwIn);  // `a => b`, `a in b`
    if (pattern && !value.command && !value.statement) {
      fail_unsupported("pattern matching is not understood");
    }
    return value;
  }
  Nested nested(*this);
  if (!nested) return {};
  std::uint32_t begin = token_.begin;
  advance();
  skip_newline();
  RubyId value = parse_not(Level::kExpr).id;
  need_value(value);
  check_condition(value);
  return {make(RubyKind::kNot, begin, {value}), Form::kOther, true};
}

// Behind the first target, or at the splat that is first.
RubyId RubyParser::parse_multi_assign(std::uint32_t begin, Expression first, bool splat) {
  std::vector<RubyId> targets;
  bool splat_seen = false;
  if (!splat) {
    if (!make_target(first)) return kNoRuby;
    if (node(first.id).safe) fail(RubyError::Kind::kSyntax, "`&.` in a multiple assignment");
    targets.push_back(first.id);
  }
  while (splat || accept(Tok::kComma)) {
    splat = false;
    if (is(Tok::kAssign) && !splat_seen) break;  // `a, = b`
    if (is(Tok::kParenClose)) fail_unsupported("nested targets are not understood");
    std::uint32_t at = token_.begin;
    if (is(Tok::kSplatStar) || is(Tok::kStar)) {
      if (std::exchange(splat_seen, true)) fail_unexpected();
      advance();
      bool named = !is(Tok::kComma) && !is(Tok::kAssign);
      RubyId target = named ? parse_target() : kNoRuby;
      targets.push_back(make(RubyKind::kSplat, at, {target}, "*"));
    } else {
      targets.push_back(parse_target());
    }
    if (failed()) return kNoRuby;
  }
  // `(a, b), c = d`; the parenthesis may stand on the next line.
  bool inner = is(Tok::kParenClose) || (is(Tok::kNewline) && depth_of_statements_ > 1);
  if (inner) fail_unsupported("nested targets are not understood");
  if (!expect(Tok::kAssign)) return kNoRuby;
  std::uint32_t value_begin = token_.begin;
  Expression value;
  if (!is(Tok::kSplatStar)) value = parse_binary(0, Level::kCommand);
  if (!value.command) value.id = parse_right_list(value_begin, value.id);
  need_value(value.id);
  if (!value.command && is(Tok::kwRescueModifier)) {
    advance();
    RubyId fallback = parse_plain_statement();
    value.id = make(RubyKind::kRescueModifier, value_begin, {value.id, fallback});
  }
  targets.push_back(value.id);
  return make(RubyKind::kMultiAssign, begin, std::move(targets));
}

RubyId RubyParser::parse_target() {
  if (is(Tok::kParenBegin)) fail_unsupported("nested targets are not understood");
  std::uint32_t begin = token_.begin;
  Expression target = parse_primary(Level::kArg);
  target = parse_postfix(begin, target, Level::kArg);
  if (!make_target(target)) return kNoRuby;
  if (node(target.id).safe) fail(RubyError::Kind::kSyntax, "`&.` in a multiple assignment");
  return target.id;
}

// mrhs: behind the first value, or at a splat.
RubyId RubyParser::parse_right_list(std::uint32_t begin, RubyId first) {
  std::vector<RubyId> values;
  if (first != kNoRuby) {
    if (!is(Tok::kComma)) return first;
    values.push_back(first);
  }
  bool more = first == kNoRuby || accept(Tok::kComma);
  while (more && !failed()) {
    std::uint32_t at = token_.begin;
    if (accept(Tok::kSplatStar)) {
      RubyId value = parse_arg();
      values.push_back(make(RubyKind::kSplat, at, {value}, "*"));
    } else {
      values.push_back(parse_arg());
    }
    more = accept(Tok::kComma);
  }
  return make(RubyKind::kArray, begin, std::move(values));
}

RubyId RubyParser::parse_condition() {
  RubyId condition = parse_expression(Level::kExpr);
  need_value(condition);
  check_condition(condition);
  return condition;
}

// cond0: in a condition a range is a flip-flop and a pattern is matched against
// the last line read.
void RubyParser::check_condition(RubyId id) {
  if (failed() || id == kNoRuby) return;
  const RubyNode& at = program_.nodes[id];
  if (at.kind == RubyKind::kRange || at.kind == RubyKind::kRegexp) {
    fail_unsupported("a range or pattern is used as a condition");
  } else if (at.kind == RubyKind::kAnd || at.kind == RubyKind::kOr) {
    RubyId left = at.children[0];
    RubyId right = at.children[1];
    check_condition(left);
    check_condition(right);
  }
}

}  // namespace verifull::parse
