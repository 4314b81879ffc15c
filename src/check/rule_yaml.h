// Walking the YAML of a rule or configuration file and saying what is wrong with it.
//
// The first problem is kept and reading goes on with empty values, so that the
// readers need not test every step; what they give counts only when ok().
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/line_index.h"
#include "base/result.h"
#include "base/span.h"
#include "parse/yaml_tree.h"

namespace verifull::check {

// What errors call the file, and whether it may be empty: a configuration may.
enum class YamlUse : std::uint8_t { kRule, kConfiguration };

// Every YamlId may be kNoYaml, which reads as nothing without a problem; what
// must be there is fetched with require().
class RuleYaml {
 public:
  // `text` and `path` must outlive this. `path` is how errors name the file.
  RuleYaml(std::string_view text, std::string_view path, base::FileId file,
           YamlUse use = YamlUse::kRule);

  bool ok() const { return !error_; }
  // Only when !ok(). The message is "path:line:column: sentence".
  const base::Error& error() const { return *error_; }

  parse::YamlId root() const { return tree_.root; }
  bool is(parse::YamlId id, parse::YamlKind kind) const;

  // The pairs of a mapping whose keys are texts, each once.
  std::span<const parse::YamlPair> pairs(parse::YamlId id, std::string_view what);
  // The same, and every key is one of `allowed`.
  std::span<const parse::YamlPair> fields(parse::YamlId id, std::string_view what,
                                          std::span<const std::string_view> allowed);
  std::span<const parse::YamlId> items(parse::YamlId id, std::string_view what);

  // The value of a key of a mapping.
  parse::YamlId find(parse::YamlId mapping, std::string_view key) const;
  parse::YamlId require(parse::YamlId mapping, std::string_view key);

  // A text that is not empty, whatever is in it.
  std::string_view content(parse::YamlId id, std::string_view what);
  // The same without control characters, which would reach somebody's terminal.
  std::string_view text(parse::YamlId id, std::string_view what);
  // The same, one line without a full stop at its end.
  std::string_view line(parse::YamlId id, std::string_view what);
  bool truth(parse::YamlId id, std::string_view what);
  // The texts of a sequence that is not empty.
  std::vector<std::string_view> texts(parse::YamlId id, std::string_view what);
  // The index of a text among `words`; 0 and a problem when it is none.
  std::size_t choice(parse::YamlId id, std::string_view what,
                     std::span<const std::string_view> words);

  // "path:line:column" of where it begins.
  std::string place(parse::YamlId id) const;

  void fail(parse::YamlId id, std::string sentence, std::string hint = "");

 private:
  std::string place_at(std::uint32_t begin) const;
  void fail_at(std::uint32_t begin, std::uint32_t end, std::string sentence, std::string hint);
  bool is_text(parse::YamlId id, std::string_view what);

  std::string_view text_;
  std::string_view path_;
  std::string name_;
  base::FileId file_;
  base::LineIndex lines_;
  parse::YamlTree tree_;
  std::optional<base::Error> error_;
};

// A word of the file in backticks, made safe and short for a message.
std::string quoted(std::string_view word);

// "did you mean `x`?", or empty when nothing is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace verifull::check
