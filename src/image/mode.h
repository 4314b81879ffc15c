// Permission bits of which some may be unknown, and what chmod makes of them.
//
// POSIX chmod (symbolic modes) as GNU coreutils and busybox do it, and BuildKit's
// `--chmod`, which takes the same words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::image {

inline constexpr std::uint32_t kAllBits = 07777;

struct Mode {
  std::uint32_t bits = 0;
  std::uint32_t known = 0;  // which of the bits are; others are 0 in `bits`

  static constexpr Mode of(std::uint32_t bits) { return {bits, kAllBits}; }
  bool complete() const { return known == kAllBits; }
  friend bool operator==(const Mode&, const Mode&) = default;
};

// "0644"; "?" for each digit that is not known as a whole.
std::string shown(const Mode& mode);

// A list of changes as chmod takes it: `644`, `u=rw,go=r`, `a+rX`.
class ModeChange {
 public:
  // `umask`: the bits that a change without "who" (`+w`) leaves alone; chmod has
  // the shell's, COPY --chmod none. nullopt for a text that is no mode.
  static std::optional<ModeChange> parse(std::string_view text, std::uint32_t umask);

  Mode applied(Mode mode, bool directory) const;

 private:
  struct Step {
    char action = '=';        // + - =
    std::uint32_t who = 0;    // 0700, 0070 and 0007 of those meant
    std::uint32_t bits = 0;   // repeated for u, g and o; s and t too
    bool execute_if_any = false;  // X
    std::uint32_t copy_from = 0;  // 0, or the class whose bits are copied
    std::uint32_t spared = 0;     // bits of the umask
  };
  static bool parse_clause(std::string_view clause, std::uint32_t umask,
                           std::vector<Step>& steps);
  static Mode apply(const Step& step, Mode mode, bool directory);

  bool octal_ = false;
  std::uint32_t octal_bits_ = 0;
  bool clears_special_ = false;  // an octal mode of five digits or more
  std::vector<Step> steps_;
};

}  // namespace verifull::image
