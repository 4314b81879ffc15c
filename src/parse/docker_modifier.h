// What `${x:-w}` and its kin give, once x and w are known or known to be unknown.
#pragma once

#include <string>
#include <string_view>

#include "parse/docker_words.h"

namespace verifull::parse {

// A part of a word after expansion.
struct WordPiece {
  std::string text;
  bool known = true;
  bool from_build_arg = false;
};

// `$x` itself.
WordPiece plain_value(const DockerVariable& variable);

// One of `- + ? # %`, with or without the colon (which takes the empty value for
// unset). `word` is the expanded operand; of `##` and `%%` it still has the
// second sign in front. On failure `error` gets a sentence without values.
WordPiece modified_value(const DockerVariable& variable, char modifier, bool colon,
                         const WordPiece& word, WordBudget& budget, std::string& error);

// `${x/p/r}`, or `${x//p/r}` with `all`.
WordPiece replaced_value(const DockerVariable& variable, const WordPiece& pattern,
                         const WordPiece& replacement, bool all, WordBudget& budget,
                         std::string& error);

}  // namespace verifull::parse
