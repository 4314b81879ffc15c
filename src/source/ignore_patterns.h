// A quick "certainly not ignored" in front of git.
//
// Only git knows what git ignores, and asking it costs about as much time as
// everything else for a small app. But the common case needs no git: no pattern
// in sight could possibly mean the few paths in question. This is a necessary
// condition only and never an answer: a pattern `a/b*c` can match a path only if
// one of its components is `a`, and one begins with `b` and ends with `c`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace verifull::source {

class IgnorePatterns {
 public:
  IgnorePatterns() = default;
  // The text of a .gitignore or of .git/info/exclude.
  explicit IgnorePatterns(std::string_view text);

  // False when no pattern can match `path`, or a folder on the way to it. The
  // path is relative to the folder that the patterns count for.
  bool may_match(std::string_view path) const;

 private:
  // A component of a pattern: what stands before its first and behind its last
  // wildcard, in lower case because core.ignoreCase may be set.
  struct Segment {
    std::string begin;
    std::string end;
    bool exact = false;
  };
  using Pattern = std::vector<Segment>;

  static Segment segment_of(std::string_view text);
  static bool may_match(const Segment& segment, const std::vector<std::string_view>& components);

  std::vector<Pattern> patterns_;
};

}  // namespace verifull::source
