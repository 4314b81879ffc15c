// What a git repository holds: its index and its commits, as lists of paths and
// the texts behind them. Only objects are read, by `git` (source/git_process.h): no
// filter runs, no work tree is compared.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace verifull::source {

enum class GitKind : std::uint8_t { kFile, kSymlink, kSubmodule };

struct GitEntry {
  std::string id;  // of the object, in hexadecimal
  GitKind kind = GitKind::kFile;
};

using GitListing = std::map<std::string, GitEntry>;  // by path from the top

// Errors are of kind kUsage where the caller named something that is not there, else
// kUnreadable.
class GitRepository {
 public:
  // The one that `folder`, absolute, lies in. `index_file` replaces its index, as
  // GIT_INDEX_FILE does for a hook of `git commit -a`; relative to the top.
  static base::Result<GitRepository> holding(const std::string& folder,
                                             const std::string& index_file);

  const std::string& top() const { return top_; }  // absolute

  // The commit that `revision` names; nullopt for none of that name.
  std::optional<std::string> commit(const std::string& revision) const;
  // Where the history of HEAD left that of `commit`; nullopt when they have nothing in
  // common or the clone is too shallow to tell.
  std::optional<std::string> fork_point(const std::string& commit) const;

  // Of a path that is not merged yet, our side.
  base::Result<GitListing> index() const;
  base::Result<GitListing> tree(const std::string& commit) const;

  // By id; what is no file or not there is left out. Refused when all are larger than
  // `most` bytes together.
  base::Result<std::map<std::string, std::string>> texts(const std::vector<std::string>& ids,
                                                         std::size_t most) const;

 private:
  std::string top_;
  std::string index_file_;
};

}  // namespace verifull::source
