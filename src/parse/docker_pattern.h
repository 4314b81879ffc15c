// The wildcard patterns of Docker's `${x#p}`, `${x%p}` and `${x/p/r}`.
//
// moby/buildkit frontend/dockerfile/shell/lex.go: `?` is any character, `*` any
// number of them, a backslash takes the meaning of `*`, `?` and itself; there
// are no bracket expressions. Two backslash sequences are not escapes of the
// pattern but of the `${…}` around it and lose their backslash: `\}` and `\/`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::parse {

// One element per character, or one of the two wildcards.
struct DockerPattern {
  static constexpr std::uint32_t kAnyOne = 0xfffffffe;
  static constexpr std::uint32_t kAnyRun = 0xffffffff;
  std::vector<std::uint32_t> elements;
};

// nullopt for a backslash before anything that it can't escape: BuildKit stops
// there.
std::optional<DockerPattern> parse_docker_pattern(std::string_view text);

enum class PatternEnd : std::uint8_t { kPrefix, kSuffix };

// Without the prefix (or suffix) that the pattern matches, the shortest or the
// longest one; unchanged when there is none. Comparing takes from `steps`, and
// nullopt says that they are used up.
std::optional<std::string> trim_pattern(const DockerPattern& pattern, std::string_view text,
                                        PatternEnd end, bool longest, std::uint64_t& steps);

// The first match, or every one, replaced; a match starts as early and ends as
// late as it can. With `all`, `$0` in the replacement is the match and other
// `$name` are empty, since it is a template of Go's Regexp.ReplaceAllString.
std::optional<std::string> replace_pattern(const DockerPattern& pattern, std::string_view text,
                                           std::string_view replacement, bool all,
                                           std::uint64_t& steps);

}  // namespace verifull::parse
