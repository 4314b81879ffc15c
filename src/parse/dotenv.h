// Environment files, as each of their readers reads them.
//
// The same line means different things to the dotenv gem (by version), to
// `docker run --env-file`, to Compose and to foreman; facts are in the tables
// of tests/unit/parse/dotenv_test.cc. Here lines become assignments with places;
// `$VAR` is expanded later, because it needs the variables that are already set
// (parse/dotenv_expand.h, resolve/environment.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace verifull::parse {

// Versions of the gem that read alike share a dialect. 2.3.0 counts as 2.4: it
// matched in the middle of lines, and was replaced after days.
enum class DotenvDialect : std::uint8_t {
  kDotenv22,   // gem dotenv up to 2.2: a bad line is an error, no multi-line quotes
  kDotenv24,   // 2.3 and 2.4
  kDotenv25,   // 2.5 to 2.7.4: quoted values span lines, right behind the `=` only
  kDotenv27,   // 2.7.5 and 2.7.6: white space may stand before the quote
  kDotenv28,   // 2.8: an unquoted backslash escapes
  kDotenv30,   // 3.0 to 3.1.4: \n in double quotes stays as written
  kDotenv315,  // 3.1.5 and 3.1.6: as 3.1, and empty lines within quotes are lost
  kDotenv31,   // 3.1.7 and 3.1.8: a bare NAME is an empty value
  kDotenv32,   // 3.2 and later: $(command) comes before $VAR
  kDocker,     // docker run --env-file
  kCompose,    // env_file of Compose
  kForeman,    // foreman's .env
};

// One piece of a value: literal text, or something to expand.
struct DotenvPart {
  // kInvalid: a broken `${` in an operand of Compose; who evaluates it fails.
  enum class Kind : std::uint8_t { kText, kVariable, kCommand, kInvalid };
  Kind kind = Kind::kText;
  std::string text;  // literal, variable name, or the command that would run
  // Of a variable in Compose: `${X:-default}`, `${X-default}`, `${X:+alt}` …;
  // operator_ is "", ":-", "-", ":+", "+", ":?", "?".
  std::string operator_;
  std::vector<DotenvPart> operand;
};

struct DotenvAssignment {
  std::string name;  // empty for Compose's `=x`, which it takes and nobody can ask for
  // What the value consists of, as far as the text alone tells: to show, and to
  // find the names it needs. Its value comes from expand_dotenv().
  std::vector<DotenvPart> value;  // empty: the empty string
  bool has_value = true;          // false: a bare NAME that takes the caller's value
  // Of the gem: the value without quotes and escapes, its `$` not looked at yet.
  std::string raw;
  bool quoted = false;   // of the gem: value_span begins and ends with a quote of its own
  bool literal = false;  // no expansion: single quotes, docker, foreman
  base::Span name_span;
  base::Span value_span;  // quotes included; empty and right after `=` for none
  base::Span span;        // from the name (or `export`) to the end of the value
};

struct DotenvFile {
  std::vector<DotenvAssignment> assignments;  // in order; a later one wins
  // Set when the reader refuses the whole file; message is one sentence and shows
  // no value.
  struct Failure {
    std::string ruby_class;  // "Dotenv::FormatError", or "" for other readers
    std::string message;
    base::Span span;
  };
  std::optional<Failure> failure;
  // `export NAME` of the gem since 3.1.5 (and `export NAME=` without anything
  // behind it): the file is refused as told unless the process already has NAME.
  struct Requirement {
    std::string name;
    Failure failure;
  };
  std::vector<Requirement> required;
};

// `text` as read from disk: a byte-order mark and any line endings are allowed.
// `legacy_line_breaks`: DOTENV_LINEBREAK_MODE is "legacy" in the process, which
// brings `\n` in double quotes back to gems since 3.0; the file itself may set it.
DotenvFile parse_dotenv(std::string_view text, base::FileId file, DotenvDialect dialect,
                        bool legacy_line_breaks = false);

// The dialect of a version of the gem ("2.8.1"); the newest for "".
DotenvDialect dotenv_dialect(std::string_view gem_version);

}  // namespace verifull::parse
