// Docker's shell words: quotes, escapes and variables as the Dockerfile
// frontend, not a shell, reads them.
//
// moby/buildkit frontend/dockerfile/shell/lex.go. Takes `$x ${x} ${x:-w} ${x-w}
// ${x:+w} ${x+w} ${x:?m} ${x?m} ${x#p} ${x##p} ${x%p} ${x%%p} ${x/p/r}
// ${x//p/r}`, where w, p and r are words themselves. Added to that is what a
// reader of the repository can't know: a variable may have a value that no file
// says, and then the word has none that is known either.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::parse {

// What is known of a variable where a word uses it.
struct DockerVariable {
  enum class Presence : std::uint8_t {
    kUnset,     // certainly not there: empty
    kSet,       // there; its value is `text` when it is `known`
    kMaybe,     // somebody else may have set it, to anything
    kNotGiven,  // a build argument without default: unset unless the build gives it
  };
  Presence presence = Presence::kUnset;
  // Only has to live until the lookup is asked again.
  std::string_view text;
  bool known = true;            // false: `text` has a hole where the unknown was
  bool from_build_arg = false;  // a build argument may change it
};

using DockerLookup = std::function<DockerVariable(std::string_view name)>;

struct WordOptions {
  char escape = '\\';
  bool plain_quotes = false;  // quotes are ordinary characters (bodies of heredocs)
  bool keep_raw = false;      // quotes and escapes stay in the result
  bool keep_unset = false;    // `$x` stays as written when x is not set
};

// How much one file may cost; shared by all its words.
struct WordBudget {
  std::uint64_t bytes = 32U << 20;  // of variables' values put into words
  std::uint64_t steps = 64U << 20;  // of comparing patterns
};

inline constexpr int kMaxWordDepth = 100;  // of `${a:-${b:-…}}`
// Of a result, in bytes; a word that is longer by itself may be as long as it is.
inline constexpr std::size_t kMaxWordSize = 64UL * 1024UL;

struct WordError {
  std::string message;      // one sentence, no full stop; never holds a value
  std::uint32_t begin = 0;  // bytes of the word
  std::uint32_t end = 0;
};

struct ExpandedWord {
  std::string text;             // unknown parts are left out
  bool known = true;            // false: some part of the text is not known
  bool from_build_arg = false;  // a build argument may change it
  // The variables used that no file gives a value to, each once, at most 16.
  std::vector<std::string> without_value;
  std::optional<WordError> error;  // where BuildKit stops; text is then empty, not known
};

// One word to one text: spaces outside of quotes stay.
ExpandedWord expand_word(std::string_view word, const DockerLookup& lookup,
                         const WordOptions& options, WordBudget& budget);

struct SplitWord {
  std::string text;
  std::uint32_t begin = 0;  // bytes of the source it came from
  std::uint32_t end = 0;
};

// Cuts at spaces outside of quotes, after expanding. Words that are empty are
// dropped, `""` too. nullopt where BuildKit stops.
std::optional<std::vector<SplitWord>> split_words(std::string_view source,
                                                  const DockerLookup& lookup,
                                                  const WordOptions& options, WordBudget& budget);

}  // namespace verifull::parse
