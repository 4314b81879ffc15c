#include "source/disk_reader.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>

#include "source/guarded_open.h"
#include "source/path.h"

namespace verifull::source {
namespace {

std::string reason_of(int error) { return std::generic_category().message(error); }

base::Error unreadable(std::string message, std::string hint = "") {
  return {base::ErrorKind::kUnreadable, std::move(message), std::move(hint), {}};
}

std::string hint_of(int error) {
  bool denied = error == EACCES || error == EPERM;
  return denied ? "the user that runs verifull needs the right to read it" : "";
}

constexpr std::string_view kInside = "put the file itself there, or a link that stays inside ";

base::Error error_of(const GuardedFile& file, const std::string& path, const std::string& root) {
  std::string project = root == "." ? "the project" : root;
  switch (file.refusal) {
    case Refusal::kFolder:
      return unreadable(path + " is a folder, not a file",
                        "put the file itself there");
    case Refusal::kFifo:
      return unreadable(path + " is a FIFO, not a file", "put the text itself there");
    case Refusal::kSocket:
      return unreadable(path + " is a socket, not a file", "put the text itself there");
    case Refusal::kDevice:
      return unreadable(path + " is a device, not a file", "put the text itself there");
    case Refusal::kLeadsOut:
      return unreadable(path + " is a symbolic link that leads out of " + project,
                        std::string(kInside) + project);
    case Refusal::kDangling:
      return unreadable(path + " is a symbolic link that leads to nothing",
                        "remove the link, or put its target there");
    case Refusal::kLinkLoop:
      return unreadable(path + " is a symbolic link that leads to itself",
                        "remove the link, or let it lead to a file");
    default:
      return unreadable(path + " cannot be read: " + reason_of(file.error), hint_of(file.error));
  }
}

// At most `limit` + 1 bytes, so that the caller sees when there are more. The size
// that the file claims is only a first guess.
base::Result<std::string> read_all(int file, std::size_t guess, std::size_t limit) {
  std::string text(std::min(guess, limit) + 1, '\0');
  std::size_t filled = 0;
  while (true) {
    ssize_t count = ::read(file, text.data() + filled, text.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(reason_of(errno));
    filled += static_cast<std::size_t>(count);
    if (count == 0 || filled > limit) break;
    if (filled == text.size()) text.resize(std::min(text.size() * 2, limit + 1));
  }
  text.resize(filled);
  return text;
}

EntryType type_of_mode(mode_t mode) {
  if (S_ISREG(mode)) return EntryType::kFile;
  if (S_ISDIR(mode)) return EntryType::kFolder;
  if (S_ISLNK(mode)) return EntryType::kSymlink;
  if (S_ISFIFO(mode)) return EntryType::kFifo;
  if (S_ISSOCK(mode)) return EntryType::kSocket;
  return EntryType::kDevice;
}

// Most file systems say the type with the name; the others are asked.
EntryType type_of_entry(int folder, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG:
      return EntryType::kFile;
    case DT_DIR:
      return EntryType::kFolder;
    case DT_LNK:
      return EntryType::kSymlink;
    default:
      break;
  }
  struct stat status {};
  bool known = ::fstatat(folder, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) == 0;
  return known ? type_of_mode(status.st_mode) : EntryType::kUnknown;
}

// `path` as seen from `root`, which holds it.
std::string relative_path(const std::string& path, const std::string& root) {
  if (!root.starts_with("..")) return std::string(path_within(path, root));
  std::string here = working_directory();
  std::string absolute = absolute_path(path, here);
  return std::string(path_within(absolute, absolute_path(root, here)));
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

Folder open_folder(const std::string& path, bool given) {
  int flags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC | (given ? 0 : O_NOFOLLOW);
  Descriptor descriptor(::open(path.c_str(), flags));
  if (!descriptor.open()) return nullptr;
  Folder folder(::fdopendir(descriptor.get()));
  if (folder != nullptr) descriptor.release();  // belongs to `folder` now
  return folder;
}

bool is_self_or_parent(const char* name) {
  return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

}  // namespace

base::Result<std::string> DiskReader::read(const std::string& path, FileKind kind,
                                           const std::string& root) const {
  if (!is_within(path, root)) return unreadable(path + " is outside of " + root);
  GuardedFile file = open_guarded(root, relative_path(path, root));
  if (file.refusal != Refusal::kNone) return error_of(file, path, root);
  std::size_t limit = size_limit(kind);
  auto text = read_all(file.file.get(), static_cast<std::size_t>(file.size), limit);
  if (!text) return unreadable(path + " cannot be read: " + text.error().message);
  return checked_text(path, kind, std::move(*text));
}

std::optional<base::Error> DiskReader::list(const std::string& path, bool given,
                                            Listing& listing) const {
  listing.clear();
  Folder folder = open_folder(path, given);
  if (folder == nullptr) return unreadable(path + " cannot be listed: " + reason_of(errno));
  int descriptor = ::dirfd(folder.get());
  errno = 0;
  while (const dirent* entry = ::readdir(folder.get())) {
    if (!is_self_or_parent(entry->d_name)) {
      listing.add(entry->d_name, type_of_entry(descriptor, *entry));
    }
    errno = 0;
  }
  if (errno != 0) return unreadable(path + " cannot be listed: " + reason_of(errno));
  return std::nullopt;
}

EntryType DiskReader::type_of(const std::string& path, bool follow) const {
  struct stat status {};
  int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
  if (::fstatat(AT_FDCWD, path.c_str(), &status, flags) == 0) return type_of_mode(status.st_mode);
  bool missing = errno == ENOENT || errno == ENOTDIR;
  return missing ? EntryType::kMissing : EntryType::kUnknown;
}

std::string working_directory() {
  char* path = ::getcwd(nullptr, 0);
  std::string result = path == nullptr ? "" : path;
  ::free(path);
  return result;
}

}  // namespace verifull::source
