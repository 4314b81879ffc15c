#include "source/database_variants.h"

#include <algorithm>
#include <string>
#include <vector>

#include "source/name_words.h"

namespace verifull::source {
namespace {

constexpr std::string_view kOtherDatabases[] = {
    "mariadb", "mysql", "mysql2", "oracle", "sqlite", "sqlite3", "sqlserver", "mssql", "trilogy",
};
constexpr std::string_view kPostgresWords[] = {
    "pg", "pgsql", "postgis", "postgres", "postgresql", "aws", "rds", "heroku", "azure",
};
constexpr std::string_view kDockerWords[] = {
    "compose", "container", "docker", "k8s", "kubernetes", "swarm",
};
// An editor's or a merge's leavings.
constexpr std::string_view kLeftovers[] = {
    "bak", "backup", "enc", "gpg", "orig", "old", "rej", "save", "swp", "tmp",
};

template <std::size_t kSize>
bool is_one_of(std::string_view word, const std::string_view (&words)[kSize]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_yaml_word(std::string_view word) { return word == "yml" || word == "yaml"; }

DatabaseFile file_of_word(std::string_view word) {
  if (is_one_of(word, kLeftovers)) return DatabaseFile::kNone;
  if (is_one_of(word, kOtherDatabases)) return DatabaseFile::kLastResort;
  if (is_development_word(word)) return DatabaseFile::kLastResort;
  if (is_example_word(word)) return DatabaseFile::kExample;
  if (is_production_word(word)) return DatabaseFile::kProduction;
  if (is_one_of(word, kPostgresWords)) return DatabaseFile::kPostgres;
  if (is_one_of(word, kDockerWords)) return DatabaseFile::kDocker;
  return word == "erb" ? DatabaseFile::kErb : DatabaseFile::kOther;
}

std::uint8_t shape_of(std::string_view name) {
  if (name.starts_with("database.y")) return 0;
  return name.starts_with("database") ? 1 : 2;
}

}  // namespace

DatabaseFile database_file(std::string_view name) {
  if (name == "database.yml") return DatabaseFile::kItself;
  if (name == "database.yaml") return DatabaseFile::kYaml;
  // Most names end here, before anything is taken apart.
  if (name.find("database") == std::string_view::npos || name.ends_with('~')) {
    return DatabaseFile::kNone;
  }
  std::vector<std::string> words = name_words(name);
  auto yaml = std::find_if(words.begin(), words.end(), is_yaml_word);
  auto database = std::find(words.begin(), yaml, "database");
  if (yaml == words.end() || database == yaml || name.starts_with('.')) return DatabaseFile::kNone;
  // The word that is furthest from production decides.
  DatabaseFile worst = DatabaseFile::kErb;
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (word != yaml && word != database) worst = std::max(worst, file_of_word(*word));
  }
  return worst;
}

DatabaseRank database_rank(std::string_view name) {
  return {database_file(name), shape_of(name), name};
}

bool holds_database_examples(std::string_view folder) {
  return folder == "database" || folder == "databases" || is_example_word(folder);
}

}  // namespace verifull::source
