#include "image/glob.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace verifull::image {
namespace {

// One character; a malformed byte stands for itself beyond all characters.
std::uint32_t next_character(std::string_view text, std::size_t& at) {
  constexpr std::uint32_t kBeyond = 0x200000;
  std::size_t size = base::code_point_size(text, at);
  auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(text[at + i]) & 0xffU; };
  std::uint32_t first = byte(0);
  std::uint32_t code = first;
  if (size == 1 && first >= 0x80) code = kBeyond + first;
  if (size == 2) code = (first & 0x1fU) << 6 | (byte(1) & 0x3fU);
  if (size == 3) code = (first & 0x0fU) << 12 | (byte(1) & 0x3fU) << 6 | (byte(2) & 0x3fU);
  if (size == 4) {
    code = (first & 0x07U) << 18 | (byte(1) & 0x3fU) << 12 | (byte(2) & 0x3fU) << 6 |
           (byte(3) & 0x3fU);
  }
  at += size;
  return code;
}

// A character of a class, which may be escaped. nullopt: there can't be one.
std::optional<std::uint32_t> class_character(std::string_view pattern, std::size_t& at) {
  if (at >= pattern.size() || pattern[at] == '-' || pattern[at] == ']') return std::nullopt;
  if (pattern[at] == '\\' && ++at >= pattern.size()) return std::nullopt;
  std::uint32_t code = next_character(pattern, at);
  if (at >= pattern.size()) return std::nullopt;
  return code;
}

using Ranges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// patternmatcher makes a regular expression of the pattern, in which these mean
// something else than for Go's matcher, or nothing at all, so that the build fails.
bool only_for_match(std::string_view pattern, std::size_t at) {
  if (pattern.substr(at).starts_with("[:")) return true;
  return at + 1 < pattern.size() && pattern[at] == '\\' && base::is_alnum(pattern[at + 1]);
}

// What stands behind `[` or `[^`, up to `]`.
bool read_class(std::string_view pattern, bool ignore, std::size_t& at, Ranges& ranges) {
  while (true) {
    if (at < pattern.size() && pattern[at] == ']' && !ranges.empty()) return ++at, true;
    if (ignore && only_for_match(pattern, at)) return false;
    std::optional<std::uint32_t> low = class_character(pattern, at);
    if (!low) return false;
    std::optional<std::uint32_t> high = low;
    if (pattern[at] == '-') {
      ++at;
      high = class_character(pattern, at);
      if (!high || (ignore && *high < *low)) return false;
    }
    ranges.emplace_back(*low, *high);
  }
}

}  // namespace

std::optional<Glob> Glob::parse_match(std::string_view pattern) { return parse(pattern, false); }
std::optional<Glob> Glob::parse_ignore(std::string_view pattern) { return parse(pattern, true); }

std::optional<Glob> Glob::parse(std::string_view pattern, bool ignore) {
  Glob glob;
  bool other_wildcards = false;
  for (std::size_t at = 0; at < pattern.size();) {
    Token token;
    if (pattern[at] == '*') {
      bool first = at == 0;
      bool twice = ignore && at + 1 < pattern.size() && pattern[at + 1] == '*';
      at += twice ? 2 : 1;
      token.kind = Kind::kRun;
      if (twice && first) glob.suffix_ = true;
      // The slash behind it is part of it, but a suffix is compared with its own.
      bool slash = twice && at < pattern.size() && pattern[at] == '/';
      if (slash) ++at;
      if (twice) token.kind = at >= pattern.size() ? Kind::kAll : Kind::kFolders;
      if (!twice || !first) other_wildcards = true;
      if (twice && first && !slash) token.negated = true;  // `**abc`: any suffix
    } else if (pattern[at] == '?') {
      ++at;
      token.kind = Kind::kOne;
      other_wildcards = true;
    } else if (pattern[at] == '[') {
      ++at;
      token.kind = Kind::kClass;
      token.negated = at < pattern.size() && pattern[at] == '^';
      if (token.negated) ++at;
      if (!read_class(pattern, ignore, at, token.ranges)) return std::nullopt;
      other_wildcards = true;
    } else {
      if (pattern[at] == '\\') {
        if (ignore && only_for_match(pattern, at)) return std::nullopt;
        if (++at >= pattern.size()) return std::nullopt;
        other_wildcards = other_wildcards || ignore;
      }
      token.character = next_character(pattern, at);
    }
    if (token.kind != Kind::kCharacter) glob.literal_ = false;
    glob.tokens_.push_back(std::move(token));
  }
  if (other_wildcards) glob.suffix_ = false;
  return glob;
}

bool Glob::takes(const Token& token, std::uint32_t character) {
  switch (token.kind) {
    case Kind::kCharacter:
      return token.character == character;
    case Kind::kOne:
    case Kind::kRun:
      return character != '/';
    case Kind::kAll:
    case Kind::kFolders:
      return true;
    case Kind::kClass:
      break;
  }
  bool in = std::any_of(token.ranges.begin(), token.ranges.end(), [&](const auto& range) {
    return range.first <= character && character <= range.second;
  });
  return in != token.negated;
}

// States are before each token and at the end; a second row of them is inside of
// kFolders, which may only be left behind a slash.
void Glob::add_state(std::vector<std::uint8_t>& states, std::size_t state) const {
  for (; state <= tokens_.size() && states[state] == 0; ++state) {
    states[state] = 1;
    if (state == tokens_.size()) return;
    Kind kind = tokens_[state].kind;
    if (kind == Kind::kFolders) states[tokens_.size() + 1 + state] = 1;
    if (kind != Kind::kRun && kind != Kind::kAll && kind != Kind::kFolders) return;
  }
}

bool Glob::matches(std::string_view path) const {
  std::size_t count = tokens_.size();
  std::vector<std::uint8_t> now(2 * count + 2, 0);
  add_state(now, 0);
  bool any_suffix = suffix_ && count > 0 && tokens_[0].negated;
  for (std::size_t at = 0; at < path.size();) {
    std::uint32_t character = next_character(path, at);
    std::vector<std::uint8_t> next(2 * count + 2, 0);
    for (std::size_t i = 0; i < count; ++i) {
      const Token& token = tokens_[i];
      if (now[count + 1 + i] != 0) {
        next[count + 1 + i] = 1;
        if (character == '/' || any_suffix) add_state(next, i + 1);
      }
      if (now[i] == 0 || token.kind == Kind::kFolders || !takes(token, character)) continue;
      bool stays = token.kind == Kind::kRun || token.kind == Kind::kAll;
      add_state(next, stays ? i : i + 1);
    }
    now = std::move(next);
  }
  return now[count] != 0;
}

}  // namespace verifull::image
