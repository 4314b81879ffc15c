// A PATH that is a file: hooks and editors name files, and mean the app around
// them.

#include <array>
#include <utility>

#include "source/database_variants.h"
#include "source/dockerfile_choice.h"
#include "source/dotenv_name.h"
#include "source/path.h"
#include "source/walk.h"

namespace verifull::source {
namespace {

constexpr int kMaxFoldersUp = 8;

bool is_companion(std::string_view name) {
  constexpr std::array<std::string_view, 5> kNames = {
      ".dockerignore", "Gemfile.lock", "gems.locked", "pg_service.conf", ".pg_service.conf"};
  for (std::string_view known : kNames) {
    if (name == known) return true;
  }
  return is_dockerfile_name(name) || dotenv_name(name) != DotenvName::kOther;
}

}  // namespace

void AppSearch::add_file(const std::string& path) {
  std::string_view name = base_name(path);
  if (database_file(name) != DatabaseFile::kNone) return add_database_file(path);
  if (is_companion(name)) return add_companion(path);
  EntryType type = reader_.type_of(path, true);
  if (type == EntryType::kMissing) return add_missing(path);
  if (type == EntryType::kUnknown) {
    // Listing it fails too, and says why.
    Listing listing;
    list(path, true, listing);
    return;
  }
  notes_.left(path, "neither a database configuration nor a file that belongs to one");
}

void AppSearch::add_missing(const std::string& given) {
  notes_.errors.push_back({base::ErrorKind::kUnreadable,
                           "no such file or folder: " + given,
                           "PATH is relative to the working directory",
                           {}});
}

void AppSearch::add_database_file(const std::string& path) {
  std::string folder = parent_path(path);
  std::string above = parent_path(folder);
  bool copied = holds_database_examples(name_of(folder)) && name_of(above) == "config";
  if (copied) folder = std::exchange(above, parent_path(above));
  bool in_config = name_of(folder) == "config";
  take_app(in_config ? parent_path(folder) : folder, folder, path);
}

// The app is the nearest folder upwards that has a configuration, inside the
// repository.
void AppSearch::add_companion(const std::string& path) {
  std::string folder = parent_path(path);
  for (int i = 0; i < kMaxFoldersUp; ++i) {
    std::string config = child_path(folder, "config", working_directory_);
    bool has_config = reader_.type_of(config, false) == EntryType::kFolder;
    if (has_config && take_app(folder, config, "")) return;
    if (reader_.type_of(join_path(folder, ".git"), false) != EntryType::kMissing) break;
    folder = parent_path(folder);
  }
  notes_.left(path, "no app with a database configuration around it");
}

}  // namespace verifull::source
