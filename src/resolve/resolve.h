// A project resolved: for each environment and database the connection that Rails
// would really open.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/conditions.h"
#include "resolve/connection.h"
#include "resolve/judge.h"
#include "resolve/rails_config.h"
#include "resolve/variables.h"

namespace verifull::resolve {

struct ResolveInput {
  std::string_view text;           // of database.yml
  base::FileId file = base::kNoFile;
  RailsRules rules;
  VariableSources variables;
  std::string rails_root;          // absolute
  std::vector<std::string> environments;       // asked for; empty: production-like ones
  std::vector<std::string> environment_names;  // of config/environments
  std::vector<std::string> production_names;   // looked at, whatever they are called
  std::vector<std::string> ignored_names;      // not looked at unless asked for
  int libpq = 0;
  std::string pg_version;
  bool has_pg_gem = true;
  bool default_root_possible = false;
  std::string_view service_text;
  base::FileId service_file = base::kNoFile;
  std::string service_path;        // from rails_root
  RootFile (*root_file)(const void* context, std::string_view path) = nullptr;
  const void* root_file_context = nullptr;
};

// One database of one environment, with what the rules want to know about it.
struct ResolvedDatabase {
  Connection connection;
  RawEntry raw;
  Judged judged;              // in the world that the verdict shows
  Environment variables{false};
  bool unfollowed = false;  // what the file comes to is not known
  bool development = false;   // a development or test environment
  // Conditions under which a setting's key is there and comes to nothing; empty
  // when that cannot happen.
  std::vector<std::string> sslmode_lost;
  std::vector<std::string> sslrootcert_lost;
  std::vector<std::string> lost_databases;  // see RawEnvironment
  std::vector<base::Span> dynamic_lines;    // see Rendered
};

// A key of a mapping that was given again, or overridden by a merge after it.
struct RepeatedKey {
  std::string key;
  base::Span winner;   // the key that counts (of a merge: the `<<` pair)
  base::Span loser;    // the key that does not
  std::string winner_text;  // the values, when they are texts and no secrets
  std::string loser_text;
  bool by_merge = false;
  bool mapping = false;           // the one that counts holds a mapping
  std::vector<std::string> path;  // keys around it
};

// The reason for a key that only holds an anchor.
inline constexpr std::string_view kOnlyHolder = "only an anchor holder";

struct UnusedEnvironment {
  std::string name;
  std::string reason;
};

struct Resolution {
  std::vector<ResolvedDatabase> databases;   // in the order of the file
  std::vector<RepeatedKey> repeated;
  std::vector<UnusedEnvironment> unused;
  std::vector<LoadError> limits;             // that ended the reading, each once
  std::shared_ptr<Unknowns> unknowns;        // what placeholders in it stand for
};

Resolution resolve(const ResolveInput& input);

// Known by name: "development", "test", "cucumber", "archive_test" …
bool is_development_like(std::string_view environment);

}  // namespace verifull::resolve
