// The right sides of `=` and `op=`: arg_rhs, command_rhs, mrhs.
#include "parse/ruby_parser.h"

namespace verifull::parse {

// One value, with the `rescue` that belongs to it.
RubyParser::Expression RubyParser::parse_right_side(Level level) {
  std::uint32_t begin = token_.begin;
  bool statement = level >= Level::kRight;
  Expression value = parse_binary(0, statement ? Level::kRight : Level::kArg);
  need_value(value.id);
  if (failed() || !is(Tok::kwRescueModifier)) return value;
  if (value.statement) return value;
  advance();
  RubyId fallback = value.command ? parse_plain_statement() : parse_arg();
  value.id = make(RubyKind::kRescueModifier, begin, {value.id, fallback});
  return value;
}

// At the `=`.
RubyParser::Expression RubyParser::parse_assignment(std::uint32_t begin, Expression target,
                                                    Level level) {
  advance();
  std::uint32_t value_begin = token_.begin;
  Expression value;
  bool list = level == Level::kStmt;
  if (list && is(Tok::kSplatStar)) {
    value.id = parse_right_list(value_begin, kNoRuby);
    value.statement = true;
  } else {
    value = parse_right_side(level);
    // `a = b rescue c` takes no list, `a = (b rescue c), d` does.
    bool rescued = !failed() && node(value.id).kind == RubyKind::kRescueModifier &&
                   node(value.id).span.begin == value_begin;
    if (list && !value.command && !value.statement && !rescued && is(Tok::kComma)) {
      value.id = parse_right_list(value_begin, value.id);
      value.statement = true;
    }
  }
  Expression assigned{make(RubyKind::kAssign, begin, {target.id, value.id})};
  assigned.statement = value.statement || value.command;
  return assigned;
}

// At the `op=`.
RubyParser::Expression RubyParser::parse_op_assignment(std::uint32_t begin, Expression target,
                                                       Level level) {
  std::string_view text = text_of(token_);
  std::string name(text.substr(0, text.size() - 1));
  if (!make_target(target)) return {};
  // The grammar has no rule for a call without parentheses behind `::A op=`.
  const RubyNode& at = node(target.id);
  bool top_level = at.kind == RubyKind::kConstant && at.name.rfind("::") == 0;
  if (top_level) level = Level::kArg;
  advance();
  Expression value = parse_right_side(level);
  Expression assigned{make(RubyKind::kOpAssign, begin, {target.id, value.id}, name)};
  assigned.statement = value.statement || value.command;
  return assigned;
}

}  // namespace verifull::parse
