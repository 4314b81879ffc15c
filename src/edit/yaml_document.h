// The structure of a YAML template around the places where it is edited.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "edit/erb_tags.h"
#include "parse/yaml_tree.h"

namespace verifull::edit {

// A pair of a mapping of the document.
struct PairPlace {
  parse::YamlId mapping = parse::kNoYaml;
  std::size_t index = 0;  // in its pairs
};

class YamlDocument {
 public:
  // `text` must outlive it and is the whole file, byte-order mark included.
  YamlDocument(std::string_view text, base::FileId file);

  // False: the template is not YAML without its tags, so nothing is known of it.
  bool ok() const { return !tree_.error && tree_.root != parse::kNoYaml; }

  std::string_view text() const { return text_; }
  // The same without tags, byte for byte in the same places.
  std::string_view plain() const { return plain_; }
  base::FileId file() const { return file_; }
  const parse::YamlTree& tree() const { return tree_; }
  const std::vector<ErbTag>& tags() const { return tags_; }

  // The pair whose key is at these bytes.
  std::optional<PairPlace> pair_with_key(const base::Span& key) const;
  // The innermost pair that holds these bytes.
  std::optional<PairPlace> pair_around(const base::Span& span) const;
  // The pair of `mapping` with this key; the last one, which counts.
  std::optional<PairPlace> pair_named(parse::YamlId mapping, std::string_view key) const;

  const parse::YamlPair& pair(const PairPlace& place) const {
    return tree_.at(place.mapping).pairs[place.index];
  }
  // From the key to the end of the value.
  base::Span span_of(const PairPlace& place) const;
  base::Span key_span(const PairPlace& place) const;

  // The value of the pair, when it is a mapping that is written there.
  parse::YamlId mapping_of(const PairPlace& place) const;
  // The mapping that the value of the pair stands for, aliases followed.
  parse::YamlId mapping_meant(const PairPlace& place) const;

  // The pairs that take this mapping in: the `<<` pair, or one whose value is it or an
  // alias of it.
  std::vector<PairPlace> users_of(parse::YamlId mapping) const;

  // Code of Ruby, which may write or leave out what is around it, within these bytes.
  const ErbTag* code_in(std::uint32_t begin, std::uint32_t end) const;

  // The first code in the mapping, or between its key and it when what begins there
  // ends inside; nullptr for none. A mapping that is in one branch as a whole has none.
  const ErbTag* code_of(parse::YamlId mapping) const;

  bool is_flow(parse::YamlId mapping) const;
  bool is_merge(const PairPlace& place) const;

 private:
  std::string_view text_;
  base::FileId file_;
  std::vector<ErbTag> tags_;
  std::string plain_;
  parse::YamlTree tree_;
};

}  // namespace verifull::edit
