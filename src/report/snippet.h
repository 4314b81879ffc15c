// Source lines with the places of a finding marked in them.
//
//     --> config/database.yml:27:12
//      |
//   25 | production:
//      | ---------- environment `production`
//   ...
//   27 |   sslmode: require
//      |            ^^^^^^^ expected `verify-full`
//      |
//     ::: .env.production:4
//      |
//    4 | DATABASE_URL=postgres://app:[redacted]@db.example.com/app
//      |                                        -------------- the host
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "check/severity.h"
#include "report/redaction.h"
#include "report/terminal.h"
#include "source/source_set.h"

namespace verifull::report {

struct Mark {
  base::Span span;   // known
  std::string text;  // may be empty
  bool primary = false;
};

struct Snippet {
  const source::SourceSet& sources;
  const Redactor& redactor;
  const Terminal& terminal;
  check::Severity severity;  // colours the primary marks
  bool quotes = true;        // false: only says where, because the text is not there
};

// Digits of the largest line number that is shown.
std::size_t gutter_width(const Snippet& snippet, const std::vector<Mark>& marks);

// A block for each file: that of the primary mark first, the others in the
// order of their marks. Every line ends with a newline; the last one is an empty
// gutter. A span of several lines is marked on its first one. A line too long
// for the terminal is cut to the part round its marks.
std::string draw(const Snippet& snippet, const std::vector<Mark>& marks);

}  // namespace verifull::report
