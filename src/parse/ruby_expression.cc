// Operators and assignments: arg.
#include "parse/ruby_parser.h"

namespace verifull::parse {
namespace {

constexpr int kTernary = 1;
constexpr int kRangePrecedence = 2;
constexpr int kOrOr = 3;
constexpr int kAndAnd = 4;
constexpr int kEquality = 5;
constexpr int kUnaryMinus = 12;
constexpr int kPowerPrecedence = 13;
constexpr int kUnary = 14;

// Higher binds tighter; -1 for what is no binary operator.
int precedence_of(Tok kind) {
  switch (kind) {
    case Tok::kQuestion:
      return kTernary;
    case Tok::kDot2:
    case Tok::kDot3:
      return kRangePrecedence;
    case Tok::kOrOr:
      return kOrOr;
    case Tok::kAndAnd:
      return kAndAnd;
    case Tok::kCompare:
    case Tok::kEqual:
    case Tok::kCaseEqual:
    case Tok::kNotEqual:
    case Tok::kMatch:
    case Tok::kNotMatch:
      return kEquality;
    case Tok::kLess:
    case Tok::kLessEqual:
    case Tok::kGreater:
    case Tok::kGreaterEqual:
      return 6;
    case Tok::kPipe:
    case Tok::kCaret:
      return 7;
    case Tok::kAmpersand:
      return 8;
    case Tok::kShiftLeft:
    case Tok::kShiftRight:
      return 9;
    case Tok::kPlus:
    case Tok::kMinus:
      return 10;
    case Tok::kStar:
    case Tok::kSlash:
    case Tok::kPercent:
      return 11;
    case Tok::kPower:
      return kPowerPrecedence;
    default:
      return -1;
  }
}

bool associates(int precedence) {
  return precedence != kEquality && precedence != kRangePrecedence;
}

}  // namespace

RubyId RubyParser::parse_arg() {
  RubyId id = parse_binary(0, Level::kArg).id;
  need_value(id);
  return id;
}

RubyParser::Expression RubyParser::parse_binary(int minimum, Level level) {
  Nested nested(*this);
  if (!nested) return {};
  std::uint32_t begin = token_.begin;
  bool beginless = is(Tok::kBeginDot2) || is(Tok::kBeginDot3);
  Expression left = parse_operand(level);
  int previous = -1;
  while (!failed() && !left.command && !left.statement && !string_was_label_) {
    Tok kind = token_.kind;
    int precedence = precedence_of(kind);
    if (beginless && precedence == kRangePrecedence) fail_unexpected();
    if (precedence < minimum || precedence < 0) break;
    if (precedence == previous && !associates(precedence)) {
      fail_unexpected();
      break;
    }
    previous = precedence;
    need_value(left.id);
    std::string name(text_of(token_));
    bool named_pattern = kind == Tok::kMatch && node(left.id).kind == RubyKind::kRegexp &&
                         node(left.id).text.find("(?<") != std::string::npos;
    if (named_pattern) fail_unsupported("a pattern assigns variables");
    advance();
    if (precedence == kTernary) {
      left = {parse_ternary(begin, left.id)};
      continue;
    }
    if (precedence == kRangePrecedence) {
      left = {parse_range(begin, left.id, std::move(name))};
      continue;
    }
    int right_minimum = precedence == kPowerPrecedence ? precedence : precedence + 1;
    RubyId right = parse_binary(right_minimum, Level::kArg).id;
    bool logical = kind == Tok::kAndAnd || kind == Tok::kOrOr;
    if (logical) {
      left = {make(kind == Tok::kAndAnd ? RubyKind::kAnd : RubyKind::kOr, begin, {left.id, right})};
    } else {
      need_value(right);
      left = {make_call(begin, left.id, name, {right})};
    }
  }
  if (failed()) return {};
  return left;
}

// Behind the `?`.
RubyId RubyParser::parse_ternary(std::uint32_t begin, RubyId condition) {
  check_condition(condition);
  RubyId yes = parse_binary(0, Level::kArg).id;
  skip_newline();
  if (!expect(Tok::kColon)) return kNoRuby;
  RubyId no = parse_binary(kTernary, Level::kArg).id;
  return make(RubyKind::kIf, begin, {condition, yes, no});
}

// Behind the dots.
RubyId RubyParser::parse_range(std::uint32_t begin, RubyId from, std::string name) {
  RubyId to = kNoRuby;
  if (starts_operand()) {
    to = parse_binary(kRangePrecedence + 1, Level::kArg).id;
    need_value(to);
  }
  return make(RubyKind::kRange, begin, {from, to}, std::move(name));
}

bool RubyParser::starts_operand() const {
  switch (token_.kind) {
    case Tok::kFinish:
    case Tok::kNewline:
    case Tok::kSemicolon:
    case Tok::kParenClose:
    case Tok::kBracketClose:
    case Tok::kBraceClose:
    case Tok::kComma:
    case Tok::kArrow:
    case Tok::kColon:
    case Tok::kQuestion:
    case Tok::kDot:
    case Tok::kShiftLeft:
    case Tok::kShiftRight:
    case Tok::kPipe:
    case Tok::kCaret:
    case Tok::kLess:
    case Tok::kLessEqual:
    case Tok::kGreater:
    case Tok::kGreaterEqual:
    case Tok::kCompare:
    case Tok::kEqual:
    case Tok::kCaseEqual:
    case Tok::kMatch:
    case Tok::kNotEqual:
    case Tok::kNotMatch:
    case Tok::kAndAnd:
    case Tok::kOrOr:
    case Tok::kErbOutputClose:
    case Tok::kErbResult:
    case Tok::kwThen:
    case Tok::kwDo:
    case Tok::kwAnd:
    case Tok::kwOr:
    case Tok::kwEnd:
    case Tok::kwElse:
    case Tok::kwElsif:
    case Tok::kwWhen:
    case Tok::kwIn:
    case Tok::kwEnsure:
    case Tok::kwIfModifier:
    case Tok::kwUnlessModifier:
    case Tok::kwWhileModifier:
    case Tok::kwUntilModifier:
    case Tok::kwRescueModifier:
      return false;
    default:
      return true;
  }
}

RubyParser::Expression RubyParser::parse_operand(Level level) {
  switch (token_.kind) {
    case Tok::kBang:
    case Tok::kUnaryMinus:
    case Tok::kUnaryPlus:
    case Tok::kTilde:
      return parse_unary(level);
    case Tok::kMinusNumber:
      return parse_negative_number(level);
    case Tok::kBeginDot2:
    case Tok::kBeginDot3: {
      std::uint32_t begin = token_.begin;
      std::string name(text_of(token_));
      advance();
      if (!starts_operand()) fail_unexpected();
      return {parse_range(begin, kNoRuby, std::move(name))};
    }
    default:
      return parse_assignable(level);
  }
}

RubyParser::Expression RubyParser::parse_unary(Level level) {
  std::uint32_t begin = token_.begin;
  Tok kind = token_.kind;
  advance();
  if (kind == Tok::kBang) {
    bool command = level >= Level::kExpr && level != Level::kRight;
    Expression value = parse_binary(kUnary, command ? Level::kCommand : Level::kArg);
    need_value(value.id);
    check_condition(value.id);
    return {make(RubyKind::kNot, begin, {value.id}), Form::kOther, value.command};
  }
  RubyId value = parse_binary(kind == Tok::kUnaryMinus ? kUnaryMinus : kUnary, Level::kArg).id;
  need_value(value);
  std::string_view name = kind == Tok::kUnaryMinus ? "-@" : kind == Tok::kTilde ? "~" : "+@";
  return {make_call(begin, value, name)};
}

// `-2 ** 2` is -(2 ** 2), but `-2.abs` is (-2).abs.
RubyParser::Expression RubyParser::parse_negative_number(Level level) {
  std::uint32_t begin = token_.begin;
  advance();
  std::uint32_t digits = token_.begin;
  RubyId number = parse_number();
  if (failed()) return {};
  if (is(Tok::kPower)) {
    advance();
    RubyId right = parse_binary(kPowerPrecedence, Level::kArg).id;
    need_value(right);
    RubyId power = make_call(digits, number, "**", {right});
    return {make_call(begin, power, "-@")};
  }
  RubyNode& negative = node(number);
  negative.span.begin = begin;
  if (negative.text != "0") negative.text.insert(0, "-");
  return parse_assigned(begin, parse_postfix(begin, {number}, level), level);
}

// A primary, and what it is assigned.
RubyParser::Expression RubyParser::parse_assignable(Level level) {
  std::uint32_t begin = token_.begin;
  Expression left = parse_primary(level);
  if (string_was_label_) return left;  // `"a": ` is a key, nothing hangs on it
  return parse_assigned(begin, parse_postfix(begin, left, level), level);
}

RubyParser::Expression RubyParser::parse_assigned(std::uint32_t begin, Expression left,
                                                  Level level) {
  if (failed() || left.command) return left;
  if (is(Tok::kAssign)) {
    if (!make_target(left)) return {};
    return parse_assignment(begin, left, level);
  }
  if (is(Tok::kOpAssign)) return parse_op_assignment(begin, left, level);
  return left;
}

// Turns what was read into something to assign to; a bare name becomes a
// variable from here on.
bool RubyParser::make_target(Expression& target) {
  if (failed()) return false;
  RubyNode& at = node(target.id);
  switch (target.form) {
    case Form::kName:
      if (at.name[0] == '_' && at.name.size() == 2 && at.name[1] >= '1' && at.name[1] <= '9') {
        fail(RubyError::Kind::kSyntax, "a numbered parameter is assigned");
        return false;
      }
      at.kind = RubyKind::kVariable;
      at.children.clear();
      scope_.declare(lexer_.slice({Tok::kIdentifier, at.span.begin, at.span.end}));
      return true;
    case Form::kVariable:
      return true;
    case Form::kConstant:
      if (in_definition_) fail(RubyError::Kind::kSyntax, "dynamic constant assignment");
      return !failed();
    case Form::kIndex:
      at.name = "[]=";
      return true;
    case Form::kAttribute:
      at.name += '=';
      return true;
    case Form::kFixed:
      fail(RubyError::Kind::kSyntax, "this cannot be assigned to");
      return false;
    default:
      fail_unexpected();
      return false;
  }
}

}  // namespace verifull::parse
