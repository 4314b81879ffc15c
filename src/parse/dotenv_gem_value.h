// What the dotenv gem makes of the text to the right of the separator:
// parse_value() of lib/dotenv/parser.rb.
#pragma once

#include <string>
#include <string_view>

#include "parse/dotenv.h"

namespace verifull::parse {

// What differs between versions of the gem.
struct GemRules {
  bool by_line = false;          // <= 2.4: line by line; later one scan over the text
  bool strict = false;           // <= 2.2: a line that does not match is an error
  bool space_in_quoted = false;  // >= 2.7.5: white space may stand before a quote
  bool unescape_plain = false;   // >= 2.8: backslashes in unquoted values too
  bool keep_breaks = false;      // >= 3.0: `\n` in double quotes stays
  bool bare_names = false;       // >= 3.1.5: NAME alone; `export NAME` is checked in turn
  bool squeeze_breaks = false;   // 3.1.5 and 3.1.6: several line breaks are one
  bool command_first = false;    // >= 3.2
};
const GemRules& gem_rules(DotenvDialect dialect);

// String#strip, which counts NUL as white space.
std::string_view ruby_strip(std::string_view text);

// Sets raw, literal and value of `assignment`; `text` is stripped.
void set_gem_value(std::string_view text, const GemRules& rules, bool legacy_line_breaks,
                   DotenvAssignment& assignment);

}  // namespace verifull::parse
