#include "image/mode.h"

#include <algorithm>

#include "base/text.h"

namespace verifull::image {
namespace {

constexpr std::uint32_t kUser = 0700;
constexpr std::uint32_t kGroup = 0070;
constexpr std::uint32_t kOther = 0007;
constexpr std::uint32_t kSetUid = 04000;
constexpr std::uint32_t kSetGid = 02000;
constexpr std::uint32_t kSticky = 01000;
constexpr std::uint32_t kExecute = 0111;

std::uint32_t who_of(char c) {
  if (c == 'u') return kUser;
  if (c == 'g') return kGroup;
  if (c == 'o') return kOther;
  return c == 'a' ? kUser | kGroup | kOther : 0;
}

// The three bits of one class, in all three.
std::uint32_t spread(std::uint32_t bits, std::uint32_t from) {
  std::uint32_t three = from == kUser ? bits >> 6 : from == kGroup ? bits >> 3 : bits;
  three &= 7U;
  return three << 6 | three << 3 | three;
}

// set-uid belongs to u, set-gid to g, sticky to o (and so to a).
std::uint32_t special_of(std::uint32_t who) {
  return ((who & kUser) != 0 ? kSetUid : 0) | ((who & kGroup) != 0 ? kSetGid : 0);
}

void set_bits(Mode& mode, std::uint32_t bits) {
  mode.bits |= bits;
  mode.known |= bits;
}

void clear_bits(Mode& mode, std::uint32_t bits) {
  mode.bits &= ~bits;
  mode.known |= bits;
}

void forget_bits(Mode& mode, std::uint32_t bits) {
  mode.bits &= ~bits;
  mode.known &= ~bits;
}

}  // namespace

std::string shown(const Mode& mode) {
  std::string result;
  for (std::uint32_t shift : {9U, 6U, 3U, 0U}) {
    bool known = (mode.known >> shift & 7U) == 7U;
    result += known ? static_cast<char>('0' + (mode.bits >> shift & 7U)) : '?';
  }
  return result;
}

std::optional<ModeChange> ModeChange::parse(std::string_view text, std::uint32_t umask) {
  ModeChange change;
  if (text.empty()) return std::nullopt;
  if (base::is_digit(text[0])) {
    for (char c : text) {
      if (c < '0' || c > '7') return std::nullopt;
      change.octal_bits_ = change.octal_bits_ << 3 | static_cast<std::uint32_t>(c - '0');
      if (change.octal_bits_ > kAllBits) return std::nullopt;
    }
    change.octal_ = true;
    change.clears_special_ = text.size() > 4;
    return change;
  }
  for (std::string_view clause : base::split(text, ',')) {
    if (!parse_clause(clause, umask, change.steps_)) return std::nullopt;
  }
  return change;
}

bool ModeChange::parse_clause(std::string_view clause, std::uint32_t umask,
                              std::vector<Step>& steps) {
  std::size_t at = 0;
  std::uint32_t who = 0;
  while (at < clause.size() && who_of(clause[at]) != 0) who |= who_of(clause[at++]);
  std::uint32_t spared = who == 0 ? umask : 0;
  if (who == 0) who = who_of('a');
  std::size_t actions = 0;
  for (; at < clause.size(); ++actions) {
    Step step;
    step.action = clause[at++];
    if (step.action != '+' && step.action != '-' && step.action != '=') return false;
    step.who = who;
    step.spared = spared;
    if (at < clause.size() && clause[at] != 'a' && who_of(clause[at]) != 0) {
      step.copy_from = who_of(clause[at++]);
    }
    for (; step.copy_from == 0 && at < clause.size(); ++at) {
      char c = clause[at];
      if (c == '+' || c == '-' || c == '=') break;
      if (c == 'r') step.bits |= 0444;
      else if (c == 'w') step.bits |= 0222;
      else if (c == 'x') step.bits |= kExecute;
      else if (c == 'X') step.execute_if_any = true;
      else if (c == 's') step.bits |= kSetUid | kSetGid;
      else if (c == 't') step.bits |= kSticky;
      else return false;
    }
    steps.push_back(step);
  }
  return actions > 0;
}

Mode ModeChange::apply(const Step& step, Mode mode, bool directory) {
  std::uint32_t reach = step.who | special_of(step.who) | ((step.who & kOther) != 0 ? kSticky : 0);
  reach &= ~step.spared;
  std::uint32_t bits = step.bits;
  std::uint32_t unsure = 0;
  if (step.copy_from != 0) {
    bits = spread(mode.bits, step.copy_from);
    unsure = ~spread(mode.known, step.copy_from) & 0777U;
  }
  if (step.execute_if_any) {
    bool any = directory || (mode.bits & kExecute) != 0;
    if (any) bits |= kExecute;
    else unsure |= (mode.known & kExecute) == kExecute ? 0 : kExecute;
  }
  bits &= reach;
  unsure &= reach & ~bits;
  if (step.action == '=') {
    // A directory keeps its set-id bits unless they are named.
    std::uint32_t kept = directory ? (kSetUid | kSetGid) & ~step.bits : 0;
    clear_bits(mode, (step.who | special_of(step.who)) & ~kept);
    if ((step.who & kOther) != 0) clear_bits(mode, kSticky);
  }
  if (step.action == '-') {
    // Of bits that may be meant, those that are set may be gone.
    clear_bits(mode, bits);
    forget_bits(mode, unsure & (mode.bits | ~mode.known));
  } else {
    set_bits(mode, bits);
    forget_bits(mode, unsure & ~mode.bits);
  }
  return mode;
}

Mode ModeChange::applied(Mode mode, bool directory) const {
  if (octal_) {
    // GNU chmod: a directory keeps set-uid and set-gid under a mode of four digits.
    std::uint32_t kept = directory && !clears_special_ ? kSetUid | kSetGid : 0;
    Mode result = Mode::of(octal_bits_ | (mode.bits & kept));
    result.known &= ~(kept & ~octal_bits_ & ~mode.known);
    return result;
  }
  for (const Step& step : steps_) mode = apply(step, mode, directory);
  return mode;
}

}  // namespace verifull::image
