#include "edit/yaml_document.h"

#include <algorithm>

namespace verifull::edit {
namespace {

using parse::kNoYaml;
using parse::YamlId;
using parse::YamlKind;
using parse::YamlNode;
using parse::YamlPair;

}  // namespace

YamlDocument::YamlDocument(std::string_view text, base::FileId file)
    : text_(text),
      file_(file),
      tags_(erb_tags(text)),
      plain_(without_tags(text, tags_)),
      tree_(parse::parse_yaml(plain_)) {}

std::optional<PairPlace> YamlDocument::pair_with_key(const base::Span& key) const {
  if (key.file != file_) return std::nullopt;
  for (YamlId id = 0; id < tree_.nodes.size(); ++id) {
    const YamlNode& node = tree_.at(id);
    for (std::size_t i = 0; i < node.pairs.size(); ++i) {
      const parse::YamlRange& range = tree_.at(node.pairs[i].key).range;
      if (range.begin == key.begin && range.end == key.end) return PairPlace{id, i};
    }
  }
  return std::nullopt;
}

std::optional<PairPlace> YamlDocument::pair_around(const base::Span& span) const {
  if (span.file != file_) return std::nullopt;
  std::optional<PairPlace> best;
  for (YamlId id = 0; id < tree_.nodes.size(); ++id) {
    const YamlNode& node = tree_.at(id);
    for (std::size_t i = 0; i < node.pairs.size(); ++i) {
      PairPlace place{id, i};
      base::Span whole = span_of(place);
      if (!whole.contains(span)) continue;
      if (!best || span_of(*best).size() >= whole.size()) best = place;
    }
  }
  return best;
}

std::optional<PairPlace> YamlDocument::pair_named(YamlId mapping, std::string_view key) const {
  const std::vector<YamlPair>& pairs = tree_.at(mapping).pairs;
  for (std::size_t i = pairs.size(); i-- > 0;) {
    const YamlNode& node = tree_.at(pairs[i].key);
    if (node.kind == YamlKind::kScalar && node.value == key) return PairPlace{mapping, i};
  }
  return std::nullopt;
}

base::Span YamlDocument::key_span(const PairPlace& place) const {
  const parse::YamlRange& key = tree_.at(pair(place).key).range;
  return {file_, key.begin, key.end};
}

base::Span YamlDocument::span_of(const PairPlace& place) const {
  const YamlPair& both = pair(place);
  std::uint32_t end = tree_.at(both.key).range.end;
  const YamlNode& value = tree_.at(both.value);
  for (std::uint32_t each : {value.range.end, value.properties.end}) end = std::max(end, each);
  return {file_, tree_.at(both.key).range.begin, end};
}

YamlId YamlDocument::mapping_of(const PairPlace& place) const {
  YamlId value = pair(place).value;
  return tree_.at(value).kind == YamlKind::kMapping ? value : kNoYaml;
}

YamlId YamlDocument::mapping_meant(const PairPlace& place) const {
  YamlId value = pair(place).value;
  if (tree_.at(value).kind == YamlKind::kAlias) value = tree_.at(value).target;
  return value != kNoYaml && tree_.at(value).kind == YamlKind::kMapping ? value : kNoYaml;
}

std::vector<PairPlace> YamlDocument::users_of(YamlId mapping) const {
  std::vector<PairPlace> users;
  auto means_it = [&](YamlId id) {
    const YamlNode& node = tree_.at(id);
    return id == mapping || (node.kind == YamlKind::kAlias && node.target == mapping);
  };
  for (YamlId id = 0; id < tree_.nodes.size(); ++id) {
    const YamlNode& node = tree_.at(id);
    for (std::size_t i = 0; i < node.pairs.size(); ++i) {
      const YamlNode& value = tree_.at(node.pairs[i].value);
      bool listed = value.kind == YamlKind::kSequence &&
                    std::any_of(value.items.begin(), value.items.end(), means_it);
      if (listed || means_it(node.pairs[i].value)) users.push_back({id, i});
    }
  }
  return users;
}

const ErbTag* YamlDocument::code_in(std::uint32_t begin, std::uint32_t end) const {
  for (const ErbTag& tag : tags_) {
    if (!tag.output && !tag.comment && tag.begin >= begin && tag.begin < end) return &tag;
  }
  return nullptr;
}

const ErbTag* YamlDocument::code_of(YamlId mapping) const {
  parse::YamlRange range = tree_.at(mapping).range;
  const ErbTag* inside = code_in(range.begin, range.end);
  if (inside == nullptr) return nullptr;
  for (const PairPlace& user : users_of(mapping)) {
    if (mapping_of(user) == mapping) range.begin = std::min(range.begin, key_span(user).end);
  }
  return code_in(range.begin, range.end);
}

bool YamlDocument::is_flow(YamlId mapping) const {
  const parse::YamlRange& range = tree_.at(mapping).range;
  return range.begin < plain_.size() && plain_[range.begin] == '{';
}

bool YamlDocument::is_merge(const PairPlace& place) const {
  const YamlNode& key = tree_.at(pair(place).key);
  return key.kind == YamlKind::kScalar && key.value == "<<" &&
         key.style == parse::YamlStyle::kPlain;
}

}  // namespace verifull::edit
