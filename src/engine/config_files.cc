#include "engine/config_files.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "check/rule_reader.h"
#include "check/rule_yaml.h"
#include "check/rules.h"
#include "source/path.h"

namespace verifull::engine {
namespace {

constexpr std::size_t kMostFolders = 64;
constexpr std::size_t kMostFiles = 32;
constexpr std::size_t kMostRules = 256;

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

  // What a file extends comes before the file itself.
  std::optional<base::Error> add(const std::string& path) {
    if (++files_ > kMostFiles) {
      return usage(path + " is one of more than " + std::to_string(kMostFiles) + " files",
                   "extend fewer files");
    }
    auto text = reader_.read(path, source::FileKind::kConfiguration, top_);
    if (!text) return usage(text.error().message, text.error().hint);
    auto head = read_config_head(*text, path);
    if (!head) return head.error();
    open_.push_back(path);
    for (const NamedFile& file : head->extends) {
      if (auto error = extend(file, path)) return error;
    }
    open_.pop_back();
    for (const NamedFile& file : head->custom_rules) {
      if (auto error = add_rule(file, path)) return error;
    }
    config_.files.push_back(path);
    return read_config(*text, path, config_);
  }

  // `file`, named in the file `from`, as shown; nullopt when it is outside of the top.
  std::optional<std::string> path_of(const NamedFile& file, const std::string& from) const {
    if (file.path.starts_with('/')) return std::nullopt;
    std::string path = absolute(source::parent_path(from)) + "/" + file.path;
    path = source::shown_path(source::normalised(path), here_);
    return is_within(path, top_) ? std::optional(path) : std::nullopt;
  }

  static base::Error leaves(const NamedFile& file, const std::string& key) {
    return usage(file.place + ": " + check::quoted(file.path) + " is outside of the project",
                 "`" + key + "` takes paths from this file's folder to files in the project");
  }

  std::optional<base::Error> extend(const NamedFile& file, const std::string& from) {
    std::optional<std::string> path = path_of(file, from);
    if (!path) return leaves(file, "extends");
    if (std::find(open_.begin(), open_.end(), *path) != open_.end()) {
      return usage(file.place + ": " + *path + " extends itself",
                   "take one `extends` out of the circle");
    }
    std::optional<base::Error> error = add(*path);
    // What is wrong in the other file has its own place.
    if (error && error->message.starts_with(*path + " ")) {
      error->message = file.place + ": " + error->message;
    }
    return error;
  }

  std::optional<base::Error> add_rule(const NamedFile& file, const std::string& from) {
    std::optional<std::string> path = path_of(file, from);
    if (!path) return leaves(file, "custom_rules");
    std::string seen = source::shown_path(absolute(*path), absolute(config_.base));
    auto& names = config_.custom_rules;
    if (std::find(names.begin(), names.end(), seen) != names.end()) return std::nullopt;
    if (names.size() == kMostRules) {
      return usage(file.place + ": more than " + std::to_string(kMostRules) + " rules", "");
    }
    auto text = reader_.read(*path, source::FileKind::kRule, top_);
    if (!text) return usage(file.place + ": " + text.error().message, text.error().hint);
    if (!config_.own_rules) config_.own_rules = std::make_shared<check::RuleSet>();
    auto known = [this](std::string_view id) {
      return check::find_rule(id) != nullptr || own_rule(config_, id) != nullptr;
    };
    // The file is named after the id, so a rule that is there already is known by it.
    std::string id(source::base_name(*path));
    id = id.substr(0, id.rfind('.'));
    if (known(id)) {
      return usage(file.place + ": there is a rule " + check::quoted(id) + " already",
                   "a rule of your own needs an id of its own");
    }
    auto rule = check::read_rule(*text, *path, base::kNoFile, {}, *config_.own_rules);
    if (!rule) return rule.error();
    names.push_back(std::move(seen));
    return std::nullopt;
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
