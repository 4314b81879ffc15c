// Which of the files that discovery found git ignores.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "source/file_reader.h"
#include "source/git_process.h"

namespace verifull::source {

using AskGit = std::function<IgnoreAnswer(const std::string& repository,
                                          const std::vector<std::string>& paths)>;

// `repository` is a folder with a `.git`; it and the paths are as shown (see
// source/path.h), and so are the paths of the answer. `ask` is only called when a
// pattern of the repository might match one of them (source/ignore_patterns.h):
// one of a .gitignore between the repository's root and the path, or of
// .git/info/exclude.
IgnoreAnswer ignored_paths(const std::string& repository, const std::vector<std::string>& paths,
                           const std::string& working_directory, const FileReader& reader,
                           const AskGit& ask);

}  // namespace verifull::source
