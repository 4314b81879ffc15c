#include "report/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/text.h"
#include "source/disk_reader.h"
#include "source/path.h"

namespace verifull::report {
namespace {

constexpr std::size_t kDefaultWidth = 120;  // of a pipe: wide enough for a log
constexpr std::size_t kLeastWidth = 40;
constexpr std::size_t kMostWidth = 1000;

bool given(const char* variable) { return variable != nullptr && *variable != '\0'; }

bool forces(const char* variable) {
  return given(variable) && std::string_view(variable) != "0" &&
         std::string_view(variable) != "false";
}

bool wants_color(ColorChoice choice, const TerminalFacts& facts) {
  if (choice != ColorChoice::kAuto) return choice == ColorChoice::kAlways;
  if (given(facts.no_color)) return false;
  if (forces(facts.force_color) || forces(facts.clicolor_force)) return true;
  bool dumb = facts.term != nullptr && std::string_view(facts.term) == "dumb";
  return facts.is_terminal && !dumb;
}

// POSIX: the first of the three that is set to something decides.
bool has_unicode(const TerminalFacts& facts) {
  for (const char* variable : {facts.lc_all, facts.lc_ctype, facts.lang}) {
    if (!given(variable)) continue;
    std::string locale = base::to_lower(variable);
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

std::size_t width_of(const TerminalFacts& facts) {
  std::size_t width = facts.columns;
  if (given(facts.columns_variable)) {
    width = std::strtoul(facts.columns_variable, nullptr, 10);
  }
  return width == 0 ? kDefaultWidth : std::clamp(width, kLeastWidth, kMostWidth);
}

// A terminal that does not know OSC 8 may show it, so only those that say they do.
bool has_links(const TerminalFacts& facts, bool color) {
  if (given(facts.force_hyperlink)) return forces(facts.force_hyperlink);
  if (!facts.is_terminal || !color) return false;
  std::string_view term = facts.term == nullptr ? "" : facts.term;
  // What is between decides, not the terminal outside.
  if (term.starts_with("screen") || term.starts_with("tmux")) return false;
  for (std::string_view name : {"kitty", "alacritty", "foot", "ghostty", "wezterm"}) {
    if (term.find(name) != std::string_view::npos) return true;
  }
  std::string_view program = facts.term_program == nullptr ? "" : facts.term_program;
  for (std::string_view name : {"iTerm.app", "WezTerm", "vscode", "ghostty", "mintty"}) {
    if (program == name) return true;
  }
  // 0.50 shows them without trouble.
  constexpr unsigned long kFirstVte = 5000;
  if (given(facts.vte_version)) return std::strtoul(facts.vte_version, nullptr, 10) >= kFirstVte;
  return given(facts.wt_session) || given(facts.konsole_version);
}

struct CodeRange {
  char32_t first;
  char32_t last;
};

// Unicode 15, general categories Mn and Me and the zero-width characters, as
// far as they occur in the text of configuration files.
constexpr CodeRange kZeroWidth[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D}, {0x20D0, 0x20F0},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

// Unicode 15, East_Asian_Width W and F (UAX #11), neighbouring blocks joined.
constexpr CodeRange kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x2705, 0x2705},
    {0x270A, 0x270B},   {0x2728, 0x2728},   {0x274C, 0x274C},   {0x2753, 0x2757},
    {0x2795, 0x2797},   {0x2B50, 0x2B50},   {0x2E80, 0x303E},   {0x3041, 0x33FF},
    {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18DFF}, {0x1AFF0, 0x1B2FF}, {0x1F18E, 0x1F18E},
    {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3E0, 0x1F3F0}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F550, 0x1F567}, {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD},
};

template <std::size_t N>
bool among(const CodeRange (&ranges)[N], char32_t code) {
  return std::any_of(std::begin(ranges), std::end(ranges), [code](const CodeRange& range) {
    return range.first <= code && code <= range.last;
  });
}

std::string_view escape_of(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kStrong:
      return "\x1b[1m";
    case Style::kFaint:
      return "\x1b[2m";
    case Style::kFrame:
      return "\x1b[1;34m";
    case Style::kError:
      return "\x1b[1;31m";
    case Style::kWarning:
      return "\x1b[1;33m";
    case Style::kInfo:
      return "\x1b[1;36m";
    case Style::kGood:
      return "\x1b[1;32m";
  }
  return "";
}

}  // namespace

std::optional<ColorChoice> color_choice_named(std::string_view word) {
  if (word == "auto") return ColorChoice::kAuto;
  if (word == "always") return ColorChoice::kAlways;
  if (word == "never") return ColorChoice::kNever;
  return std::nullopt;
}

Style style_of(check::Severity severity) {
  switch (severity) {
    case check::Severity::kInfo:
      return Style::kInfo;
    case check::Severity::kWarning:
      return Style::kWarning;
    case check::Severity::kError:
      return Style::kError;
  }
  return Style::kPlain;
}

std::string Terminal::painted(Style style, std::string_view text) const {
  std::string_view escape = escape_of(style);
  if (!color || escape.empty() || text.empty()) return std::string(text);
  return std::string(escape).append(text).append("\x1b[0m");
}

std::string Terminal::linked(std::string_view text, std::string_view path) const {
  if (!links || folder.empty()) return std::string(text);
  std::string out = "\x1b]8;;file://";
  for (char c : source::absolute_path(path, folder)) {
    if (base::is_alnum(c) || std::string_view("/-._~").find(c) != std::string_view::npos) {
      out += c;
    } else {
      auto byte = static_cast<unsigned char>(c);
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      out += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return out.append("\x1b\\").append(text).append("\x1b]8;;\x1b\\");
}

std::string Terminal::fitted(std::string_view text, std::size_t column) const {
  constexpr std::size_t kLeastText = 20;
  if (!wraps || column + kLeastText > width) return std::string(text);
  std::string out;
  std::size_t at = column;
  for (std::string_view word : base::split(text, ' ')) {
    std::size_t size = display_width(word);
    if (!out.empty() && at + 1 + size > width) {
      out.append("\n").append(column, ' ');
      at = column;
    } else if (!out.empty()) {
      out += ' ';
      ++at;
    }
    out += word;
    at += size;
  }
  return out;
}

Terminal terminal_for(ColorChoice choice, const TerminalFacts& facts) {
  bool color = wants_color(choice, facts);
  return {color, has_unicode(facts), width_of(facts), facts.is_terminal, has_links(facts, color), ""};
}

Terminal detect_terminal(ColorChoice choice, int descriptor) {
  TerminalFacts facts;
  facts.is_terminal = isatty(descriptor) == 1;
  winsize size{};
  if (facts.is_terminal && ioctl(descriptor, TIOCGWINSZ, &size) == 0) facts.columns = size.ws_col;
  facts.no_color = std::getenv("NO_COLOR");
  facts.force_color = std::getenv("FORCE_COLOR");
  facts.clicolor_force = std::getenv("CLICOLOR_FORCE");
  facts.term = std::getenv("TERM");
  facts.columns_variable = std::getenv("COLUMNS");
  facts.lc_all = std::getenv("LC_ALL");
  facts.lc_ctype = std::getenv("LC_CTYPE");
  facts.lang = std::getenv("LANG");
  facts.force_hyperlink = std::getenv("FORCE_HYPERLINK");
  facts.vte_version = std::getenv("VTE_VERSION");
  facts.term_program = std::getenv("TERM_PROGRAM");
  facts.wt_session = std::getenv("WT_SESSION");
  facts.konsole_version = std::getenv("KONSOLE_VERSION");
  Terminal terminal = terminal_for(choice, facts);
  if (terminal.links) terminal.folder = source::working_directory();
  return terminal;
}

std::size_t code_point_width(char32_t code) {
  if (code < 0x300) return 1;
  if (among(kZeroWidth, code)) return 0;
  return among(kWide, code) ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = base::code_point_size(text, at);
    auto code = static_cast<char32_t>(static_cast<unsigned char>(text[at]));
    if (size > 1) code &= 0xFFU >> (size + 1);
    for (std::size_t i = 1; i < size; ++i) {
      code = (code << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    }
    width += code_point_width(code);
    at += size;
  }
  return width;
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string result(text);
  std::size_t width = display_width(text);
  if (width < columns) result.append(columns - width, ' ');
  return result;
}

}  // namespace verifull::report
