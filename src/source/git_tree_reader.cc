#include "source/git_tree_reader.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "source/git_process.h"
#include "source/path.h"

namespace verifull::source {
namespace {

constexpr std::size_t kMostLinks = 16;
constexpr std::size_t kLongestTarget = 4096;  // of a link, bytes
constexpr std::size_t kFetchedTogether = std::size_t{64} << 20;  // bytes

base::Error unreadable(std::string message) {
  return {base::ErrorKind::kUnreadable, std::move(message), "", {}};
}

EntryType type_of_kind(GitKind kind) {
  switch (kind) {
    case GitKind::kFile:
      return EntryType::kFile;
    case GitKind::kSymlink:
      return EntryType::kSymlink;
    case GitKind::kSubmodule:
      break;
  }
  return EntryType::kFolder;
}

// What an app is found by and made of, by name: fetched in one go, or looked for
// beside what git keeps.
bool is_of_an_app(std::string_view name) {
  constexpr std::string_view kBeginnings[] = {"database.", ".env", "Dockerfile", "Containerfile"};
  constexpr std::string_view kNames[] = {"Gemfile.lock", "pg_service.conf", ".dockerignore",
                                         ".gitignore", ".verifull.yml"};
  auto begins = [name](std::string_view beginning) { return name.starts_with(beginning); };
  return std::any_of(std::begin(kBeginnings), std::end(kBeginnings), begins) ||
         std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames) ||
         name.ends_with("ockerfile");
}

}  // namespace

std::set<std::string> ignored_companions(const GitRepository& repository, const GitListing& index,
                                         const FileReader& disk,
                                         const std::string& working_directory) {
  std::set<std::string> folders;
  for (const auto& [path, entry] : index) {
    std::string folder = parent_path(path);
    if (base_name(folder) == "config" && folders.insert(folder).second) {
      folders.insert(parent_path(folder));
    }
  }
  std::vector<std::string> candidates;
  Listing listing;
  for (const std::string& folder : folders) {
    std::string absolute = normalised(repository.top() + "/" + folder);
    if (disk.list(shown_path(absolute, working_directory), false, listing)) continue;
    for (std::size_t i = 0; i < listing.size(); ++i) {
      Listing::Entry entry = listing[i];
      std::string path = join_path(folder, std::string(entry.name));
      bool file = entry.type == EntryType::kFile || entry.type == EntryType::kSymlink;
      if (file && is_of_an_app(entry.name) && !index.contains(path)) candidates.push_back(path);
    }
  }
  IgnoreAnswer answer = ask_git(repository.top(), candidates);
  return {answer.ignored.begin(), answer.ignored.end()};
}

GitTreeReader::GitTreeReader(const GitRepository& repository, GitListing listing,
                             std::set<std::string> ignored, const FileReader& below,
                             std::string working_directory)
    : repository_(repository),
      listing_(std::move(listing)),
      ignored_(std::move(ignored)),
      below_(below),
      working_directory_(std::move(working_directory)) {
  folders_["."];
  for (const auto& [path, entry] : listing_) add_to_folders(path, type_of_kind(entry.kind));
  for (const std::string& path : ignored_) {
    if (!listing_.contains(path)) add_to_folders(path, EntryType::kFile);
  }
}

void GitTreeReader::add_to_folders(const std::string& path, EntryType type) {
  std::string at = path;
  while (at != ".") {
    std::string parent = parent_path(at);
    bool known = folders_.contains(parent);
    folders_[parent].emplace_back(base_name(at), type);
    if (known) return;
    at = std::move(parent);
    type = EntryType::kFolder;
  }
}

std::optional<std::string> GitTreeReader::inside(const std::string& path) const {
  std::string absolute = absolute_path(path, working_directory_);
  if (!is_within(absolute, repository_.top())) return std::nullopt;
  std::string here(path_within(absolute, repository_.top()));
  if (here == ".git" || here.starts_with(".git/")) return std::nullopt;
  if (ignored_.contains(here) && !listing_.contains(here)) return std::nullopt;
  for (std::size_t slash = here.find('/');; slash = here.find('/', slash + 1)) {
    auto entry = listing_.find(here.substr(0, slash));
    if (entry != listing_.end() && entry->second.kind == GitKind::kSubmodule) return std::nullopt;
    if (slash == std::string::npos) return here;
  }
}

EntryType GitTreeReader::entry_at(const std::string& path) const {
  auto entry = listing_.find(path);
  if (entry != listing_.end()) return type_of_kind(entry->second.kind);
  return folders_.contains(path) ? EntryType::kFolder : EntryType::kMissing;
}

std::optional<std::size_t> GitTreeReader::end_of_link(const std::string& path) const {
  for (std::size_t slash = path.find('/');; slash = path.find('/', slash + 1)) {
    auto entry = listing_.find(path.substr(0, slash));
    bool link = entry != listing_.end() && entry->second.kind == GitKind::kSymlink;
    if (link) return std::min(slash, path.size());
    if (slash == std::string::npos) return std::nullopt;
  }
}

std::optional<std::string> GitTreeReader::resolved(std::string path, const std::string& root) const {
  for (std::size_t links = 0; links <= kMostLinks; ++links) {
    std::optional<std::size_t> end = end_of_link(path);
    if (!end) return path;
    std::string link = path.substr(0, *end);
    std::optional<std::string> target = text_of(listing_.at(link).id, kLongestTarget);
    if (!target || target->starts_with('/')) return std::nullopt;
    path = normalised(join_path(parent_path(link), *target) + path.substr(*end));
    bool leaves = path == ".." || path.starts_with("../") || !(root == "." || is_within(path, root));
    if (leaves) return std::nullopt;
  }
  return std::nullopt;
}

bool GitTreeReader::fetch(const std::vector<std::string>& ids, std::size_t limit) const {
  auto texts = repository_.texts(ids, limit);
  if (!texts) return false;
  texts_.merge(*texts);
  return true;
}

std::optional<std::string> GitTreeReader::text_of(const std::string& id, std::size_t limit) const {
  std::lock_guard lock(mutex_);
  if (!fetched_) {
    fetched_ = true;
    std::vector<std::string> ids;
    for (const auto& [path, entry] : listing_) {
      if (entry.kind != GitKind::kSubmodule && is_of_an_app(base_name(path))) {
        ids.push_back(entry.id);
      }
    }
    // Too much for one go: each of them when it is asked for.
    (void)fetch(ids, kFetchedTogether);
  }
  if (!texts_.contains(id) && !fetch({id}, limit)) return std::nullopt;
  auto text = texts_.find(id);
  return text == texts_.end() ? std::nullopt : std::optional(text->second);
}

base::Result<std::string> GitTreeReader::read(const std::string& path, FileKind kind,
                                              const std::string& root) const {
  std::optional<std::string> here = inside(path);
  if (!here) return below_.read(path, kind, root);
  std::string folder = inside(root).value_or(".");
  std::optional<std::string> file = resolved(*here, folder);
  if (!file) return unreadable(path + " is a symbolic link that leads out of " + root);
  auto entry = listing_.find(*file);
  if (entry == listing_.end() || entry->second.kind != GitKind::kFile) {
    return unreadable(path + " cannot be read: git has no such file");
  }
  std::optional<std::string> text = text_of(entry->second.id, size_limit(kind));
  if (!text) return unreadable(path + " cannot be read: git does not hand it out, or it is too large");
  return checked_text(path, kind, std::move(*text));
}

std::optional<base::Error> GitTreeReader::list(const std::string& path, bool given,
                                               Listing& listing) const {
  std::optional<std::string> here = inside(path);
  if (!here) return below_.list(path, given, listing);
  listing.clear();
  if (given) here = resolved(*here, ".");
  auto folder = here ? folders_.find(*here) : folders_.end();
  if (folder == folders_.end()) return unreadable(path + " cannot be listed: Not a directory");
  for (const auto& [name, type] : folder->second) listing.add(name, type);
  if (*here == "." && below_.type_of(child_path(path, ".git", working_directory_), false) !=
                          EntryType::kMissing) {
    listing.add(".git", EntryType::kFolder);
  }
  return std::nullopt;
}

EntryType GitTreeReader::type_of(const std::string& path, bool follow) const {
  std::optional<std::string> here = inside(path);
  if (!here) return below_.type_of(path, follow);
  EntryType type = entry_at(*here);
  if (!follow && type != EntryType::kMissing) return type;
  std::optional<std::string> end = resolved(*here, ".");
  return end ? entry_at(*end) : EntryType::kMissing;
}

}  // namespace verifull::source
