// Pairs of a YAML mapping set, renamed and taken out, as a person would do it:
// in the manner of their neighbours, with comments, order, quotes, anchors, ERB and
// line endings as they were.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "edit/edit.h"
#include "edit/yaml_document.h"

namespace verifull::edit {

// A pair behind the first of the keys `behind` that the mapping has, or its last one;
// behind its merge keys in any case, which would replace it else. `value` is the text
// that Ruby is to read.
Outcome insert_pair(const YamlDocument& document, parse::YamlId mapping, std::string_view key,
                    std::string_view value, std::span<const std::string_view> behind);

// Another scalar in the place of the value of a pair, in the same quotes.
Outcome set_value(const YamlDocument& document, const PairPlace& place, std::string_view value);

// Another name for the key, in the same quotes.
Outcome rename_key(const YamlDocument& document, const PairPlace& place, std::string_view key);

// The pair with its lines, or with its comma in a `{}` mapping.
Outcome remove_pair(const YamlDocument& document, const PairPlace& place);

}  // namespace verifull::edit
