#include "edit/yaml_edit.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "edit/scalar_text.h"

namespace verifull::edit {
namespace {

using parse::YamlId;
using parse::YamlKind;
using parse::YamlNode;
using parse::YamlPair;

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

std::uint32_t line_begin(std::string_view text, std::uint32_t at) {
  while (at > 0 && !is_line_end(text[at - 1])) --at;
  return at;
}

std::uint32_t line_end(std::string_view text, std::uint32_t at) {
  while (at < text.size() && !is_line_end(text[at])) ++at;
  return at;
}

// The line break at `at`, or the first one of the text; "\n" for a text of one line.
std::string_view line_break(std::string_view text, std::size_t at) {
  if (at >= text.size()) at = text.find_first_of("\r\n");
  if (at >= text.size()) return "\n";
  return text.substr(at, text.substr(at, 2) == "\r\n" ? 2 : 1);
}

char quote_of_node(const YamlDocument& document, YamlId id) {
  switch (document.tree().at(id).style) {
    case parse::YamlStyle::kSingleQuoted: return '\'';
    case parse::YamlStyle::kDoubleQuoted: return '"';
    default: return 0;
  }
}

std::string_view text_of(const YamlDocument& document, const base::Span& span) {
  return document.text().substr(span.begin, span.size());
}

class Insertion {
 public:
  Insertion(const YamlDocument& document, YamlId mapping, std::string_view key,
            std::string_view value)
      : document_(document), mapping_(mapping), key_(key), value_(value) {}

  Outcome make(std::span<const std::string_view> behind) {
    std::optional<PairPlace> sibling = choose(behind);
    if (!sibling) return Outcome::cannot("Ruby code decides what is in this mapping");
    return document_.is_flow(mapping_) ? in_flow(*sibling) : on_own_line(*sibling);
  }

 private:
  const std::vector<YamlPair>& pairs() const { return document_.tree().at(mapping_).pairs; }

  std::optional<PairPlace> choose(std::span<const std::string_view> behind) const {
    std::size_t first = 0;
    std::size_t last = pairs().size();
    const ErbTag* code = document_.code_of(mapping_);
    for (std::size_t i = 0; i < pairs().size(); ++i) {
      PairPlace place{mapping_, i};
      if (document_.is_merge(place)) first = i;
      if (code != nullptr && document_.span_of(place).end > code->begin) last = std::min(last, i);
    }
    if (first >= last) return std::nullopt;
    for (std::string_view key : behind) {
      std::optional<PairPlace> place = document_.pair_named(mapping_, key);
      if (place && place->index >= first && place->index < last) return place;
    }
    // A nested mapping at the end would put its children between.
    for (std::size_t i = last; i-- > first;) {
      if (document_.tree().at(pairs()[i].value).pairs.empty()) return PairPlace{mapping_, i};
    }
    return PairPlace{mapping_, last - 1};
  }

  // `key: value` in the manner of the sibling.
  std::string written(const PairPlace& sibling, std::size_t column) const {
    char quote = quote_of_node(document_, document_.pair(sibling).key);
    std::string text = quote == 0 ? std::string(key_) : yaml_scalar(key_, quote);
    text += ':';
    std::size_t aligned = column_of_values();
    std::size_t here = column + text.size();
    text.append(aligned > here ? aligned - here : 1, ' ');
    return text + yaml_scalar(value_, value_quote(sibling));
  }

  // Only texts show in which quotes this file has its texts.
  char value_quote(const PairPlace& sibling) const {
    YamlId value = document_.pair(sibling).value;
    const parse::YamlRange& range = document_.tree().at(value).range;
    bool has_tag = tag_around(document_.tags(), range.begin, range.end) != nullptr;
    char quote = quote_of_node(document_, value);
    bool tagged_inside = std::any_of(
        document_.tags().begin(), document_.tags().end(),
        [&](const ErbTag& tag) { return tag.begin >= range.begin && tag.end <= range.end; });
    return has_tag || tagged_inside ? '\0' : quote;
  }

  // The column that all values of the mapping begin in, when they are aligned on
  // purpose: some key is followed by more than one space. Else 0.
  std::size_t column_of_values() const {
    std::size_t column = 0;
    bool spread = false;
    std::size_t scalars = 0;
    for (std::size_t i = 0; i < pairs().size(); ++i) {
      base::Span key = document_.key_span({mapping_, i});
      const YamlNode& value = document_.tree().at(pairs()[i].value);
      bool inline_scalar = value.kind == YamlKind::kScalar && value.range.begin < value.range.end;
      if (!inline_scalar || document_.is_merge({mapping_, i})) continue;
      std::uint32_t begin = line_begin(document_.plain(), key.begin);
      std::size_t here = value.range.begin - begin;
      if (column != 0 && here != column) return 0;
      column = here;
      spread = spread || value.range.begin > key.end + 2;
      ++scalars;
    }
    return spread && scalars > 1 ? column : 0;
  }

  Outcome in_flow(const PairPlace& sibling) const {
    std::uint32_t at = document_.span_of(sibling).end;
    return Edit{{document_.file(), at, at}, ", " + written(sibling, document_.plain().size())};
  }

  Outcome on_own_line(const PairPlace& sibling) const {
    std::string_view plain = document_.plain();
    base::Span span = document_.span_of(sibling);
    std::uint32_t end = line_end(plain, span.end);
    std::string_view rest = base::trim(plain.substr(span.end, end - span.end));
    if (!rest.empty() && rest[0] != '#') return Outcome::cannot("the line goes on behind the pair");
    std::uint32_t first = document_.key_span({mapping_, 0}).begin;
    std::uint32_t begin = line_begin(document_.text(), first);
    std::string indent(document_.text().substr(begin, first - begin));
    if (indent.starts_with(base::kByteOrderMark)) indent.erase(0, base::kByteOrderMark.size());
    bool blank = indent.find_first_not_of(' ') == std::string::npos;
    if (!blank) indent = std::string(base::code_point_count(indent), ' ');
    std::string text(line_break(document_.text(), end));
    text += indent + written(sibling, indent.size());
    return Edit{{document_.file(), end, end}, std::move(text)};
  }

  const YamlDocument& document_;
  YamlId mapping_;
  std::string_view key_;
  std::string_view value_;
};

bool has_tag_inside(const YamlDocument& document, const base::Span& span) {
  return std::any_of(document.tags().begin(), document.tags().end(), [&](const ErbTag& tag) {
    return tag.begin < span.end && span.begin < tag.end;
  });
}

// Something elsewhere refers to what is in the value.
bool is_anchored(const YamlDocument& document, YamlId id) {
  const YamlNode& node = document.tree().at(id);
  if (!node.anchor.empty()) return true;
  for (const YamlPair& pair : node.pairs) {
    if (is_anchored(document, pair.value)) return true;
  }
  return std::any_of(node.items.begin(), node.items.end(),
                     [&](YamlId item) { return is_anchored(document, item); });
}

Outcome remove_from_flow(const YamlDocument& document, const PairPlace& place) {
  base::Span span = document.span_of(place);
  const std::vector<YamlPair>& pairs = document.tree().at(place.mapping).pairs;
  if (place.index + 1 < pairs.size()) {
    span.end = document.key_span({place.mapping, place.index + 1}).begin;
  } else {
    span.begin = document.span_of({place.mapping, place.index - 1}).end;
  }
  return Edit{span, ""};
}

}  // namespace

Outcome insert_pair(const YamlDocument& document, YamlId mapping, std::string_view key,
                    std::string_view value, std::span<const std::string_view> behind) {
  return Insertion(document, mapping, key, value).make(behind);
}

Outcome set_value(const YamlDocument& document, const PairPlace& place, std::string_view value) {
  YamlId id = document.pair(place).value;
  const YamlNode& node = document.tree().at(id);
  base::Span span{document.file(), node.range.begin, node.range.end};
  if (node.kind != YamlKind::kScalar) return Outcome::cannot("the value is no scalar");
  if (has_tag_inside(document, span)) return Outcome::cannot("the value comes from Ruby code");
  if (node.style == parse::YamlStyle::kLiteral || node.style == parse::YamlStyle::kFolded) {
    return Outcome::cannot("the value is a block of lines");
  }
  if (!node.tag.empty()) return Outcome::cannot("the value has a tag");
  std::string text = yaml_scalar(value, quote_of_node(document, id));
  if (span.begin == span.end) text.insert(0, " ");
  return Edit{span, std::move(text)};
}

Outcome rename_key(const YamlDocument& document, const PairPlace& place, std::string_view key) {
  base::Span span = document.key_span(place);
  if (has_tag_inside(document, span)) return Outcome::cannot("the key comes from Ruby code");
  YamlId id = document.pair(place).key;
  if (document.tree().at(id).kind != YamlKind::kScalar) return Outcome::cannot("the key is an alias");
  bool symbol = text_of(document, span).starts_with(':');
  char quote = quote_of_node(document, id);
  std::string text = quote == 0 ? std::string(key) : yaml_scalar(key, quote);
  return Edit{span, symbol ? ":" + text : text};
}

Outcome remove_pair(const YamlDocument& document, const PairPlace& place) {
  const YamlNode& mapping = document.tree().at(place.mapping);
  if (mapping.pairs.size() < 2) return Outcome::cannot("nothing would be left of the mapping");
  if (is_anchored(document, document.pair(place).value)) {
    return Outcome::cannot("the value is used elsewhere by its anchor");
  }
  base::Span span = document.span_of(place);
  if (document.code_of(place.mapping) != nullptr) {
    return Outcome::cannot("Ruby code decides what is in this mapping");
  }
  if (document.is_flow(place.mapping)) return remove_from_flow(document, place);
  std::string_view plain = document.plain();
  std::uint32_t begin = line_begin(document.text(), span.begin);
  std::uint32_t end = line_end(plain, span.end);
  std::string_view before = document.text().substr(begin, span.begin - begin);
  std::string_view rest = base::trim(plain.substr(span.end, end - span.end));
  bool alone = base::trim(before).empty() && (rest.empty() || rest[0] == '#');
  if (!alone) return Outcome::cannot("other things stand in the same lines");
  std::size_t size = end < plain.size() ? line_break(document.text(), end).size() : 0;
  // The last line of a file without a line break at its end takes the one before it.
  if (size == 0 && begin > 0) {
    begin -= begin > 1 && document.text().substr(begin - 2, 2) == "\r\n" ? 2 : 1;
  }
  return Edit{{document.file(), begin, static_cast<std::uint32_t>(end + size)}, ""};
}

}  // namespace verifull::edit
