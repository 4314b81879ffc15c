#include "source/app_files.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "source/database_variants.h"
#include "source/dockerfile_choice.h"
#include "source/dotenv_name.h"
#include "source/path.h"

namespace verifull::source {
namespace {

// Names of `listing` that are candidates for the database configuration.
void add_candidates(const std::string& path, const Listing& listing,
                    std::vector<std::string>& paths, Notes& notes) {
  std::vector<DatabaseRank> ranks;
  std::vector<DatabaseRank> folders;
  for (std::size_t i = 0; i < listing.size(); ++i) {
    DatabaseRank rank = database_rank(listing[i].name);
    if (rank.file == DatabaseFile::kNone) continue;
    (listing[i].type == EntryType::kFolder ? folders : ranks).push_back(rank);
  }
  for (const DatabaseRank& folder : folders) {
    // In the place of the file itself, its reader complains about it.
    if (ranks.empty() && folder.file <= DatabaseFile::kYaml) {
      ranks.push_back(folder);
    } else {
      notes.left(join_path(path, folder.name) + "/", "a folder");
    }
  }
  std::sort(ranks.begin(), ranks.end());
  for (const DatabaseRank& rank : ranks) paths.push_back(join_path(path, rank.name));
}

void add_example_folders(const AppFolder& app, std::vector<std::string>& paths, Notes& notes) {
  std::vector<std::string> folders;
  for (std::size_t i = 0; i < app.config_entries.size(); ++i) {
    Listing::Entry entry = app.config_entries[i];
    if (entry.type == EntryType::kFolder && holds_database_examples(entry.name)) {
      folders.push_back(join_path(app.config, entry.name));
    }
  }
  std::sort(folders.begin(), folders.end());
  for (const std::string& folder : folders) {
    Listing listing;
    if (auto error = app.reader.list(folder, false, listing)) {
      notes.errors.push_back(std::move(*error));
    }
    add_candidates(folder, listing, paths, notes);
  }
}

bool is_regular_name(std::string_view path, std::string_view config) {
  return parent_path(path) == config && database_file(base_name(path)) <= DatabaseFile::kYaml;
}

// The sentence of --show-files for the configuration that was taken.
std::string reason_for(const std::string& path, const AppFolder& app, bool named) {
  std::string regular = join_path(app.config, "database.yml");
  if (is_regular_name(path, app.config)) return "database configuration";
  if (named) return "database configuration, named on the command line";
  if (database_file(base_name(path)) == DatabaseFile::kLastResort) {
    return "the last resort for " + regular + ", which is not there";
  }
  return "stands in for " + regular + ", which is not there";
}

void note_others(const AppFolder& app, const std::vector<std::string>& candidates,
                 const std::string& taken, bool named, Notes& notes) {
  std::string reason = named ? taken + " was named on the command line"
                       : is_regular_name(taken, app.config)
                           ? taken + " is there"
                           : taken + " stands in for " + join_path(app.config, "database.yml");
  for (const std::string& path : candidates) {
    if (path != taken) notes.left(path, reason);
  }
}

void collect_dotenv(const AppFolder& app, AppFiles& files, Notes& notes) {
  for (std::size_t i = 0; i < app.entries.size(); ++i) {
    Listing::Entry entry = app.entries[i];
    DotenvName kind = dotenv_name(entry.name);
    if (kind == DotenvName::kOther) continue;
    std::string path = join_path(app.root, entry.name);
    if (entry.type == EntryType::kFolder) {
      notes.left(path + "/", "a folder");
    } else if (kind == DotenvName::kLoaded) {
      files.dotenv.emplace_back(entry.name);
    } else {
      bool example = kind == DotenvName::kExample;
      notes.left(path, example ? "an example: dotenv does not load it"
                               : "dotenv loads no file of this name");
    }
  }
  std::sort(files.dotenv.begin(), files.dotenv.end());
}

void add_dockerfiles(const std::string& folder, const Listing& listing,
                     std::vector<std::string>& paths) {
  for (std::size_t i = 0; i < listing.size(); ++i) {
    bool fit = listing[i].type != EntryType::kFolder && is_dockerfile_name(listing[i].name);
    if (fit) paths.push_back(join_path(folder, listing[i].name));
  }
}

void add_docker_folder(const AppFolder& app, std::vector<std::string>& paths, Notes& notes) {
  if (app.entries.type_of("docker") != EntryType::kFolder) return;
  std::string folder = join_path(app.root, "docker");
  Listing listing;
  if (auto error = app.reader.list(folder, false, listing)) {
    notes.errors.push_back(std::move(*error));
  }
  add_dockerfiles("docker", listing, paths);
  for (std::size_t i = 0; i < listing.size(); ++i) {
    if (listing[i].type != EntryType::kFolder || !is_app_folder_of_docker(listing[i].name))
      continue;
    Listing inner;
    std::string name(listing[i].name);
    if (auto error = app.reader.list(join_path(folder, name), false, inner)) {
      notes.errors.push_back(std::move(*error));
    }
    add_dockerfiles("docker/" + name, inner, paths);
  }
}

void collect_dockerfile(const AppFolder& app, AppFiles& files, Notes& notes) {
  std::vector<std::string> paths;  // relative to the app
  add_dockerfiles(".", app.entries, paths);
  add_docker_folder(app, paths, notes);
  std::size_t chosen = choose_dockerfile(paths);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::string path = join_path(app.root, paths[i]);
    if (i == chosen) {
      files.dockerfile = std::move(path);
    } else {
      notes.left(std::move(path), reason_against(dockerfile_use(paths[i])));
    }
  }
}

// The first of `names` that is in `listing` and not a folder.
template <std::size_t kSize>
std::string first_of(const std::string& folder, const Listing& listing,
                     const std::string_view (&names)[kSize]) {
  for (std::string_view name : names) {
    EntryType type = listing.type_of(name);
    if (type != EntryType::kMissing && type != EntryType::kFolder) return join_path(folder, name);
  }
  return "";
}

void collect_environment_names(const AppFolder& app, AppFiles& files, Notes& notes) {
  if (app.config_entries.type_of("environments") != EntryType::kFolder) return;
  Listing listing;
  if (auto error = app.reader.list(join_path(app.config, "environments"), false, listing)) {
    notes.errors.push_back(std::move(*error));
  }
  for (std::size_t i = 0; i < listing.size(); ++i) {
    std::string_view name = listing[i].name;
    if (listing[i].type == EntryType::kFolder || !name.ends_with(".rb") || name.size() == 3)
      continue;
    files.environment_names.emplace_back(name.substr(0, name.size() - 3));
  }
  std::sort(files.environment_names.begin(), files.environment_names.end());
}

}  // namespace

void Notes::taken(std::string path, std::string_view reason) {
  decisions.push_back({std::move(path), true, std::string(reason)});
}

void Notes::left(std::string path, std::string_view reason) {
  decisions.push_back({std::move(path), false, std::string(reason)});
}

std::vector<std::string> database_candidates(const AppFolder& app, Notes& notes) {
  std::vector<std::string> paths;
  add_candidates(app.config, app.config_entries, paths, notes);
  if (paths.empty()) add_example_folders(app, paths, notes);
  return paths;
}

AppFiles collect_app_files(const AppFolder& app, const std::vector<std::string>& candidates,
                           std::size_t chosen, bool named, Notes& notes) {
  static constexpr std::string_view kLocks[] = {"Gemfile.lock", "gems.locked"};
  static constexpr std::string_view kServices[] = {"pg_service.conf", ".pg_service.conf"};
  AppFiles files;
  files.root = app.root;
  files.named = named;
  files.database_config = candidates[chosen];
  files.stand_in = !is_regular_name(files.database_config, app.config);
  files.reason = reason_for(files.database_config, app, named);
  note_others(app, candidates, files.database_config, named, notes);
  collect_dotenv(app, files, notes);
  collect_dockerfile(app, files, notes);
  collect_environment_names(app, files, notes);
  files.gemfile_lock = first_of(app.root, app.entries, kLocks);
  files.service_file = first_of(app.root, app.entries, kServices);
  if (files.service_file.empty()) {
    files.service_file = first_of(app.config, app.config_entries, kServices);
  }
  return files;
}

}  // namespace verifull::source
