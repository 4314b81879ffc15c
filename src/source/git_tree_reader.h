// The files of a git repository as one of its commits or its index has them.
//
// What git does not keep there and ignores (a real `.env`, a config/database.yml
// beside its committed example) is taken from the reader below: it is part of no
// change, and Rails reads it in either state. So are submodules, `.git` itself and
// what lies outside of the repository.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source/file_reader.h"
#include "source/git_repository.h"

namespace verifull::source {

// Files on disk, as paths from the top, that discovery may look at and that git
// ignores and does not keep in `index`.
std::set<std::string> ignored_companions(const GitRepository& repository, const GitListing& index,
                                         const FileReader& disk,
                                         const std::string& working_directory);

class GitTreeReader : public FileReader {
 public:
  // `repository` and `below` must outlive this reader; paths are seen from
  // `working_directory`, which is absolute.
  GitTreeReader(const GitRepository& repository, GitListing listing, std::set<std::string> ignored,
                const FileReader& below, std::string working_directory);

  // Symbolic links of the commit are followed as FileReader says.
  base::Result<std::string> read(const std::string& path, FileKind kind,
                                 const std::string& root) const override;
  std::optional<base::Error> list(const std::string& path, bool given,
                                  Listing& listing) const override;
  EntryType type_of(const std::string& path, bool follow) const override;

 private:
  using Folder = std::vector<std::pair<std::string, EntryType>>;

  void add_to_folders(const std::string& path, EntryType type);
  // From the top; nullopt for what is not of this tree.
  std::optional<std::string> inside(const std::string& path) const;
  // The length of the shortest beginning of `path` that is a symbolic link.
  std::optional<std::size_t> end_of_link(const std::string& path) const;
  // Without symbolic links; nullopt when they lead nowhere or out of `root`.
  std::optional<std::string> resolved(std::string path, const std::string& root) const;
  std::optional<std::string> text_of(const std::string& id, std::size_t limit) const;
  bool fetch(const std::vector<std::string>& ids, std::size_t limit) const;
  EntryType entry_at(const std::string& path) const;

  const GitRepository& repository_;
  GitListing listing_;
  std::set<std::string> ignored_;
  const FileReader& below_;
  std::string working_directory_;
  std::map<std::string, Folder> folders_;  // by path from the top; "." for the top
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::string> texts_;  // by id
  mutable bool fetched_ = false;
};

}  // namespace verifull::source
