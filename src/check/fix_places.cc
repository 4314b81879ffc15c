#include "check/fix_places.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "base/text.h"
#include "edit/env_edit.h"
#include "edit/ruby_edit.h"
#include "edit/url_edit.h"
#include "edit/yaml_edit.h"

namespace verifull::check {
namespace {

using edit::Outcome;
using edit::PairPlace;
using edit::YamlDocument;
using parse::kNoYaml;

// Code decides what is rendered, and somewhere in the file the key is given: another
// branch may give it to this mapping.
bool may_come_from_code(const YamlDocument& document, std::string_view key) {
  auto end = static_cast<std::uint32_t>(document.text().size());
  if (document.code_in(0, end) == nullptr) return false;
  for (parse::YamlId id = 0; id < document.tree().nodes.size(); ++id) {
    if (document.pair_named(id, key)) return true;
  }
  return false;
}

// Merges of merges of merges; nobody goes deeper.
constexpr int kMaxMergeDepth = 8;
constexpr int kMaxLooks = 5'000;
// Above that nobody waits for a fix.
constexpr std::size_t kMaxNodes = 20'000;

constexpr std::string_view kBehindMode[] = {"port", "host", "url"};
constexpr std::string_view kBehindRoot[] = {"sslmode", "port", "host", "url"};

std::span<const std::string_view> neighbours_of(std::string_view key) {
  if (key == "sslrootcert") return kBehindRoot;
  return kBehindMode;
}

bool is_name(char c) { return base::is_alnum(c) || c == '_' || c == '-'; }

// `key=value` of a URL's query that begins where `at` does.
std::optional<base::Span> parameter_at(std::string_view text, const base::Span& at) {
  if (at.begin == 0 || at.begin >= text.size()) return std::nullopt;
  char before = text[at.begin - 1];
  if (before != '?' && before != '&') return std::nullopt;
  std::size_t end = at.begin;
  while (end < text.size() && is_name(text[end])) ++end;
  if (end >= text.size() || text[end] != '=') return std::nullopt;
  end = std::min(text.find_first_of("&#\"' \t\r\n<", end), text.size());
  return base::Span{at.file, at.begin, static_cast<std::uint32_t>(end)};
}

}  // namespace

const base::Span* header_of(const facts::Subject& subject) {
  const base::Span* header = subject.place("database.header");
  return header != nullptr ? header : subject.place("environment.header");
}

const YamlDocument& FixPlaces::document(base::FileId file) {
  std::unique_ptr<YamlDocument>& known = documents_[file];
  if (!known) known = std::make_unique<YamlDocument>(text(file), file);
  return *known;
}

bool FixPlaces::may_change(const YamlDocument& document, parse::YamlId mapping, int depth) const {
  if (++looks_ > kMaxLooks || document.tree().nodes.size() > kMaxNodes) return false;
  std::vector<PairPlace> users = document.users_of(mapping);
  if (users.empty() || depth > kMaxMergeDepth) return false;
  return std::all_of(users.begin(), users.end(), [&](const PairPlace& user) {
    if (document.is_merge(user)) return may_change(document, user.mapping, depth + 1);
    base::Span key = document.key_span(user);
    if (std::find(covered_.begin(), covered_.end(), key) != covered_.end()) return true;
    // `variables:` and the like belong to the connection.
    bool nested = user.mapping != document.tree().root && document.mapping_of(user) == mapping;
    if (nested) return may_change(document, user.mapping, depth + 1);
    std::string_view name = document.tree().at(document.pair(user).key).value;
    return user.mapping == document.tree().root &&
           std::find(input_.holders.begin(), input_.holders.end(), name) != input_.holders.end();
  });
}

parse::YamlId FixPlaces::shared_by_all(const YamlDocument& document, parse::YamlId own) const {
  const parse::YamlTree& tree = document.tree();
  for (std::size_t i = tree.at(own).pairs.size(); i-- > 0;) {
    if (!document.is_merge({own, i})) continue;
    parse::YamlId shared = document.mapping_meant({own, i});
    if (shared == kNoYaml || !may_change(document, shared, 0)) continue;
    std::vector<PairPlace> users = document.users_of(shared);
    auto merges = std::count_if(users.begin(), users.end(), [&](const PairPlace& user) {
      return document.is_merge(user);
    });
    if (merges > 1) return shared;
  }
  return kNoYaml;
}

Outcome FixPlaces::set(const facts::Subject& subject, std::string_view key,
                       std::string_view value) {
  const base::Span* place = subject.place(std::string(key) + ".value");
  if (place != nullptr && place->known()) {
    Outcome outcome = replace(subject, key, *place, value);
    bool in_template =
        input_.sources.at(place->file).kind == source::FileKind::kDatabaseConfig &&
        !parameter_at(text(place->file), *place);
    if (outcome || !in_template) return outcome;
  }
  return write(subject, key, value);
}

Outcome FixPlaces::replace(const facts::Subject& subject, std::string_view key,
                           const base::Span& place, std::string_view value) {
  source::FileKind kind = input_.sources.at(place.file).kind;
  if (kind != source::FileKind::kDatabaseConfig && value.starts_with("<%")) {
    return Outcome::cannot("only database.yml is a template");
  }
  switch (kind) {
    case source::FileKind::kDatabaseConfig:
      return replace_in_template(subject, key, place, value);
    case source::FileKind::kDotenv:
    case source::FileKind::kDockerfile:
      if (auto parameter = parameter_at(text(place.file), place)) {
        return edit::set_parameter(text(place.file), *parameter, value);
      }
      return edit::set_env_value(text(place.file), place, value);
    default:
      return Outcome::cannot("the value comes from a file that is not edited");
  }
}

Outcome FixPlaces::replace_in_template(const facts::Subject& subject, std::string_view key,
                                       const base::Span& place, std::string_view value) {
  const YamlDocument& yaml = document(place.file);
  if (!yaml.ok()) return Outcome::cannot("the template cannot be read without its tags");
  std::optional<PairPlace> around = yaml.pair_around(place);
  if (!around || !may_change(yaml, around->mapping, 0)) {
    return Outcome::cannot("others use the value too");
  }
  if (auto parameter = parameter_at(yaml.text(), place)) {
    return edit::set_parameter(yaml.text(), *parameter, value);
  }
  const edit::ErbTag* tag = edit::tag_around(yaml.tags(), place.begin, place.end);
  if (tag != nullptr && (tag->begin < place.begin || place.end < tag->end)) {
    return edit::set_literal(yaml.text(), place, value);
  }
  if (tag != nullptr && tag->output) {
    base::Span whole{place.file, tag->begin, tag->end};
    if (Outcome outcome = edit::replace_app_path(yaml.text(), whole, value)) return outcome;
  }
  const base::Span* written = subject.place(std::string(key) + ".key");
  std::optional<PairPlace> pair = written != nullptr ? yaml.pair_with_key(*written) : std::nullopt;
  if (!pair) return Outcome::cannot("the key is not written out");
  return edit::set_value(yaml, *pair, value);
}

Outcome FixPlaces::write(const facts::Subject& subject, std::string_view key,
                         std::string_view value) {
  const base::Span* header = header_of(subject);
  if (header == nullptr) return Outcome::cannot("no file has this environment");
  const YamlDocument& yaml = document(header->file);
  if (!yaml.ok()) return Outcome::cannot("the template cannot be read without its tags");
  std::optional<PairPlace> holder = yaml.pair_with_key(*header);
  if (!holder) return Outcome::cannot("the environment is not written out");
  parse::YamlId own = yaml.mapping_of(*holder);
  if (own == kNoYaml) {
    own = yaml.mapping_meant(*holder);
    if (own == kNoYaml) return Outcome::cannot("the environment is no mapping");
    if (!may_change(yaml, own, 0)) return Outcome::cannot("others use the mapping too");
  } else if (parse::YamlId shared = shared_by_all(yaml, own);
             shared != kNoYaml && !yaml.pair_named(own, key)) {
    own = shared;
  } else if (!may_change(yaml, own, 0)) {
    return Outcome::cannot("others use the mapping too");
  }
  if (std::optional<PairPlace> there = yaml.pair_named(own, key)) {
    return edit::set_value(yaml, *there, value);
  }
  if (may_come_from_code(yaml, key)) {
    return Outcome::cannot("Ruby code may give the key in another branch");
  }
  return edit::insert_pair(yaml, own, key, value, neighbours_of(key));
}

bool FixPlaces::may_edit(const base::Span& place) {
  if (input_.sources.at(place.file).kind != source::FileKind::kDatabaseConfig) return true;
  const YamlDocument& yaml = document(place.file);
  std::optional<PairPlace> around = yaml.ok() ? yaml.pair_around(place) : std::nullopt;
  return around && may_change(yaml, around->mapping, 0);
}

Outcome FixPlaces::rename(const base::Span& key, std::string_view to) {
  if (auto parameter = parameter_at(text(key.file), key)) {
    return edit::rename_parameter(text(key.file), *parameter, to);
  }
  if (input_.sources.at(key.file).kind != source::FileKind::kDatabaseConfig) {
    return Outcome::cannot("the key is not in database.yml");
  }
  const YamlDocument& yaml = document(key.file);
  std::optional<PairPlace> pair = yaml.ok() ? yaml.pair_with_key(key) : std::nullopt;
  if (!pair) return Outcome::cannot("the key is not written out");
  if (yaml.pair_named(pair->mapping, to)) return Outcome::cannot("there is such a key already");
  return edit::rename_key(yaml, *pair, to);
}

Outcome FixPlaces::set_value_of(const base::Span& key, std::string_view to) {
  if (auto parameter = parameter_at(text(key.file), key)) {
    return edit::set_parameter(text(key.file), *parameter, to);
  }
  const YamlDocument& yaml = document(key.file);
  std::optional<PairPlace> pair = yaml.ok() ? yaml.pair_with_key(key) : std::nullopt;
  if (!pair) return Outcome::cannot("the key is not written out");
  return edit::set_value(yaml, *pair, to);
}

Outcome FixPlaces::remove(const base::Span& key) {
  if (auto parameter = parameter_at(text(key.file), key)) {
    return edit::remove_parameter(text(key.file), *parameter);
  }
  if (input_.sources.at(key.file).kind != source::FileKind::kDatabaseConfig) {
    return Outcome::cannot("the key is not in database.yml");
  }
  const YamlDocument& yaml = document(key.file);
  std::optional<PairPlace> pair = yaml.ok() ? yaml.pair_around(key) : std::nullopt;
  if (!pair || yaml.key_span(*pair).begin != key.begin) {
    return Outcome::cannot("the key is not written out");
  }
  // A nested mapping that would be empty goes as well.
  if (yaml.tree().at(pair->mapping).pairs.size() == 1) {
    std::vector<PairPlace> users = yaml.users_of(pair->mapping);
    bool nested = users.size() == 1 && users[0].mapping != yaml.tree().root;
    if (nested) pair = users[0];
  }
  return edit::remove_pair(yaml, *pair);
}

}  // namespace verifull::check
