// A shell program as a tree in which every word knows its pieces and every piece
// its place. What a command does, and what a variable holds, is not known here.
//
// POSIX sh (XCU chapter 2) as dash reads it, and of bash what people write in
// Dockerfiles: `&>`, `|&`, `<<<`, `[[ … ]]`, `function f`, `$'…'`. Positions are
// bytes of the program's text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::parse {

struct ShellRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct ShellNode;

// A piece of a word.
struct ShellPart {
  enum class Kind : std::uint8_t {
    kText,       // `text`, quotes and escapes resolved
    kGlob,       // one of `* ? [` outside of quotes
    kTilde,      // `~` in front of `/` or alone
    kParameter,  // `$text`, `${text op operand}`
    kCommand,    // `$(commands)`, or backquotes
    kOpaque,     // has a value that is not worked out: `$((1+1))`, `$'a\n'`, `${#a}`, `~user`
  };
  Kind kind = Kind::kText;
  bool quoted = false;  // its value is not cut into fields and holds no patterns
  std::string text;
  // `:-` `-` `:+` `+` `:?` `?` `:=` `=` `#` `##` `%` `%%`; `other` for what only
  // bash has; "" for a plain one.
  std::string op;
  std::vector<ShellPart> operand;
  std::vector<ShellNode> commands;
  ShellRange range;
};

struct ShellWord {
  std::vector<ShellPart> parts;  // of `""` one empty text that is quoted
  bool braces = false;           // `{a,b}` outside of quotes: many words in bash, one in dash
  ShellRange range;
};

struct ShellAssignment {
  std::string name;
  bool appends = false;  // `A+=b` of bash
  ShellWord value;
  ShellRange range;
};

struct ShellRedirect {
  enum class Kind : std::uint8_t {
    kRead,        // <
    kWrite,       // > and >|
    kAppend,      // >>
    kReadWrite,   // <>
    kDuplicate,   // <& and >&
    kBoth,        // &>
    kBothAppend,  // &>>
    kHeredoc,     // << and <<-: the word is the delimiter
    kHereString,  // <<<
  };
  Kind kind = Kind::kRead;
  int descriptor = -1;  // the number in front; -1: none, so 0 or 1 by the direction
  ShellWord word;
  std::size_t heredoc = 0;  // of kHeredoc: index of the body in ShellScript::heredocs
  ShellRange range;
};

struct ShellNode {
  enum class Kind : std::uint8_t {
    kSimple,      // assignments, words, redirects
    kAndOr,       // children with `joined` between them, in order
    kPipe,        // children
    kNot,         // one child
    kBackground,  // one child
    kSubshell,    // children in order
    kGroup,       // children in order
    kIf,          // condition, body, condition, body …, and else when the count is odd; groups
    kFor,         // `name` takes each of `words` (of "$@" without `in`); the body, a group
    kLoop,        // while and until: condition, body; groups
    kCase,        // words[0]; each child a group whose `words` are the arm's patterns
    kFunction,    // `name`; the body
    kTest,        // [[ … ]] of bash; words hold only what runs commands
    kUnreadable,  // commands, but nobody says which
  };
  enum class Joint : std::uint8_t { kNone, kAnd, kOr };

  Kind kind = Kind::kSimple;
  Joint joined = Joint::kNone;  // to the one before it, in a kAndOr
  std::vector<ShellNode> children;
  std::vector<ShellAssignment> assignments;
  std::vector<ShellWord> words;
  std::vector<ShellRedirect> redirects;
  std::string name;
  ShellRange range;
};

struct ShellError {
  std::string message;  // one sentence, no full stop; never holds text of the program
  ShellRange range;
};

struct ShellScript {
  std::vector<ShellNode> commands;
  std::vector<ShellWord> heredocs;  // bodies; tabs of `<<-` are gone
  // The program is not in the language above, or too deep. What stands in
  // `commands` then is worth nothing.
  std::optional<ShellError> error;
};

// Of `$( )`, groups, conditions and quotes in each other.
inline constexpr int kMaxShellDepth = 64;
inline constexpr std::size_t kMaxShellSize = 1024UL * 1024UL;

// Takes time in proportion to the text.
ShellScript parse_shell(std::string_view text);

// The word's text when it is the same for every shell and environment.
std::optional<std::string> literal_text(const ShellWord& word);

}  // namespace verifull::parse
