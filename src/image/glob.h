// Wildcards as Go has them: filepath.Match for COPY's sources, and
// moby/patternmatcher for .dockerignore, --exclude and --parents.
//
// Matching takes time in proportion to pattern times path; a regular expression
// that is not run as one can't blow up.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace verifull::image {

class Glob {
 public:
  // filepath.Match: `*` and `?` stop at a slash. nullopt for ErrBadPattern.
  static std::optional<Glob> parse_match(std::string_view pattern);
  // A cleaned pattern of patternmatcher: `**` too. nullopt also for what only its
  // regular expressions take otherwise: `\d`, `[[:alpha:]]`, `[z-a]`.
  static std::optional<Glob> parse_ignore(std::string_view pattern);

  bool matches(std::string_view path) const;
  // No wildcards: it matches one path.
  bool literal() const { return literal_; }
  std::size_t size() const { return tokens_.size(); }

 private:
  enum class Kind : std::uint8_t {
    kCharacter,
    kOne,      // ?
    kClass,    // [a-z]
    kRun,      // *
    kAll,      // ** at the end: anything, slashes too
    kFolders,  // **/ or ** in front of more: nothing, or anything up to a slash
  };
  struct Token {
    Kind kind = Kind::kCharacter;
    std::uint32_t character = 0;
    bool negated = false;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
  };
  static std::optional<Glob> parse(std::string_view pattern, bool ignore);
  static bool takes(const Token& token, std::uint32_t character);
  void add_state(std::vector<std::uint8_t>& states, std::size_t state) const;

  std::vector<Token> tokens_;
  bool literal_ = true;
  // patternmatcher looks at `**abc`, without other wildcards, as a mere suffix.
  bool suffix_ = false;
};

}  // namespace verifull::image
