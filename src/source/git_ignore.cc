#include "source/git_ignore.h"

#include <optional>
#include <unordered_map>
#include <utility>

#include "source/ignore_patterns.h"
#include "source/path.h"

namespace verifull::source {
namespace {

// The patterns of one repository, each file read once.
class Repository {
 public:
  Repository(std::string root, std::string working_directory, const FileReader& reader)
      : root_(std::move(root)),
        working_directory_(std::move(working_directory)),
        reader_(reader),
        exclude_(read_exclude()) {}

  // `path` is relative to the repository.
  bool may_ignore(std::string_view path) {
    if (may_match(exclude_, path)) return true;
    std::string folder = root_;
    std::string_view rest = path;
    while (true) {
      if (may_match(patterns_in(folder), rest)) return true;
      std::size_t slash = rest.find('/');
      if (slash == std::string_view::npos) return false;
      folder = child_path(folder, rest.substr(0, slash), working_directory_);
      rest.remove_prefix(slash + 1);
    }
  }

 private:
  // Nothing: the patterns are not known, so they may match everything.
  using Patterns = std::optional<IgnorePatterns>;

  static bool may_match(const Patterns& patterns, std::string_view path) {
    return !patterns || patterns->may_match(path);
  }

  Patterns read(const std::string& path) const {
    if (reader_.type_of(path, false) == EntryType::kMissing) return IgnorePatterns();
    auto text = reader_.read(path, FileKind::kIgnoreList, root_);
    if (!text) return std::nullopt;
    return IgnorePatterns(*text);
  }

  // The `.git` of a worktree or submodule is a file that points elsewhere.
  Patterns read_exclude() const {
    std::string git = join_path(root_, ".git");
    if (reader_.type_of(git, false) != EntryType::kFolder) return std::nullopt;
    return read(join_path(git, "info/exclude"));
  }

  const Patterns& patterns_in(const std::string& folder) {
    auto it = by_folder_.find(folder);
    if (it != by_folder_.end()) return it->second;
    return by_folder_.emplace(folder, read(join_path(folder, ".gitignore"))).first->second;
  }

  std::string root_;
  std::string working_directory_;
  const FileReader& reader_;
  Patterns exclude_;
  std::unordered_map<std::string, Patterns> by_folder_;
};

}  // namespace

IgnoreAnswer ignored_paths(const std::string& repository, const std::vector<std::string>& paths,
                           const std::string& working_directory, const FileReader& reader,
                           const AskGit& ask) {
  std::string root = absolute_path(repository, working_directory);
  Repository patterns(repository, working_directory, reader);
  std::vector<std::string> questions;
  std::unordered_map<std::string, std::string> shown;  // by path in the repository
  for (const std::string& path : paths) {
    std::string absolute = absolute_path(path, working_directory);
    if (absolute == root || !is_within(absolute, root)) continue;
    std::string inside(path_within(absolute, root));
    if (!patterns.may_ignore(inside) || !shown.emplace(inside, path).second) continue;
    questions.push_back(std::move(inside));
  }
  IgnoreAnswer answer;
  if (questions.empty()) return answer;
  IgnoreAnswer inside = ask(repository, questions);
  answer.trouble = std::move(inside.trouble);
  for (const std::string& path : inside.ignored) {
    auto it = shown.find(path);
    if (it != shown.end()) answer.ignored.insert(it->second);
  }
  return answer;
}

}  // namespace verifull::source
