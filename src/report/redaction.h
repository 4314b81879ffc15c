// What no output may show, whatever its format.
//
// Quoted lines are other people's text: beside the settings that we understand
// they hold neighbours (SECRET_KEY_BASE, API_TOKEN) that we don't. So a file is
// searched as a whole for what looks like a secret, and what the resolver knows
// to be one is added. What is hidden keeps its place: a shown line has
// base::kRedacted where each hidden range was (report/quoted_line.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "engine/analysis.h"
#include "report/assignment_secrets.h"
#include "report/hidden.h"

namespace verifull::report {

// Everything in `text` that looks like a secret; sorted, disjoint.
std::vector<ByteRange> secret_ranges(std::string_view text, TextKind kind);

// Finds the secrets of each file when it is first asked for it.
class Redactor {
 public:
  // `analysis` must outlive it.
  explicit Redactor(const engine::Analysis& analysis);

  // Sorted, disjoint; offsets into the file's text.
  const std::vector<ByteRange>& hidden_in(base::FileId file) const;

 private:
  struct OfFile {
    bool searched = false;
    std::vector<base::Span> known;
    std::vector<ByteRange> ranges;
  };

  void add_known(const resolve::Setting& setting);
  void add_known(const resolve::Trail& trail);

  const engine::Analysis& analysis_;
  mutable std::vector<OfFile> files_;
};

// A text that is not a quoted line (a message, a name, a value, a path) made
// safe to print: without secrets, on one line, without control and
// bidirectional characters, and without what GitHub's runner takes for a command
// (`##[` anywhere, `::` at the beginning; actions/runner ActionCommand.cs).
std::string shown(std::string_view text);

// The same in the last moment, for a whole output: only breaks `##[`.
std::string without_commands(std::string text);

}  // namespace verifull::report
