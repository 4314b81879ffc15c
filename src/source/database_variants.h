// Which file of a `config` folder is the database configuration.
//
// Rails reads config/database.yml and nothing else (railties
// lib/rails/application/configuration.rb, paths "config/database"). Many
// repositories don't hold that file, because it is made from another one when the
// app is set up: database.yml.example, database.docker.yml, example.database.yml …
// The one that stands nearest to what production gets is taken in its place.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace verifull::source {

// The nearest first.
enum class DatabaseFile : std::uint8_t {
  kItself,      // database.yml
  kYaml,        // database.yaml
  kErb,         // database.yml.erb
  kExample,     // .example, .sample, .template …
  kProduction,  // .production …
  kPostgres,    // .postgresql, .pg …
  kDocker,      // .docker …
  kOther,       // another word: database.yml.liszt
  kLastResort,  // test, development, CI, SQLite, MySQL
  kNone,        // no name of a database configuration
};

// `name` has no slash.
DatabaseFile database_file(std::string_view name);

// A choice among several of the same kind: `database.yml.example` comes before
// `database.example.yml`, that before `example.database.yml`; then by name.
struct DatabaseRank {
  DatabaseFile file = DatabaseFile::kNone;
  std::uint8_t shape = 0;
  std::string_view name;
  auto operator<=>(const DatabaseRank&) const = default;
};
DatabaseRank database_rank(std::string_view name);

// Folders below `config` whose database.yml is meant to be copied into `config`:
// "database", "examples" …
bool holds_database_examples(std::string_view folder);

}  // namespace verifull::source
