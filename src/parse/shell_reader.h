// Reads shell words and commands; the parts of one class, by concept:
// shell_word.cc words, shell_expansion.cc what begins with `$` or a backquote,
// shell_redirect.cc redirects and heredocs, shell_tree.cc and shell_compound.cc
// commands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/shell_tree.h"

namespace verifull::parse {

class ShellReader {
 public:
  explicit ShellReader(std::string_view text) : text_(text), end_(text.size()) {}

  ShellScript run();

 private:
  // Where a word's pieces stand, which says what ends them and what is special.
  enum class Mode : std::uint8_t {
    kPlain,         // ends at a blank or an operator
    kDouble,        // in double quotes
    kBraces,        // operand in ${ }
    kQuotedBraces,  // the same in double quotes or a heredoc
    kHeredoc,       // a body, to its end
  };
  struct Pending {
    std::size_t body;  // index in heredocs_
    std::string delimiter;
    bool quoted;
    bool strip_tabs;
  };
  // One more level of nesting while it lives.
  class Level {
   public:
    explicit Level(ShellReader& reader) : reader_(reader) {
      if (++reader_.depth_ > kMaxShellDepth) reader_.fail("shell code is nested too deep");
    }
    ~Level() { --reader_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    ShellReader& reader_;
  };

  // Characters.
  bool failed() const { return error_.has_value(); }
  void fail(const char* message);
  char peek();  // skips line continuations; 0 at the end
  char peek_raw(std::size_t ahead = 0) const {
    return at_ + ahead < end_ ? text_[at_ + ahead] : '\0';
  }
  bool next_is(std::string_view operator_text);
  bool take(std::string_view operator_text);  // true when it was there
  void expect(std::string_view operator_text, const char* message);
  void skip_blanks();    // and a comment
  void skip_newlines();  // and blanks; reads the bodies of heredocs
  bool at_word();
  ShellRange range_from(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }

  // Words.
  ShellWord read_word();
  void read_parts(Mode mode, std::vector<ShellPart>& parts, ShellWord* word);
  bool read_part(Mode mode, std::vector<ShellPart>& parts, ShellWord* word);
  void read_single_quoted(std::vector<ShellPart>& parts);
  void read_double_quoted(std::vector<ShellPart>& parts);
  void read_escaped(Mode mode, std::vector<ShellPart>& parts);
  void read_tilde(std::vector<ShellPart>& parts);
  void add_text(std::vector<ShellPart>& parts, char c, bool quoted, std::size_t begin);
  ShellPart& add_part(std::vector<ShellPart>& parts, ShellPart::Kind kind, bool quoted,
                      std::size_t begin);

  // Expansions.
  void read_dollar(Mode mode, std::vector<ShellPart>& parts);
  void read_braced(bool quoted, std::vector<ShellPart>& parts, std::size_t begin);
  void read_operator(ShellPart& part);
  void read_arithmetic(bool quoted, std::vector<ShellPart>& parts, std::size_t begin);
  void read_substitution(bool quoted, std::vector<ShellPart>& parts, std::size_t begin);
  void read_backquotes(bool quoted, std::vector<ShellPart>& parts);
  void read_ansi_quoted(std::vector<ShellPart>& parts, std::size_t begin);
  std::string read_name();

  // Redirects.
  bool at_redirect();
  void read_redirect(ShellNode& node);
  void read_redirects(ShellNode& node);
  void read_heredoc_word(ShellRedirect& redirect, bool strip_tabs);
  void read_bodies();
  void read_body(const Pending& pending);

  // Commands.
  std::vector<ShellNode> read_list();
  ShellNode read_and_or();
  ShellNode read_pipeline();
  ShellNode read_command();
  ShellNode read_simple();
  bool read_assignment(ShellNode& node);
  std::string_view keyword();  // the reserved word that comes next, not taken
  bool take_keyword(std::string_view word);
  void expect_keyword(std::string_view word);
  ShellNode read_group_until();
  bool read_compound(std::string_view word, ShellNode& node);
  void read_if(ShellNode& node);
  void read_for(ShellNode& node);
  void read_loop(ShellNode& node);
  void read_case(ShellNode& node);
  void read_arm(ShellNode& node);
  void read_braces(ShellNode& node);
  void read_subshell(ShellNode& node);
  void read_test(ShellNode& node);
  void read_function(ShellNode& node, std::string name);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t end_;
  int depth_ = 0;
  bool strip_tabs_ = false;
  std::optional<ShellError> error_;
  std::vector<Pending> pending_;
  std::vector<ShellWord> heredocs_;
};

}  // namespace verifull::parse
