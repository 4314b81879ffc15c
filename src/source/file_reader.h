// The only door to the file system.
//
// Everything that a run learns about the project's files, it learns through one
// FileReader, so a test can put a project into memory, an editor can lay its
// unsaved buffers over the disk, and what may be read is decided in one place.
// Paths are those of source/path.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "source/source_set.h"

namespace verifull::source {

enum class EntryType : std::uint8_t {
  kMissing,
  kFile,
  kFolder,
  kSymlink,  // not looked through
  kFifo,
  kSocket,
  kDevice,
  kUnknown,  // there may be something, but it can't be looked at
};

// What a folder holds, without `.` and `..`, in no particular order. One Listing
// can be filled again and again; the names live in it until then.
class Listing {
 public:
  struct Entry {
    std::string_view name;
    EntryType type = EntryType::kMissing;
  };

  void clear();
  void add(std::string_view name, EntryType type);

  std::size_t size() const { return items_.size(); }
  Entry operator[](std::size_t i) const;
  // kMissing when there is no such name.
  EntryType type_of(std::string_view name) const;

 private:
  struct Item {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    EntryType type = EntryType::kMissing;
  };
  std::string names_;
  std::vector<Item> items_;
};

// Larger files are refused. Bytes.
std::size_t size_limit(FileKind kind);

// The text itself, or the error when it is larger than size_limit() or, unless it
// is a certificate, holds a NUL byte. For readers that have the bytes already.
base::Result<std::string> checked_text(const std::string& path, FileKind kind, std::string text);

// Messages of the errors name the path and are of kind kUnreadable. All methods
// may be called from several threads at once.
class FileReader {
 public:
  virtual ~FileReader() = default;

  // The bytes of a regular file. `root` is a folder that holds `path`: a symbolic
  // link on the way from there to the file is followed as long as it stays in
  // `root`; `root` itself may be reached through links. Refused: folders, FIFOs,
  // sockets, devices, files above size_limit(), and files that hold a NUL byte
  // unless they are certificates. Malformed UTF-8 is not refused.
  virtual base::Result<std::string> read(const std::string& path, FileKind kind,
                                         const std::string& root) const = 0;

  // What the folder `path` holds. A symbolic link at the end of the path is
  // followed only when `given`: the user named this very folder.
  virtual std::optional<base::Error> list(const std::string& path, bool given,
                                          Listing& listing) const = 0;

  // What is there, a symbolic link being itself; with `follow` what it leads to.
  virtual EntryType type_of(const std::string& path, bool follow) const = 0;
};

}  // namespace verifull::source
