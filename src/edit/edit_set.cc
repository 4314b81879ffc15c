#include "edit/edit_set.h"

#include <algorithm>
#include <tuple>

namespace verifull::edit {
namespace {

bool is_insertion(const Edit& edit) { return edit.span.begin == edit.span.end; }

// What is inserted at the edge of a changed range stands in front of it or behind.
bool collide(const Edit& a, const Edit& b) {
  if (a.span.file != b.span.file) return false;
  if (is_insertion(a) && a.span == b.span) return true;
  return a.span.begin < b.span.end && b.span.begin < a.span.end;
}

bool before(const Edit& a, const Edit& b) {
  return std::tie(a.span.file, a.span.begin, a.span.end) <
         std::tie(b.span.file, b.span.begin, b.span.end);
}

}  // namespace

bool EditSet::add(const Edit& edit) {
  if (std::find(given_.begin(), given_.end(), edit) != given_.end()) return true;
  for (Edit& other : edits_) {
    if (!collide(edit, other)) continue;
    if (!is_insertion(edit) || edit.span != other.span) return false;
    other.text += edit.text;
    given_.push_back(edit);
    return true;
  }
  given_.push_back(edit);
  edits_.insert(std::upper_bound(edits_.begin(), edits_.end(), edit, before), edit);
  return true;
}

std::string applied(std::string_view text, base::FileId file, const std::vector<Edit>& edits) {
  std::string result;
  std::size_t done = 0;
  for (const Edit& edit : edits) {
    if (edit.span.file != file) continue;
    result.append(text.substr(done, edit.span.begin - done)).append(edit.text);
    done = edit.span.end;
  }
  return result.append(text.substr(done));
}

}  // namespace verifull::edit
