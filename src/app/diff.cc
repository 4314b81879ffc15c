#include "app/diff.h"

#include <string_view>
#include <vector>

#include "base/secret.h"
#include "base/text.h"
#include "fix/unified_diff.h"
#include "report/redaction.h"

namespace verifull::app {
namespace {

class Masked {
 public:
  // The secrets of `text` are those of the file of this path in `analysis`.
  Masked(const engine::Analysis& analysis, std::string_view path, std::string_view text)
      : text_(text) {
    base::FileId file = analysis.sources.find(path);
    if (file != base::kNoFile) hidden_ = report::Redactor(analysis).hidden_in(file);
  }

  std::string bytes(std::size_t begin, std::size_t end) const {
    std::string out;
    for (const report::ByteRange& range : hidden_) {
      if (range.end <= begin || range.begin >= end) continue;
      if (range.begin > begin) append(begin, range.begin, out);
      out += base::kRedacted;
      begin = range.end;
    }
    if (begin < end) append(begin, end, out);
    return report::without_commands(std::move(out));
  }

 private:
  void append(std::size_t begin, std::size_t end, std::string& out) const {
    std::string_view part = text_.substr(begin, end - begin);
    // A tab is harmless, and a diff without it is none.
    std::vector<std::string_view> pieces = base::split(part, '\t');
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (i > 0) out += '\t';
      out += base::neutralised(pieces[i]);
    }
  }

  std::string_view text_;
  std::vector<report::ByteRange> hidden_;
};

}  // namespace

std::string diff_of(const fix::Change& change, const fix::Result& result) {
  Masked before(result.before, change.path, change.before);
  Masked after(result.after, change.path, change.after);
  return fix::unified_diff(report::shown(change.path), change.before, change.after,
                           [&](bool is_new, std::size_t begin, std::size_t end) {
                             return (is_new ? after : before).bytes(begin, end);
                           });
}

}  // namespace verifull::app
