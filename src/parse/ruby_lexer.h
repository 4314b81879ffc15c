// Words of a Ruby program, one at a time.
//
// Ruby cannot be cut into words ahead of parsing: `/`, `[`, `-`, `{` and a
// newline mean different things by what stood before and by which names are
// variables. This follows the state machine of MRI 3.1's parse.y (parser_yylex);
// states and rules carry its names. Quoted text is not a token: the parser asks
// for its parts (scan_quote), because code stands in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/erb_source.h"
#include "parse/ruby_ast.h"
#include "parse/ruby_scope.h"
#include "parse/ruby_token.h"

namespace verifull::parse {

// EXPR_* of parse.y.
enum LexState : unsigned {
  kStateBeg = 1,         // an expression starts
  kStateEnd = 2,         // behind a value
  kStateEndArg = 4,      // behind `name (…)`
  kStateEndFn = 8,       // behind `)` and the name of a definition
  kStateArg = 16,        // behind a name that may be a call
  kStateCmdArg = 32,     // the same, at the start of a statement
  kStateMid = 64,        // behind return, break, next, rescue
  kStateFname = 128,     // a method name follows
  kStateDot = 256,       // behind `.`
  kStateClass = 512,     // behind `class`
  kStateLabel = 1024,    // a label may stand here
  kStateLabeled = 2048,  // behind a label
  kStateFitem = 4096,    // a symbol as a method name may follow
};

// An open string, regular expression, word list or shell command.
struct RubyQuote {
  char open = '\0';  // of a pair such as `(`; '\0' when opening and closing are one
  char close = '"';
  bool interpolates = true;
  bool regexp = false;
  bool words = false;
  bool may_be_label = false;  // `"a":` is a key
  int nesting = 0;
};

enum class QuotePart : std::uint8_t {
  kCode,      // behind `#{`; the next token is code
  kVariable,  // `#@x`, `#$x`: the next token is the variable
  kWord,      // a word of a list ended
  kEnd,
  kLabelEnd,  // the quote was a key; its colon is behind us
  kFailed,    // error() is set
};

// `<<~NAME`, as far as its opener tells.
struct RubyHeredoc {
  std::string_view name;
  bool indented = false;  // <<- and <<~: the end may be indented
  bool squiggly = false;
  bool interpolates = true;
  bool command = false;
  // While its body is read:
  std::uint32_t resume = 0;  // where the line of the opener goes on
  bool at_line_start = true;
  // Lines of a squiggly body: where they start in which text part, and how deep
  // they are indented.
  struct Line {
    std::size_t part = 0;
    std::size_t offset = 0;
    std::size_t indent = 0;
    bool blank = false;
  };
  std::size_t part = 0;  // number of parts already taken
  std::vector<Line> lines;
};

class RubyLexer {
 public:
  // Both must outlive the lexer.
  RubyLexer(const ErbSource& source, const RubyScope& scope);

  // kFinish at the end and after an error.
  RubyToken next();
  const std::optional<RubyError>& error() const { return error_; }

  std::string_view slice(const RubyToken& token) const {
    return std::string_view(code_).substr(token.begin, token.end - token.begin);
  }
  char peek() const { return at(pos_); }

  // What parse.y's actions set.
  void set_state(unsigned state) { state_ = state; }
  void start_command() { command_start_ = true; }

  // Of the quote whose token next() returned last.
  const RubyQuote& quote() const { return quote_; }
  // Appends decoded text up to the next part.
  QuotePart scan_quote(RubyQuote& quote, std::string& text);
  // Flags behind a regular expression.
  std::string_view scan_regexp_flags();

  // Of the heredoc whose token next() returned last. The body lies behind the
  // line of the opener; open, read all parts, close.
  const RubyHeredoc& heredoc() const { return heredoc_; }
  void open_heredoc(RubyHeredoc& heredoc);
  QuotePart scan_heredoc(RubyHeredoc& heredoc, std::string& text);
  void close_heredoc(const RubyHeredoc& heredoc);

  std::uint32_t position() const { return pos_; }

 private:
  char at(std::uint32_t offset) const { return offset < size_ ? code_[offset] : '\0'; }
  bool is(unsigned states) const { return (state_ & states) != 0; }
  bool is_all(unsigned states) const { return (state_ & states) == states; }
  bool is_end() const { return is(kStateEnd | kStateEndArg | kStateEndFn); }
  bool is_arg() const { return is(kStateArg | kStateCmdArg); }
  bool is_beg() const {
    return is(kStateBeg | kStateMid | kStateClass) || is_all(kStateArg | kStateLabeled);
  }
  bool is_spaced_arg(char next) const;  // IS_SPCARG
  bool label_possible() const { return (is(kStateLabel | kStateEndFn) && !command_) || is_arg(); }
  bool label_suffix(std::uint32_t offset) const {
    return at(offset) == ':' && at(offset + 1) != ':';
  }
  bool after_operator() const { return is(kStateFname | kStateDot); }

  RubyToken token(Tok kind) const { return {kind, begin_, pos_}; }
  RubyToken token(Tok kind, unsigned state) {
    state_ = state;
    return token(kind);
  }
  RubyToken fail(RubyError::Kind kind, std::string message);
  RubyToken syntax(std::string message) {
    return fail(RubyError::Kind::kSyntax, std::move(message));
  }
  RubyToken unsupported(std::string message) {
    return fail(RubyError::Kind::kUnsupported, std::move(message));
  }
  bool fail_quote(RubyError::Kind kind, std::string message);

  // ruby_lexer.cc
  bool skip_blank();  // false: a newline token is due
  void skip_line();
  void pass_newline();
  bool newline_counts();
  bool skip_embedded_document();
  RubyToken word();
  RubyToken bracket(char c);
  RubyToken brace();
  // ruby_operator.cc
  RubyToken operator_word(char c);
  RubyToken assignable(Tok plain, unsigned length);
  RubyToken after_name(Tok kind);
  RubyToken star();
  RubyToken bang();
  RubyToken equals();
  RubyToken less();
  RubyToken greater();
  RubyToken ampersand();
  RubyToken pipe();
  RubyToken sign(char c);
  RubyToken dot();
  RubyToken colon();
  RubyToken slash();
  RubyToken question();
  RubyToken percent();
  RubyToken percent_quote();
  RubyToken backtick();
  RubyToken quote_start(char c);
  // ruby_name.cc
  RubyToken name();
  RubyToken keyword(Tok plain, Tok modifier, unsigned state, unsigned before);
  RubyToken at_variable();
  RubyToken global_variable();
  RubyToken erb_word();
  bool name_start(std::uint32_t offset) const;
  void skip_name();
  // ruby_number.cc
  RubyToken number();
  bool digits_of_base(int base);
  bool leading_zero(Tok& kind);
  bool decimal(Tok& kind);
  // ruby_quote.cc
  bool scan_escape(std::string& text);
  bool scan_unicode(std::string& text);
  bool scan_code_point(std::string& text, std::uint32_t max_digits, std::uint32_t min_digits);
  bool quote_escape(RubyQuote& quote, std::string& text);
  void regexp_escape(const RubyQuote& quote, std::string& text);
  bool interpolation(QuotePart& part);
  // ruby_heredoc.cc
  bool heredoc_start();
  bool heredoc_ends(RubyHeredoc& heredoc, std::string_view line);
  bool heredoc_line(RubyHeredoc& heredoc, std::string& text, QuotePart& part);

  const ErbSource& source_;
  const RubyScope& scope_;
  std::string_view code_;
  std::uint32_t size_ = 0;
  std::uint32_t pos_ = 0;
  std::uint32_t begin_ = 0;  // of the token being read
  unsigned state_ = kStateBeg;
  bool command_start_ = true;
  bool command_ = false;           // cmd_state
  bool space_ = false;             // space_seen
  std::uint32_t heredoc_end_ = 0;  // the next newline goes on here; 0 when none is pending
  RubyQuote quote_;
  RubyHeredoc heredoc_;
  std::optional<RubyError> error_;
};

}  // namespace verifull::parse
