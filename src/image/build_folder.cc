#include "image/build_folder.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "image/glob.h"
#include "source/path.h"

namespace verifull::image {
namespace {

constexpr std::size_t kMaxMatches = 2000;

std::string joined(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  if (name.empty()) return std::string(folder);
  return std::string(folder) + '/' + std::string(name);
}

}  // namespace

std::string BuildFolder::project_path(std::string_view path) const {
  return path.empty() ? "." : std::string(path);
}

std::string BuildFolder::place(std::string_view path) const {
  return source::normalised(source::join_path(root_, path));
}

NodeKind BuildFolder::kind_in_project(std::string_view path) const {
  switch (reader_.type_of(place(path), false)) {
    case source::EntryType::kMissing: return NodeKind::kAbsent;
    case source::EntryType::kFile: return NodeKind::kFile;
    case source::EntryType::kFolder: return NodeKind::kDirectory;
    default: return NodeKind::kUnknown;
  }
}

LazyFolder::Entry BuildFolder::find(std::string_view path) const {
  std::string key(path);
  auto seen = seen_.find(key);
  if (seen != seen_.end()) return seen->second;
  Entry entry = look(key);
  if (seen_.size() < 100'000) seen_.emplace(std::move(key), entry);
  return entry;
}

LazyFolder::Entry BuildFolder::look(const std::string& path) const {
  std::size_t cost = (ignore_.size() + 1) * (path.size() + 1);
  if (steps_ < cost || looks_ == 0) {
    return {NodeKind::kUnknown, false, "is one of more files than are looked at"};
  }
  steps_ -= cost;
  --looks_;
  if (ignore_.decide(path).ignored && !ignore_.has_exceptions()) return {};
  std::string place = this->place(path);
  source::EntryType type = reader_.type_of(place, false);
  if (path.empty() || type == source::EntryType::kFolder) {
    // A folder that is ignored is there when a file in it is not.
    return {NodeKind::kDirectory, false, ""};
  }
  if (type == source::EntryType::kMissing || ignore_.decide(path).ignored) return {};
  if (type == source::EntryType::kFile) return {NodeKind::kFile, false, ""};
  if (type != source::EntryType::kSymlink) {
    return {NodeKind::kUnknown, false, "is neither a file nor a folder"};
  }
  bool readable = reader_.read(place, source::FileKind::kCertificate, root_).ok();
  if (readable) return {NodeKind::kFile, false, ""};
  return {NodeKind::kUnknown, false, "is a symbolic link that is not followed here"};
}

std::vector<std::string> BuildFolder::matching(std::string_view pattern, bool& complete) const {
  std::vector<std::string> found = {""};
  complete = true;
  for (std::string_view part : base::split(pattern, '/')) {
    std::optional<Glob> glob = Glob::parse_match(part);
    if (!glob) return {};
    std::vector<std::string> next;
    for (const std::string& folder : found) {
      if (glob->literal()) {
        std::string path = joined(folder, part);
        if (find(path).kind != NodeKind::kAbsent) next.push_back(std::move(path));
        continue;
      }
      source::Listing listing;
      if (find(folder).kind != NodeKind::kDirectory) continue;
      if (reader_.list(place(folder), false, listing)) continue;
      for (std::size_t i = 0; i < listing.size(); ++i) {
        if (!glob->matches(listing[i].name)) continue;
        std::string path = joined(folder, listing[i].name);
        if (find(path).kind == NodeKind::kAbsent) continue;
        next.push_back(std::move(path));
      }
      complete = complete && next.size() <= kMaxMatches;
      if (!complete) return {};
    }
    found = std::move(next);
  }
  std::sort(found.begin(), found.end());
  return found;
}

PartOfFolder::PartOfFolder(std::shared_ptr<const LazyFolder> whole, std::string path,
                           std::vector<std::string> excludes)
    : whole_(std::move(whole)), path_(std::move(path)), excludes_(excludes) {}

std::string PartOfFolder::below(std::string_view path) const { return joined(path_, path); }

LazyFolder::Entry PartOfFolder::find(std::string_view path) const {
  Entry entry = whole_->find(below(path));
  bool out = excludes_.decide(path).ignored;
  bool may_hold_more = entry.kind == NodeKind::kDirectory && excludes_.has_exceptions();
  return out && !may_hold_more ? Entry{} : entry;
}

std::string PartOfFolder::project_path(std::string_view path) const {
  return whole_->project_path(below(path));
}

}  // namespace verifull::image
