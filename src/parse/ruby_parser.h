// From words to the tree of ruby_ast.h.
//
// Recursive descent over the grammar of MRI 3.1 (parse.y), which has more levels
// than precedence: where a call without parentheses may stand, and what an
// assignment takes on its right, depends on where it is (Level). What the
// grammar refuses is kSyntax; what it takes, or may take, and we do not read is
// kUnsupported: a wrong tree is worse than none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.h"
#include "parse/erb_source.h"
#include "parse/ruby_ast.h"
#include "parse/ruby_lexer.h"
#include "parse/ruby_scope.h"

namespace verifull::parse {

struct ParsedRuby {
  RubyProgram program;  // empty when there is an error
  std::optional<RubyError> error;
};

// `template_text` is what `source` was compiled from; spans count in it.
ParsedRuby parse_ruby(const ErbSource& source, std::string_view template_text, base::FileId file);

// The parser itself; the files that hold its functions are named below. Names in
// comments are parse.y's rules.
class RubyParser {
 public:
  RubyParser(const ErbSource& source, std::string_view template_text, base::FileId file);
  ParsedRuby parse();

 private:
  // What may stand at a place, each level including those before it.
  enum class Level : std::uint8_t {
    kArg,      // arg: no call without parentheses
    kCommand,  // command_call too
    kExpr,     // expr: `! command_call` too
    kRight,    // right of `=` in a statement: command_asgn too, but no `! command`
    kStmt,     // stmt: all of it, `a = 1, 2` too
  };
  // What an expression is besides its node: may it be assigned to?
  enum class Form : std::uint8_t {
    kOther,
    kName,      // a bare name: variable or call
    kVariable,  // @x, @@x, $x
    kConstant,
    kIndex,      // a[…]
    kAttribute,  // a.b
    kFixed,      // nil, self, $1 …: never assignable
  };
  struct Expression {
    RubyId id = kNoRuby;
    Form form = Form::kOther;
    bool command = false;      // a call without parentheses: nothing binds to it
    bool takes_block = false;  // `{` or `do` behind it is its block
    bool statement = false;    // stmt that is no expr: `a = b 1`, `a = 1, 2`
  };
  // One piece of quoted text: literal, or an expression.
  struct Part {
    std::string text;
    RubyId id = kNoRuby;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  // Inside brackets `do` belongs to what stands there (COND_PUSH(0),
  // CMDARG_PUSH(0)).
  class Bracketed {
   public:
    explicit Bracketed(RubyParser& parser)
        : parser_(parser),
          in_condition_(std::exchange(parser.in_condition_, false)),
          in_arguments_(std::exchange(parser.in_arguments_, false)) {}
    ~Bracketed() { restore(); }
    Bracketed(const Bracketed&) = delete;
    Bracketed& operator=(const Bracketed&) = delete;
    void restore() {
      parser_.in_condition_ = in_condition_;
      parser_.in_arguments_ = in_arguments_;
    }

   private:
    RubyParser& parser_;
    bool in_condition_;
    bool in_arguments_;
  };
  // One level of nesting; false in a condition when there are too many.
  class Nested {
   public:
    explicit Nested(RubyParser& parser) : parser_(parser) { ++parser_.nesting_; }
    ~Nested() { --parser_.nesting_; }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;
    explicit operator bool() const;

   private:
    RubyParser& parser_;
  };

  // --- ruby_parser.cc: tokens, errors, nodes
  void advance();
  bool is(Tok kind) const { return token_.kind == kind; }
  bool accept(Tok kind);
  bool expect(Tok kind);
  void skip_newline();  // opt_nl
  bool failed() const { return error_.has_value(); }
  void fail(RubyError::Kind kind, std::string message);
  void fail_unexpected();
  void fail_unsupported(std::string_view what);
  std::string_view text_of(const RubyToken& token) const { return lexer_.slice(token); }
  // A node that starts at `begin` and ends behind the last token taken.
  RubyId make(RubyKind kind, std::uint32_t begin, std::vector<RubyId> children = {},
              std::string name = {}, std::string text = {});
  RubyId add(RubyNode node);
  void set_block(RubyId call, RubyId block);
  RubyNode& node(RubyId id) { return program_.nodes[id]; }
  RubyId make_call(std::uint32_t begin, RubyId receiver, std::string_view name,
                   std::vector<RubyId> arguments = {});
  void forget(std::size_t nodes);
  // value_expr: `return` and the like have no value.
  void need_value(RubyId id);
  bool is_void(RubyId id) const;
  void finish_spans();
  base::Span span_of(const base::Span& code) const;

  // --- ruby_statement.cc
  RubyId parse_statements();
  bool at_statements_end() const;
  bool skip_terms();
  void parse_text(std::vector<RubyId>& statements);
  RubyId parse_statement();
  RubyId parse_modifiers(std::uint32_t begin, RubyId statement);
  RubyId parse_plain_statement();
  RubyId parse_expression(Level level);
  Expression parse_not(Level level);
  RubyId parse_multi_assign(std::uint32_t begin, Expression first, bool splat);
  RubyId parse_target();
  RubyId parse_right_list(std::uint32_t begin, RubyId first);
  RubyId sequence(std::uint32_t begin, std::vector<RubyId> statements);
  void check_condition(RubyId id);
  RubyId parse_condition();

  // --- ruby_expression.cc
  Expression parse_binary(int minimum, Level level);
  RubyId parse_arg();  // an arg that has a value
  RubyId parse_ternary(std::uint32_t begin, RubyId condition);
  RubyId parse_range(std::uint32_t begin, RubyId from, std::string name);
  Expression parse_operand(Level level);
  Expression parse_unary(Level level);
  Expression parse_negative_number(Level level);
  Expression parse_assignable(Level level);
  Expression parse_assigned(std::uint32_t begin, Expression left, Level level);
  bool make_target(Expression& target);
  bool starts_operand() const;

  // --- ruby_assignment.cc
  Expression parse_assignment(std::uint32_t begin, Expression target, Level level);
  Expression parse_op_assignment(std::uint32_t begin, Expression target, Level level);
  Expression parse_right_side(Level level);

  // --- ruby_primary.cc
  Expression parse_primary(Level level);
  Expression parse_keyword_primary(Level level);
  Expression parse_paren();
  Expression parse_defined();
  Expression parse_not_call();
  RubyId parse_erb_output();
  Expression parse_erb_text();
  Expression parse_jump(Level level);

  // --- ruby_literal.cc
  RubyId parse_number();
  RubyId parse_array();
  RubyId parse_hash();

  // --- ruby_call.cc
  Expression parse_name(Level level);
  Expression parse_postfix(std::uint32_t begin, Expression expression, Level level);
  Expression parse_method(std::uint32_t begin, RubyId receiver, Level level);
  Expression parse_scoped(std::uint32_t begin, RubyId receiver, Level level);
  bool parse_method_name(std::string& name);
  Expression finish_call(std::uint32_t begin, RubyId receiver, std::string name, bool safe,
                         Level level);
  Expression parse_command(std::uint32_t begin, RubyId receiver, std::string name, bool safe,
                           Level level);
  void parse_command_chain(std::uint32_t begin, Expression& call);
  Expression parse_index(std::uint32_t begin, RubyId receiver);
  Expression parse_own_block(Expression call);
  void attach_block(RubyId call, RubyId block);

  // --- ruby_arguments.cc
  // Where a list of values stands decides what may be in it.
  enum class List : std::uint8_t { kParen, kIndex, kCommand, kArray, kHash };
  bool starts_command_argument() const;
  void parse_list(List list, std::vector<RubyId>& values);
  bool parse_element(List list, bool first, std::vector<RubyId>& values,
                     std::vector<RubyId>& pairs);
  void parse_pair_value(std::vector<RubyId>& pairs, RubyId key);
  void parse_splat(List list, std::vector<RubyId>& values, std::vector<RubyId>& pairs);
  void close_pairs(std::vector<RubyId>& values, std::vector<RubyId>& pairs);

  // --- ruby_block.cc
  RubyId parse_block();
  bool at_do_block() const { return is(Tok::kwDo) && !in_condition_ && !in_arguments_; }
  void parse_block_parameters(RubyNode& block);
  bool parse_plain_parameter(RubyNode& block);
  void parse_lambda_parameters(RubyNode& lambda);
  Expression parse_lambda();

  // --- ruby_control.cc
  RubyId parse_if();
  RubyId parse_else();
  RubyId parse_case();
  RubyId parse_when();
  RubyId parse_while();
  RubyId parse_for();
  RubyId parse_begin();
  RubyId parse_body(std::uint32_t begin, bool always_begin);
  RubyId parse_rescue();
  void parse_then();

  // --- ruby_definition.cc
  RubyId parse_definition();
  void parse_def();
  void parse_def_name();
  enum class Parameter : std::uint8_t {
    kRequired,
    kOptional,
    kRest,
    kPost,
    kKeyword,
    kKeywordRest,
    kBlock,
  };
  void parse_parameters(Tok close);
  Parameter parse_parameter();
  void parse_default(std::string_view name);
  void parse_class();
  void parse_module_name();
  void parse_alias();
  void parse_undef();
  bool parse_method_reference();
  void parse_program_block();

  // --- ruby_string.cc
  Expression parse_string();
  bool parse_quoted(RubyQuote quote, std::vector<Part>& parts);
  void parse_interpolation(QuotePart kind, std::vector<Part>& parts);
  RubyId make_text(RubyKind kind, std::uint32_t begin, std::vector<Part> parts);
  RubyId parse_quoted_node(RubyKind kind);
  RubyId parse_regexp();
  RubyId parse_words(RubyKind kind);
  bool parse_string_piece(std::vector<Part>& parts);
  bool parse_heredoc_parts(std::vector<Part>& parts);
  void dedent(const RubyHeredoc& heredoc, std::vector<Part>& parts);

  const ErbSource& source_;
  std::string_view template_text_;
  base::FileId file_;
  RubyScope scope_;
  RubyLexer lexer_;
  RubyToken token_;             // the word to look at; what follows is not read yet
  std::uint32_t last_end_ = 0;  // of the word before it
  RubyProgram program_;
  std::vector<std::uint16_t> heights_;  // of each node: levels below it
  std::optional<RubyError> error_;
  int nesting_ = 0;
  bool in_condition_ = false;  // COND_P: `do` ends the condition of a loop
  bool in_arguments_ = false;  // CMDARG_P: `do` belongs to the call around
  bool in_definition_ = false;
  bool in_class_body_ = false;
  int loops_ = 0;    // loops and blocks around: break and next are fine
  int rescues_ = 0;  // rescue clauses around: retry is fine
  int depth_of_statements_ = 0;
  bool string_was_label_ = false;  // the string just read was `"key":`
};

}  // namespace verifull::parse
