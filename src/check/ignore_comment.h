// Ignores that stand beside what they are about:
//
//   # verifull: ignore[rule-id, other-id] until=2027-01-31 the reason
//
// In YAML and .env files at the end of a line or on a line of its own, in a
// Dockerfile on a line of its own, because only there `#` begins a comment. A
// `#` behind an odd number of quotes is text: a finding that is shown although
// it was meant to be ignored does less harm than one that is lost.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "source/source_set.h"

namespace verifull::check {

struct IgnoredId {
  std::string id;
  base::Span span;
};

struct IgnoreComment {
  base::Span span;             // from `verifull:` to the end of the comment
  std::uint32_t line = 0;      // 0-based: the line it is about
  std::vector<IgnoredId> ids;  // empty: there is no list in brackets
  std::string until;           // "2027-01-31" as written; "" for no end
  base::Span until_span;
  std::string reason;
};

// In order. `file` is the id of `source`.
std::vector<IgnoreComment> ignore_comments(const source::SourceFile& source, base::FileId file);

// True for the form of a date of the calendar, whose order is that of its bytes.
bool is_date(std::string_view text);

}  // namespace verifull::check
