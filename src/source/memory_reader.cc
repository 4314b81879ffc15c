#include "source/memory_reader.h"

#include <utility>

#include "source/path.h"

namespace verifull::source {
namespace {

base::Error unreadable(std::string message) {
  return {base::ErrorKind::kUnreadable, std::move(message), "", {}};
}

}  // namespace

void MemoryReader::add(std::string_view path, std::string text) {
  add_node(path, {EntryType::kFile, std::move(text)});
}

void MemoryReader::add_folder(std::string_view path) { add_node(path, {EntryType::kFolder, ""}); }

void MemoryReader::add_special(std::string_view path, EntryType type) {
  add_node(path, {type, ""});
}

void MemoryReader::add_node(std::string_view path, Node node) {
  std::string at = normalised(path);
  nodes_[at] = std::move(node);
  while (at != "." && at != "/" && at != ".." && !at.ends_with("/..")) {
    std::string parent = parent_path(at);
    children_[parent].emplace(base_name(at));
    nodes_.emplace(parent, Node{EntryType::kFolder, ""});
    at = std::move(parent);
  }
}

base::Result<std::string> MemoryReader::read(const std::string& path, FileKind kind,
                                             const std::string& root) const {
  {
    std::lock_guard lock(mutex_);
    read_.insert(path);
  }
  if (!is_within(path, root)) return unreadable(path + " is outside of " + root);
  auto it = nodes_.find(path);
  if (it == nodes_.end()) return unreadable(path + " cannot be read: No such file or directory");
  if (it->second.type != EntryType::kFile) return unreadable(path + " is not a file");
  return checked_text(path, kind, it->second.text);
}

std::optional<base::Error> MemoryReader::list(const std::string& path, bool /*given*/,
                                              Listing& listing) const {
  listing.clear();
  if (type_of(path, true) != EntryType::kFolder) {
    return unreadable(path + " cannot be listed: Not a directory");
  }
  auto it = children_.find(path);
  if (it == children_.end()) return std::nullopt;
  for (const std::string& name : it->second) {
    listing.add(name, type_of(join_path(path, name), false));
  }
  return std::nullopt;
}

EntryType MemoryReader::type_of(const std::string& path, bool /*follow*/) const {
  auto it = nodes_.find(path);
  return it == nodes_.end() ? EntryType::kMissing : it->second.type;
}

std::vector<std::string> MemoryReader::paths_read() const {
  std::lock_guard lock(mutex_);
  return {read_.begin(), read_.end()};
}

}  // namespace verifull::source
