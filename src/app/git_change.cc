#include "app/git_change.h"

#include <cstdlib>
#include <optional>
#include <set>
#include <utility>

#include "engine/change.h"
#include "source/git_repository.h"
#include "source/git_tree_reader.h"
#include "source/path.h"

namespace verifull::app {
namespace {

using source::GitListing;
using source::GitRepository;

std::string first_folder(const engine::Options& options, const source::FileReader& disk) {
  if (options.paths.empty()) return options.working_directory;
  std::string path = source::absolute_path(options.paths[0], options.working_directory);
  while (path != "/" && disk.type_of(path, true) != source::EntryType::kFolder) {
    path = source::parent_path(path);
  }
  return path;
}

std::optional<base::Error> outside(const engine::Options& options,
                                   const GitRepository& repository) {
  for (const std::string& path : options.paths) {
    std::string absolute = source::absolute_path(path, options.working_directory);
    if (source::is_within(absolute, repository.top())) continue;
    return base::Error{base::ErrorKind::kUsage,
                       path + " is outside of the repository " + repository.top(),
                       "one repository at a time", {}};
  }
  return std::nullopt;
}

base::Result<GitListing> before(const GitRepository& repository, const std::string& since) {
  std::optional<std::string> commit = repository.commit(since.empty() ? "HEAD" : since);
  if (!commit && since.empty()) return GitListing();
  if (!commit) {
    return base::Error{base::ErrorKind::kUsage,
                       "git knows no commit `" + since + "` here",
                       "a shallow clone has only the last ones: `git fetch --unshallow`", {}};
  }
  if (!since.empty()) commit = repository.fork_point(*commit).value_or(*commit);
  return repository.tree(*commit);
}

}  // namespace

base::Result<engine::Analysis> analyze_change(const std::string& since,
                                              const engine::Options& options,
                                              const std::vector<const check::Rule*>& rules,
                                              const source::FileReader& disk) {
  // A hook of `git commit -a` or of a commit of some paths gets an index of its own.
  const char* index_file = std::getenv("GIT_INDEX_FILE");
  auto repository = GitRepository::holding(first_folder(options, disk),
                                           index_file == nullptr ? "" : index_file);
  if (!repository) return repository.error();
  if (auto error = outside(options, *repository)) return *error;
  auto old_files = before(*repository, since);
  if (!old_files) return old_files.error();
  auto index = repository->index();
  if (!index) return index.error();
  const std::string& here = options.working_directory;
  std::set<std::string> ignored =
      source::ignored_companions(*repository, *index, disk, here);
  source::GitTreeReader old_reader(*repository, std::move(*old_files), ignored, disk, here);
  engine::Analysis old_state = engine::analyze(options, rules, old_reader);
  engine::Analysis now;
  if (since.empty()) {
    source::GitTreeReader staged(*repository, std::move(*index), std::move(ignored), disk, here);
    now = engine::analyze(options, rules, staged);
  } else {
    now = engine::analyze(options, rules, disk);
  }
  engine::keep_changed(old_state, now);
  return now;
}

}  // namespace verifull::app
