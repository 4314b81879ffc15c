#include "engine/config_files.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "source/path.h"

namespace verifull::engine {
namespace {

constexpr std::size_t kMostFolders = 64;
constexpr std::size_t kMostFiles = 32;

base::Error usage(std::string message, std::string hint) {
  return {base::ErrorKind::kUsage, std::move(message), std::move(hint), {}};
}

class Files {
 public:
  Files(const std::string& working_directory, const source::FileReader& reader)
      : here_(working_directory), reader_(reader) {}

  base::Result<Config> nearest(const std::string& app_root) {
    std::vector<std::string> folders = folders_of(app_root);
    top_ = folders.back();
    for (const std::string& folder : folders) {
      std::string path = source::child_path(folder, kConfigName, here_);
      source::EntryType type = reader_.type_of(path, false);
      if (type == source::EntryType::kMissing) continue;
      config_.base = folder;
      return finish(path);
    }
    return config_;
  }

  base::Result<Config> given(const std::string& word) {
    std::string path = source::shown_path(word, here_);
    bool inside = source::is_within(absolute(path), absolute("."));
    top_ = config_.base = inside ? "." : source::parent_path(path);
    return finish(path);
  }

 private:
  std::string absolute(const std::string& path) const {
    if (here_.empty()) return source::normalised(path);
    return source::absolute_path(path, here_);
  }

  bool is_within(const std::string& path, const std::string& folder) const {
    std::string below = absolute(path);
    if (below == ".." || below.starts_with("../")) return false;
    std::string above = absolute(folder);
    return above == "." || source::is_within(below, above);
  }

  // The app's folder and those above it, up to the top.
  std::vector<std::string> folders_of(const std::string& app_root) const {
    std::vector<std::string> folders;
    std::size_t without_git = 1;
    std::string folder = app_root;
    while (folders.size() < kMostFolders) {
      folders.push_back(folder);
      if (folder == ".") without_git = folders.size();
      std::string git = source::child_path(folder, ".git", here_);
      if (reader_.type_of(git, false) != source::EntryType::kMissing) return folders;
      if (absolute(folder) == "/" || (here_.empty() && folder == ".")) break;
      folder = source::shown_path(source::parent_path(absolute(folder)), here_);
    }
    folders.resize(without_git);
    return folders;
  }

  base::Result<Config> finish(const std::string& path) {
    if (std::optional<base::Error> error = add(path)) return *error;
    return config_;
  }

  // What a file extends comes before the file itself, so it is read twice: once to
  // learn what that is.
  std::optional<base::Error> add(const std::string& path) {
    if (std::find(open_.begin(), open_.end(), path) != open_.end()) {
      return usage(path + " extends itself", "take one `extends` out of the circle");
    }
    if (++files_ > kMostFiles) {
      return usage(path + " is one of more than " + std::to_string(kMostFiles) + " files",
                   "extend fewer files");
    }
    auto text = reader_.read(path, source::FileKind::kConfiguration, top_);
    if (!text) return usage(text.error().message, text.error().hint);
    Config alone;
    auto extended = read_config(*text, path, alone);
    if (!extended) return extended.error();
    open_.push_back(path);
    for (const std::string& word : *extended) {
      if (auto error = extend(word, path)) return error;
    }
    open_.pop_back();
    config_.files.push_back(path);
    auto again = read_config(*text, path, config_);
    return again ? std::nullopt : std::optional(again.error());
  }

  std::optional<base::Error> extend(const std::string& word, const std::string& from) {
    std::string folder = absolute(source::parent_path(from));
    std::string path = word.starts_with('/') ? word : folder + "/" + word;
    path = source::shown_path(source::normalised(path), here_);
    if (word.starts_with('/') || !is_within(path, top_)) {
      return usage(from + " extends a file outside of the project: " + word,
                   "`extends` takes a path from the file's folder to one in the project");
    }
    return add(path);
  }

  std::string here_;
  const source::FileReader& reader_;
  std::string top_;
  Config config_;
  std::vector<std::string> open_;
  std::size_t files_ = 0;
};

}  // namespace

base::Result<Config> config_of(const std::string& app_root, const std::string& given,
                               const std::string& working_directory,
                               const source::FileReader& reader) {
  Files files(working_directory, reader);
  return given.empty() ? files.nearest(app_root) : files.given(given);
}

}  // namespace verifull::engine
