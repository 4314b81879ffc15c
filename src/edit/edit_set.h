// Edits that can be made together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "edit/edit.h"

namespace verifull::edit {

class EditSet {
 public:
  // The same edit again is fine and counts once. Insertions at one place become one,
  // in the order of their coming. False, and nothing is added, when it touches bytes
  // that another one changes.
  bool add(const Edit& edit);

  // Sorted by file and place, disjoint.
  const std::vector<Edit>& edits() const { return edits_; }

 private:
  std::vector<Edit> given_;
  std::vector<Edit> edits_;
};

// `text`, which is that of `file`, with those of `edits` that are in it. They are as
// EditSet::edits() gives them and lie within the text.
std::string applied(std::string_view text, base::FileId file, const std::vector<Edit>& edits);

}  // namespace verifull::edit
