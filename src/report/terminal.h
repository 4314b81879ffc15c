// What the place that the output goes to can show.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "check/severity.h"

namespace verifull::report {

enum class ColorChoice : std::uint8_t { kAuto, kAlways, kNever };

std::optional<ColorChoice> color_choice_named(std::string_view word);  // "auto" …

enum class Style : std::uint8_t {
  kPlain,
  kStrong,
  kFaint,
  kFrame,  // gutters and arrows
  kError,
  kWarning,
  kInfo,
  kGood,
};

Style style_of(check::Severity severity);

struct Terminal {
  bool color = false;
  bool unicode = true;      // else frames are ASCII; quoted text stays as it is
  std::size_t width = 120;  // columns
  bool wraps = false;       // long sentences are broken between words to fit in it
  bool links = false;       // OSC 8
  std::string folder{};     // absolute: where the paths of links begin

  // `text` as a link to the file at `path`; `text` itself without links.
  std::string linked(std::string_view text, std::string_view path) const;
  // `text`, which begins behind `column` columns, broken so that it stays right of them.
  std::string fitted(std::string_view text, std::size_t column) const;

  // `text` in that style; `text` itself without colour or when it is empty.
  std::string painted(Style style, std::string_view text) const;

  std::string_view ellipsis() const { return unicode ? "…" : "..."; }
  std::string_view from_arrow() const { return unicode ? "←" : "<-"; }
  std::string_view to_arrow() const { return unicode ? "→" : "->"; }
};

// What decides, so that a test can say it. A missing variable is nullptr.
struct TerminalFacts {
  bool is_terminal = false;
  std::size_t columns = 0;                 // of the terminal; 0 when it does not say
  const char* no_color = nullptr;          // NO_COLOR: no-color.org, any text but ""
  const char* force_color = nullptr;       // FORCE_COLOR: force-color.org; "0" forces nothing
  const char* clicolor_force = nullptr;    // CLICOLOR_FORCE: bixense.com/clicolors
  const char* term = nullptr;              // TERM=dumb has no colours
  const char* columns_variable = nullptr;  // COLUMNS
  const char* lc_all = nullptr;
  const char* lc_ctype = nullptr;
  const char* lang = nullptr;
  // What terminals that know links say of themselves.
  const char* force_hyperlink = nullptr;  // FORCE_HYPERLINK: "0" forbids them
  const char* vte_version = nullptr;      // VTE_VERSION
  const char* term_program = nullptr;     // TERM_PROGRAM
  const char* wt_session = nullptr;       // WT_SESSION: Windows Terminal
  const char* konsole_version = nullptr;  // KONSOLE_VERSION
};

// A choice on the command line beats NO_COLOR, that beats the two that force,
// and those beat what the terminal says.
Terminal terminal_for(ColorChoice choice, const TerminalFacts& facts);

// The same with the facts of this process; `descriptor` is where the output goes.
Terminal detect_terminal(ColorChoice choice, int descriptor);

// Columns of a text that is safe to print: East Asian wide characters and
// emoji take two, combining ones none.
std::size_t display_width(std::string_view text);
std::size_t code_point_width(char32_t code);

// `text` and spaces up to that many columns.
std::string padded(std::string_view text, std::size_t columns);

}  // namespace verifull::report
