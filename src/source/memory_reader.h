// A project in memory, for tests and for texts that never were on a disk.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "source/file_reader.h"

namespace verifull::source {

class MemoryReader : public FileReader {
 public:
  // Folders come with the files in them. The path is normalised.
  void add(std::string_view path, std::string text);
  void add_folder(std::string_view path);
  // Something that is there and no regular file (kFifo, kSymlink, …). Its read()
  // fails with "`path` is not a file".
  void add_special(std::string_view path, EntryType type);

  base::Result<std::string> read(const std::string& path, FileKind kind,
                                 const std::string& root) const override;
  std::optional<base::Error> list(const std::string& path, bool given,
                                  Listing& listing) const override;
  EntryType type_of(const std::string& path, bool follow) const override;

  // What read() was asked for, each path once, sorted.
  std::vector<std::string> paths_read() const;

 private:
  struct Node {
    EntryType type = EntryType::kFile;
    std::string text;
  };
  void add_node(std::string_view path, Node node);

  std::map<std::string, Node, std::less<>> nodes_;
  std::map<std::string, std::set<std::string>, std::less<>> children_;  // names by folder
  mutable std::mutex mutex_;
  mutable std::set<std::string> read_;
};

}  // namespace verifull::source
