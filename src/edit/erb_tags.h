// Where the tags of an ERB template are, and the template without them.
//
// Edits are made to the template, not to what it renders, so the structure around
// them has to be read in the template itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::edit {

struct ErbTag {
  std::uint32_t begin = 0;  // of `<%`
  std::uint32_t end = 0;    // behind `%>`, or the end of the text
  bool output = false;      // `<%= %>`
  bool comment = false;     // `<%# %>`
};

std::vector<ErbTag> erb_tags(std::string_view text);

// The tag that holds the bytes [begin, end), or nullptr.
const ErbTag* tag_around(const std::vector<ErbTag>& tags, std::uint32_t begin, std::uint32_t end);

// A text of the same size in which every output tag is a plain word, or a comment
// when it stands alone on its lines, and every other tag is blank.
std::string without_tags(std::string_view text, const std::vector<ErbTag>& tags);

}  // namespace verifull::edit
