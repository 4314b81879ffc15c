// Dockerfiles as a list of instructions in which nothing is lost: flags, raw
// words, JSON forms, heredocs, and where each of them stands.
//
// Follows BuildKit's reader (moby/buildkit frontend/dockerfile/parser and
// instructions). Where BuildKit refuses the file this reader says so in
// `problems` and reads on. Variables are not expanded here: words are as
// written, quotes and escapes included (parse/docker_words.h expands them, and
// image/build_state.h knows the variables).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "parse/docker_text.h"

namespace verifull::parse {

// Up to here a line may go in BuildKit, its line break included.
inline constexpr std::size_t kMaxDockerLine = 64UL * 1024UL;
// Our limit: of a larger file nothing is read.
inline constexpr std::size_t kMaxDockerfile = 1024UL * 1024UL;

enum class DockerKeyword : std::uint8_t {
  kAdd,
  kArg,
  kCmd,
  kCopy,
  kEntrypoint,
  kEnv,
  kExpose,
  kFrom,
  kHealthcheck,
  kLabel,
  kMaintainer,
  kOnbuild,
  kRun,
  kShell,
  kStopsignal,
  kUser,
  kVolume,
  kWorkdir,
  kUnknown,
};

// A piece of an instruction as written, and the same bytes in its `line`.
struct DockerWord {
  std::string text;
  base::Span span;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// `--name=value`. Quotes and escapes are already resolved, because BuildKit does
// that before it expands variables.
struct DockerFlag {
  std::string name;                  // without the dashes
  std::optional<std::string> value;  // absent for a bare `--link`
  base::Span span;
  base::Span value_span;  // as written, quotes included; empty when there is none
};

// One variable of ENV, ARG or LABEL.
struct DockerAssignment {
  DockerWord name;
  std::optional<DockerWord> value;  // absent only for an ARG without default
  bool legacy = false;              // `ENV NAME rest of the line`
};

// `<<NAME` on the line of a RUN, COPY or ADD, and the lines that belong to it.
struct DockerHeredoc {
  std::string name;
  std::uint32_t descriptor = 0;  // of `3<<NAME`
  bool quoted = false;           // some of the name is in quotes: nothing is expanded
  bool strip_tabs = false;       // `<<-`
  std::string content;           // leading tabs of each line gone when strip_tabs
  base::Span word_span;          // `<<NAME` on the instruction's line
  base::Span span;               // the body in the file, without the line that ends it
};

struct DockerInstruction {
  DockerKeyword keyword = DockerKeyword::kUnknown;
  DockerWord name;  // the keyword as written
  base::Span span;  // from the keyword to the end of its last line; without heredoc bodies
  DockerText line;  // the whole instruction, continuations and comments taken out
  std::vector<DockerFlag> flags;
  DockerWord rest;  // what follows the flags, without spaces around it

  // `rest` by the rules of the instruction:
  // ADD, COPY, VOLUME      words cut at spaces (quotes mean nothing), or JSON
  // FROM, EXPOSE           words cut at spaces
  // RUN, CMD, ENTRYPOINT, SHELL   the whole rest as one, or JSON
  // USER, WORKDIR, STOPSIGNAL, MAINTAINER   the whole rest as one
  // HEALTHCHECK            its type, then the rest as one, or JSON
  // ENV, ARG, LABEL        none, see `assignments`
  // ONBUILD                none, see `trigger`
  // Of a JSON array each string stands here decoded, its span with the quotes.
  std::vector<DockerWord> arguments;
  bool json = false;

  std::vector<DockerAssignment> assignments;
  std::vector<DockerHeredoc> heredocs;     // in the order of their bodies
  std::vector<DockerInstruction> trigger;  // of ONBUILD: one, or none when it is unusable

  const DockerFlag* flag(std::string_view flag_name) const;
};

// `# name=value` at the top: escape, syntax or check.
struct DockerDirective {
  std::string name;  // lower case
  std::string value;
  base::Span span;  // the line
};

struct DockerProblem {
  std::string message;  // one sentence, no full stop; holds no values
  base::Span span;
  bool stops_build = true;  // false: BuildKit only warns
};

struct Dockerfile {
  base::FileId file = base::kNoFile;
  char escape = '\\';
  std::vector<DockerDirective> directives;
  std::vector<DockerInstruction> instructions;
  std::vector<base::Span> comments;     // each from `#` to the end of its line
  std::vector<DockerProblem> problems;  // in the order of their places
};

// `text` as read from disk: a byte-order mark and CRLF are allowed.
Dockerfile parse_dockerfile(std::string_view text, base::FileId file);

// As BuildKit reads the word: `<<NAME`, `3<<-'NAME'`; nullopt for any other word.
// Content and spans are left empty. COPY's sources that are heredocs are told
// apart with this.
std::optional<DockerHeredoc> parse_heredoc_word(std::string_view word);

}  // namespace verifull::parse
