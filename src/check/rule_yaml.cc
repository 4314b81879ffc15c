#include "check/rule_yaml.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"

namespace verifull::check {
namespace {

// Rules are short; this also keeps each text below the length that a compiler
// must accept for one literal.
constexpr std::size_t kMaxRuleSize = 60'000;
constexpr std::size_t kLongestWord = 64;  // past that it is no slip of a known word

// "a place" stays as it is, the name of a key gets backticks.
std::string subject(std::string_view what) {
  return what.starts_with("a ") ? std::string(what) : "`" + std::string(what) + "`";
}

}  // namespace

RuleYaml::RuleYaml(std::string_view text, std::string_view path, base::FileId file,
                   YamlUse use)
    : text_(text),
      path_(path),
      name_(use == YamlUse::kRule ? "a rule file" : "a configuration"),
      file_(file) {
  if (text.size() > kMaxRuleSize) {
    fail_at(0, 0, name_ + " has at most " + std::to_string(kMaxRuleSize) + " bytes", "");
    return;
  }
  lines_ = base::LineIndex(text);
  if (!base::is_valid_utf8(text)) {
    fail_at(0, 0, name_ + " must be valid UTF-8", "");
    return;
  }
  tree_ = parse::parse_yaml(text);
  if (tree_.error) {
    fail_at(tree_.error->offset, tree_.error->offset, tree_.error->message, "");
  } else if (tree_.root == parse::kNoYaml && use == YamlUse::kRule) {
    fail_at(0, 0, "the file is empty", "");
  }
}

bool RuleYaml::is(parse::YamlId id, parse::YamlKind kind) const {
  return id != parse::kNoYaml && tree_.at(id).kind == kind;
}

std::span<const parse::YamlPair> RuleYaml::pairs(parse::YamlId id, std::string_view what) {
  if (id == parse::kNoYaml) return {};
  if (!is(id, parse::YamlKind::kMapping)) {
    fail(id, std::string(what) + " must be a mapping");
    return {};
  }
  std::set<std::string_view> seen;
  for (const parse::YamlPair& pair : tree_.at(id).pairs) {
    if (!is_text(pair.key, "a key")) return {};
    std::string_view key = tree_.at(pair.key).value;
    if (!seen.insert(key).second) fail(pair.key, quoted(key) + " is given twice");
  }
  return tree_.at(id).pairs;
}

std::span<const parse::YamlPair> RuleYaml::fields(parse::YamlId id, std::string_view what,
                                                  std::span<const std::string_view> allowed) {
  auto found = pairs(id, what);
  for (const parse::YamlPair& pair : found) {
    std::string_view key = tree_.at(pair.key).value;
    if (std::find(allowed.begin(), allowed.end(), key) != allowed.end()) continue;
    fail(pair.key, quoted(key) + " is no key of " + std::string(what), did_you_mean(key, allowed));
  }
  return found;
}

std::span<const parse::YamlId> RuleYaml::items(parse::YamlId id, std::string_view what) {
  if (id == parse::kNoYaml) return {};
  if (is(id, parse::YamlKind::kSequence) && !tree_.at(id).items.empty()) return tree_.at(id).items;
  fail(id, "`" + std::string(what) + "` must be a list with at least one element");
  return {};
}

parse::YamlId RuleYaml::find(parse::YamlId mapping, std::string_view key) const {
  if (!is(mapping, parse::YamlKind::kMapping)) return parse::kNoYaml;
  for (const parse::YamlPair& pair : tree_.at(mapping).pairs) {
    if (is(pair.key, parse::YamlKind::kScalar) && tree_.at(pair.key).value == key) {
      return pair.value;
    }
  }
  return parse::kNoYaml;
}

parse::YamlId RuleYaml::require(parse::YamlId mapping, std::string_view key) {
  parse::YamlId id = find(mapping, key);
  if (id == parse::kNoYaml) fail(mapping, "`" + std::string(key) + "` is missing");
  return id;
}

bool RuleYaml::is_text(parse::YamlId id, std::string_view what) {
  if (is(id, parse::YamlKind::kScalar)) return true;
  bool alias = is(id, parse::YamlKind::kAlias);
  fail(id, alias ? name_ + " has no aliases: write the text out"
                 : std::string(what) + " must be a text");
  return false;
}

std::string_view RuleYaml::content(parse::YamlId id, std::string_view what) {
  std::string name = subject(what);
  if (id == parse::kNoYaml || !is_text(id, name)) return {};
  std::string_view value = tree_.at(id).value;
  if (base::trim(value).empty()) fail(id, name + " must not be empty");
  return value;
}

std::string_view RuleYaml::text(parse::YamlId id, std::string_view what) {
  std::string_view value = content(id, what);
  if (base::neutralised(value, true) == value) return value;
  fail(id, subject(what) + " must not hold control characters");
  return value;
}

std::string_view RuleYaml::line(parse::YamlId id, std::string_view what) {
  std::string_view value = base::trim(text(id, what));
  std::string name = subject(what);
  if (value.find('\n') != std::string_view::npos) fail(id, name + " must be one line");
  if (value.ends_with('.')) fail(id, name + " must not end with a full stop");
  return value;
}

bool RuleYaml::truth(parse::YamlId id, std::string_view what) {
  static constexpr std::string_view kTruths[] = {"false", "true"};
  return choice(id, what, kTruths) == 1;
}

std::vector<std::string_view> RuleYaml::texts(parse::YamlId id, std::string_view what) {
  std::vector<std::string_view> result;
  for (parse::YamlId item : items(id, what)) result.push_back(text(item, what));
  return result;
}

std::size_t RuleYaml::choice(parse::YamlId id, std::string_view what,
                             std::span<const std::string_view> words) {
  std::string_view word = text(id, what);
  if (word.empty()) return 0;
  auto found = std::find(words.begin(), words.end(), word);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::vector<std::string> list(words.begin(), words.end());
  fail(id,
       "`" + std::string(what) + "` is " + quoted(word) + ", not one of " + base::join(list, ", "),
       did_you_mean(word, words));
  return 0;
}

std::string RuleYaml::place_at(std::uint32_t begin) const {
  base::Position at = lines_.position(text_, begin);
  return std::string(path_) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string RuleYaml::place(parse::YamlId id) const {
  return place_at(id == parse::kNoYaml ? 0 : tree_.at(id).range.begin);
}

void RuleYaml::fail(parse::YamlId id, std::string sentence, std::string hint) {
  if (id == parse::kNoYaml) return fail_at(0, 0, std::move(sentence), std::move(hint));
  const parse::YamlRange& range = tree_.at(id).range;
  fail_at(range.begin, range.end, std::move(sentence), std::move(hint));
}

void RuleYaml::fail_at(std::uint32_t begin, std::uint32_t end, std::string sentence,
                       std::string hint) {
  if (error_) return;
  error_ = base::Error{base::ErrorKind::kUsage, place_at(begin) + ": " + sentence, std::move(hint),
                       base::Span{file_, begin, end}};
}

std::string quoted(std::string_view word) {
  if (word.size() <= kLongestWord) return "`" + base::neutralised(word) + "`";
  return "`" + base::neutralised(word.substr(0, kLongestWord)) + "…`";
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  if (word.size() > kLongestWord) return "";
  std::string_view near = base::nearest(word, {known.begin(), known.end()});
  return near.empty() ? "" : "did you mean `" + std::string(near) + "`?";
}

}  // namespace verifull::check
