#include "report/hidden.h"

#include <algorithm>

namespace verifull::report {

std::vector<ByteRange> Hidden::merged() && {
  std::sort(ranges_.begin(), ranges_.end(), [](const ByteRange& a, const ByteRange& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  std::vector<ByteRange> result;
  for (const ByteRange& range : ranges_) {
    if (!result.empty() && range.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, range.end);
    } else {
      result.push_back(range);
    }
  }
  return result;
}

}  // namespace verifull::report
