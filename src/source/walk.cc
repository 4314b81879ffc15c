#include "source/walk.h"

#include <algorithm>
#include <array>
#include <utility>

#include "source/database_variants.h"
#include "source/path.h"

namespace verifull::source {
namespace {

struct Excluded {
  std::string_view name;
  const char* reason;
};
constexpr std::array<Excluded, 6> kExcluded = {{
    {"spec", "below spec/: a dummy app of tests"},
    {"test", "below test/: a dummy app of tests"},
    {"tests", "below tests/: a dummy app of tests"},
    {"vendor", "below vendor/: the code of others"},
    {"templates", "below templates/: a template, not an app"},
    {"generators", "below generators/: a template, not an app"},
}};

const char* exclusion_of(std::string_view name) {
  auto it = std::find_if(kExcluded.begin(), kExcluded.end(),
                         [&](const Excluded& excluded) { return excluded.name == name; });
  return it == kExcluded.end() ? nullptr : it->reason;
}

bool is_skipped(std::string_view folder, std::string_view name) {
  if (name.front() == '.' || name == "node_modules" || name == "log" || name == "tmp") return true;
  return name == "bundle" && base_name(folder) == "vendor";
}

}  // namespace

AppSearch::AppSearch(const FileReader& reader, std::string working_directory, WalkLimits limits)
    : reader_(reader), working_directory_(std::move(working_directory)), limits_(limits) {}

void AppSearch::add(const std::string& given) {
  std::string path = shown_path(given, working_directory_);
  switch (reader_.type_of(path, true)) {
    case EntryType::kFolder:
      // One in the place of a file is for the file's reader to complain about.
      return database_file(base_name(path)) <= DatabaseFile::kYaml ? add_file(path)
                                                                  : add_folder(path);
    case EntryType::kMissing:
      // A dangling link is there: what reads it says what is wrong with it.
      if (reader_.type_of(path, false) == EntryType::kMissing) return add_missing(given);
      return add_file(path);
    default:
      return add_file(path);
  }
}

void AppSearch::add_folder(const std::string& path) {
  start_ = path;
  // `verifull config`: the app is the folder around it.
  if (name_of(path) == "config") take_app(parent_path(path), path, "");
  walk({path, repository_of(path), 0, nullptr});
}

bool AppSearch::take_app(const std::string& root, const std::string& config,
                         const std::string& named) {
  Listing entries;
  Listing config_entries;
  if (!list(root, true, entries)) return false;
  // A link to a folder is not listed; a named file in it is still read, guarded.
  bool listed = config != root && reader_.type_of(config, false) != EntryType::kSymlink;
  if (listed && !list(config, false, config_entries)) return false;
  AppFolder app{reader_, root, entries, config, config == root ? entries : config_entries};
  std::vector<std::string> candidates = database_candidates(app, notes_);
  if (named.empty() && candidates.empty()) return false;
  auto chosen =
      named.empty() ? candidates.begin() : std::find(candidates.begin(), candidates.end(), named);
  if (chosen == candidates.end()) chosen = candidates.insert(candidates.end(), named);
  auto index = static_cast<std::size_t>(chosen - candidates.begin());
  apps_.push_back(collect_app_files(app, candidates, index, !named.empty(), notes_));
  apps_.back().named = true;
  apps_.back().repository = repository_of(root);
  return true;
}

void AppSearch::walk(Pending start) {
  pending_.push_back(std::move(start));
  while (!pending_.empty() && entries_ <= limits_.entries) {
    Pending at = std::move(pending_.back());
    pending_.pop_back();
    visit(at);
  }
  if (!pending_.empty()) {
    notes_.left(start_, "more than " + std::to_string(limits_.entries) +
                            " files and folders: the rest was not looked at");
    pending_.clear();
  }
}

void AppSearch::visit(const Pending& at) {
  Listing entries;
  if (!list(at.path, at.depth == 0, entries)) return;
  Pending here = at;
  if (entries.type_of(".git") != EntryType::kMissing) here.repository = at.path;
  bool has_config = false;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    Listing::Entry entry = entries[i];
    bool config = entry.name == "config" && entry.type == EntryType::kFolder;
    has_config = has_config || config;
    if (!config) visit_entry(here, entry);
  }
  if (has_config) visit_config(here, entries);
}

void AppSearch::visit_entry(const Pending& at, const Listing::Entry& entry) {
  if (entry.type == EntryType::kFolder) return push(at, entry.name);
  if (entry.type == EntryType::kSymlink) {
    std::string path = child_path(at.path, entry.name, working_directory_);
    if (reader_.type_of(path, true) != EntryType::kFolder) return;
    return notes_.left(path, "a symbolic link to a folder: not followed");
  }
  if (database_file(entry.name) != DatabaseFile::kNone) {
    notes_.left(child_path(at.path, entry.name, working_directory_),
                "not in the config folder of an app");
  }
}

void AppSearch::visit_config(const Pending& at, const Listing& entries) {
  std::string config = child_path(at.path, "config", working_directory_);
  Listing config_entries;
  if (!list(config, false, config_entries)) return;
  take_or_leave(at, {reader_, at.path, entries, config, config_entries});
  Pending below{config, at.repository, at.depth + 1, at.excluded};
  for (std::size_t i = 0; i < config_entries.size(); ++i) {
    if (config_entries[i].type == EntryType::kFolder) push(below, config_entries[i].name);
  }
}

void AppSearch::take_or_leave(const Pending& at, const AppFolder& app) {
  std::vector<std::string> candidates = database_candidates(app, notes_);
  if (candidates.empty()) return;
  if (at.excluded != nullptr) {
    for (std::string& path : candidates) notes_.left(std::move(path), at.excluded);
    return;
  }
  apps_.push_back(collect_app_files(app, candidates, 0, false, notes_));
  apps_.back().named = at.depth == 0;
  apps_.back().repository = at.repository;
}

void AppSearch::push(const Pending& at, std::string_view name) {
  std::string path = child_path(at.path, name, working_directory_);
  if (is_skipped(at.path, name)) {
    if (name != ".git") notes_.left(path + "/", "not looked into");
  } else if (at.depth >= limits_.depth) {
    notes_.left(path + "/", "too deep: more than " + std::to_string(limits_.depth) + " folders");
  } else {
    const char* excluded = at.excluded != nullptr ? at.excluded : exclusion_of(name);
    pending_.push_back({std::move(path), at.repository, at.depth + 1, excluded});
  }
}

bool AppSearch::list(const std::string& path, bool given, Listing& listing) {
  if (auto error = reader_.list(path, given, listing)) {
    notes_.errors.push_back(std::move(*error));
    return false;
  }
  entries_ += listing.size();
  return true;
}

std::string AppSearch::name_of(const std::string& path) const {
  return std::string(base_name(absolute_path(path, working_directory_)));
}

// The nearest folder with a `.git` entry, upwards from `folder`, which counts.
std::string AppSearch::repository_of(const std::string& folder) const {
  std::string absolute = absolute_path(folder, working_directory_);
  auto depth = std::count(absolute.begin(), absolute.end(), '/');
  if (!absolute.starts_with('/') && absolute != ".") ++depth;
  std::string at = folder;
  for (std::ptrdiff_t i = 0; i <= depth; ++i) {
    if (reader_.type_of(join_path(at, ".git"), false) != EntryType::kMissing) return at;
    at = parent_path(at);
  }
  return "";
}

}  // namespace verifull::source
