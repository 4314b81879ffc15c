// A document's structure as a text that yaml-cpp reads as Psych reads the document.
//
// With a plain word in the place of each scalar and alias, because yaml-cpp ends
// and folds those by rules of its own (`[a?b]`, `|+`, `!!a!b`); without anchors,
// tags, comments and directives; a byte-order mark takes up a column; nothing
// follows the document.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "parse/yaml_outline.h"

namespace verifull::parse {

// `outline` is that of `text`. Ends with a line break.
std::string yaml_skeleton(std::string_view text, const YamlOutline& outline);

// Where the line begins that the byte `at` is in.
std::size_t yaml_line_start(std::string_view text, std::size_t at);

}  // namespace verifull::parse
