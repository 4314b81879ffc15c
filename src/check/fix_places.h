// Where a person would write a change of one connection: in the environment's own
// mapping, in the anchor that several share when all who use it are to change, or in
// the file that gives the value.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "edit/edit.h"
#include "edit/yaml_document.h"
#include "facts/subject.h"
#include "source/source_set.h"

namespace verifull::check {

struct FixInput {
  const source::SourceSet& sources;
  // Top-level keys of database.yml that only hold an anchor.
  std::vector<std::string> holders;
};

// The key of the mapping that the connection is made of; nullptr when no file has it.
const base::Span* header_of(const facts::Subject& subject);

class FixPlaces {
 public:
  explicit FixPlaces(const FixInput& input) : input_(input) {}

  // The headers of all connections that are to change in the same way.
  void cover(std::vector<base::Span> headers) { covered_ = std::move(headers); }

  edit::Outcome set(const facts::Subject& subject, std::string_view key, std::string_view value);
  edit::Outcome rename(const base::Span& key, std::string_view to);
  edit::Outcome set_value_of(const base::Span& key, std::string_view to);
  edit::Outcome remove(const base::Span& key);

  // False: others that are not to change use what is at this place of database.yml.
  bool may_edit(const base::Span& place);

  source::FileKind kind(base::FileId file) const { return input_.sources.at(file).kind; }
  std::string_view text(base::FileId file) const { return input_.sources.at(file).text; }

 private:
  const edit::YamlDocument& document(base::FileId file);
  edit::Outcome replace(const facts::Subject& subject, std::string_view key,
                        const base::Span& place, std::string_view value);
  edit::Outcome replace_in_template(const facts::Subject& subject, std::string_view key,
                                    const base::Span& place, std::string_view value);
  edit::Outcome write(const facts::Subject& subject, std::string_view key, std::string_view value);
  // A mapping that `own` merges and that every covered user of it shares.
  parse::YamlId shared_by_all(const edit::YamlDocument& document, parse::YamlId own) const;
  // All who use the mapping are covered.
  bool may_change(const edit::YamlDocument& document, parse::YamlId mapping, int depth) const;

  const FixInput& input_;
  std::vector<base::Span> covered_;
  // Mappings looked at; a file of aliases of aliases would have no end of them.
  mutable int looks_ = 0;
  std::map<base::FileId, std::unique_ptr<edit::YamlDocument>> documents_;
};

}  // namespace verifull::check
