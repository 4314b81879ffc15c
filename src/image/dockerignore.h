// What .dockerignore leaves out of a build context.
//
// moby/patternmatcher (ignorefile.ReadAll, MatchesOrParentMatches): patterns are
// anchored at the context's root, a matched folder takes all that is in it, `!`
// takes back, and the last line that matches counts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "image/glob.h"

namespace verifull::image {

class Dockerignore {
 public:
  Dockerignore() = default;
  Dockerignore(std::string_view text, base::FileId file);
  // Of --exclude: one pattern each, as they are.
  explicit Dockerignore(const std::vector<std::string>& patterns);

  struct Decision {
    bool ignored = false;
    base::Span line;  // the pattern that decides; unknown when none matches
  };
  // `path` from the context's root, cleaned; "" is never ignored.
  Decision decide(std::string_view path) const;

  // A `!` may take back what is in an ignored folder.
  bool has_exceptions() const { return exceptions_; }
  bool empty() const { return patterns_.empty(); }
  // A line that Docker refuses; the build then fails.
  const std::optional<base::Span>& refused() const { return refused_; }
  // What one decision may cost, in steps of comparing.
  std::size_t size() const { return size_; }

 private:
  struct Pattern {
    Glob glob;
    bool exception = false;
    base::Span span;
  };
  void add(std::string_view pattern, base::Span span);

  std::vector<Pattern> patterns_;
  bool exceptions_ = false;
  std::optional<base::Span> refused_;
  std::size_t size_ = 0;
};

// Go's path.Clean: "" becomes ".".
std::string clean_path(std::string_view path);

}  // namespace verifull::image
