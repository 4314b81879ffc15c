// From the loaded file to the databases of one environment, as
// ActiveRecord::DatabaseConfigurations builds them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/config_value.h"
#include "resolve/connection.h"
#include "resolve/environment.h"
#include "resolve/rails_rules.h"
#include "resolve/unknowns.h"
#include "resolve/world.h"

namespace verifull::resolve {

// One database of an environment as the file says it, before URLs come in.
struct RawEntry {
  std::string name;      // "primary" in an environment with one database
  ConfigValue value;     // a mapping, or the text of a URL
  base::Span header;     // the key of the database, or of the environment
  base::Span environment_header;
  bool in_file = true;   // false: only DATABASE_URL can make it exist
};

struct RawEnvironment {
  std::vector<RawEntry> entries;  // in the order of the file
  // Keys of an environment whose databases Rails does not see, because not all
  // values beside them are mappings.
  std::vector<std::string> lost_databases;
  // The whole application cannot load; `entries` are those it would have had.
  std::optional<LoadError> error;
};

// Applies `shared:` and splits environments into databases. `root` is the loaded
// file; errors of other environments count too, as they do in Rails.
RawEnvironment split_environment(const ConfigValue& root, const RailsRules& rules,
                                 std::string_view environment);

// What breaks the boot before the file is read: 6.1 to 8.1 parse DATABASE_URL as
// soon as Active Record is loaded, whoever uses it (active_record/core.rb).
std::optional<LoadError> loading_error(const RailsRules& rules, const Environment& variables);

// What the URL of the entry's variable raises: Rails builds all entries of its
// environment at once, so it breaks the others too.
std::optional<LoadError> overlay_error(const RawEntry& raw, const RailsRules& rules,
                                       const Environment& variables);

// Why a URL came into an entry.
enum class UrlSource : std::uint8_t { kNone, kUrlKey, kVariable };

struct Entry {
  std::string name;
  ConfigValue hash;           // the final configuration hash; nil values still in it
  UrlSource url_source = UrlSource::kNone;
  std::string url_variable;   // the variable that gave the URL, for kVariable
  // The URL, or its beginning, is the unknown text of this variable (or
  // expression): scheme, host and maybe more parameters are hidden in it.
  std::string opaque_url;
  // Literal parameters follow the hidden text: they hold only as long as it has
  // no query of its own.
  bool query_follows = false;
  bool overlay = false;       // an unknown DATABASE_URL that the file does not mention
  bool exists = true;         // false: nobody configures this database in this world
  std::optional<LoadError> error;
};

// The entry in one world: `url:` expanded, DATABASE_URL applied.
Entry finish_entry(const RawEntry& raw, const RailsRules& rules, const Environment& variables,
                   Unknowns& unknowns, World& world);

}  // namespace verifull::resolve
