// What differs between Rails versions in how a connection is put together.
//
// Each row was read in, or executed with, the sources of rails/rails at the
// *-stable branches: activerecord/lib/active_record/database_configurations.rb
// and railties/lib/rails/application/configuration.rb.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parse/db_url.h"

namespace verifull::resolve {

// How the top-level `shared:` reaches an environment with several databases.
enum class SharedRule : unsigned char {
  kEnvironment,   // <= 6.1: merged beside the databases, which breaks the entry
  kEachDatabase,  // 7.0: the whole of it into every database
  kByNameStrict,  // 7.1 to 8.0: by database name; a name it lacks is a NoMethodError
  kByName,        // >= 8.1
};

struct RailsRules {
  std::string version;       // "7.1"
  bool databases = true;     // >= 6.0: several databases, <NAME>_DATABASE_URL
  bool nil_url_blocks = false;  // 6.0 to 7.0: an empty `url:` keeps DATABASE_URL out
  bool url_parsed_at_load = true;  // 6.1 to 8.1: DATABASE_URL is parsed even if nobody uses it
  bool adapters_registered = true;  // >= 7.2: AdapterNotFound instead of LoadError
  bool env_has_local = true;  // >= 7.1: Rails.env.local? (active_support/environment_inquirer.rb)
  SharedRule shared = SharedRule::kByName;
  parse::UrlRules url;
};

// Rules of "X.Y…". Versions before 5.2 get the rules of 5.2, later ones than the
// newest known those of the newest; nullopt for a text that is no version.
std::optional<RailsRules> rails_rules(std::string_view version);

inline constexpr std::string_view kOldestRails = "5.2";
inline constexpr std::string_view kNewestRails = "8.1";

}  // namespace verifull::resolve
