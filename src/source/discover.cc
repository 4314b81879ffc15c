#include "source/discover.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "source/path.h"

namespace verifull::source {
namespace {

constexpr std::size_t kMaxRepositories = 256;  // that git is asked about, ~2 ms each

bool same_app(const AppFiles& a, const AppFiles& b) {
  return a.root == b.root && a.database_config == b.database_config;
}

// In order, each app once; one that was named anywhere counts as named.
void sort_apps(std::vector<AppFiles>& apps) {
  std::sort(apps.begin(), apps.end(), [](const AppFiles& a, const AppFiles& b) {
    return std::tie(a.root, a.database_config, b.named) <
           std::tie(b.root, b.database_config, a.named);
  });
  apps.erase(std::unique(apps.begin(), apps.end(), same_app), apps.end());
}

// A path that was taken for one app stays taken, else the first word counts.
void sort_decisions(std::vector<FileDecision>& decisions) {
  std::stable_sort(decisions.begin(), decisions.end(),
                   [](const FileDecision& a, const FileDecision& b) {
                     return std::tie(a.path, b.taken) < std::tie(b.path, a.taken);
                   });
  auto same = [](const FileDecision& a, const FileDecision& b) { return a.path == b.path; };
  decisions.erase(std::unique(decisions.begin(), decisions.end(), same), decisions.end());
}

void sort_errors(std::vector<base::Error>& errors) {
  std::stable_sort(errors.begin(), errors.end(), [](const base::Error& a, const base::Error& b) {
    return a.message < b.message;
  });
  auto same = [](const base::Error& a, const base::Error& b) { return a.message == b.message; };
  errors.erase(std::unique(errors.begin(), errors.end(), same), errors.end());
}

// What git says about the files of all apps, one question per repository.
class Ignored {
 public:
  Ignored(const std::vector<AppFiles>& apps, const std::vector<std::string>& given,
          const DiscoverOptions& options, const FileReader& reader, Notes& notes) {
    if (!options.ask_git) return;
    std::map<std::string, std::vector<std::string>> by_repository;
    for (const AppFiles& app : apps) {
      if (!app.repository.empty()) add_paths(app, by_repository[app.repository]);
    }
    std::size_t asked = 0;
    AskGit ask = [&](const std::string& repository, const std::vector<std::string>& paths) {
      if (asked++ < kMaxRepositories) return options.ask_git(repository, paths);
      return IgnoreAnswer{{}, "too many repositories to ask git about all of them"};
    };
    for (auto& [repository, paths] : by_repository) {
      for (const std::string& path : given) paths.push_back(path);
      IgnoreAnswer answer =
          ignored_paths(repository, paths, options.working_directory, reader, ask);
      if (!answer.trouble.empty()) {
        notes.left(join_path(repository, ".gitignore"), "nothing is ignored: " + answer.trouble);
      }
      paths_.merge(answer.ignored);
    }
  }

  bool contains(const std::string& path) const { return paths_.count(path) > 0; }

 private:
  static void add_paths(const AppFiles& app, std::vector<std::string>& paths) {
    if (!app.named) paths.push_back(app.root);
    paths.push_back(app.database_config);
    for (const std::string& name : app.dotenv) paths.push_back(join_path(app.root, name));
  }

  std::unordered_set<std::string> paths_;
};

class Loader {
 public:
  Loader(const DiscoverOptions& options, const FileReader& reader, const Ignored& ignored,
         Notes& notes, SourceSet& sources)
      : options_(options), reader_(reader), ignored_(ignored), notes_(notes), sources_(sources) {
    if (options.dockerfile.empty()) return;
    std::string path = shown_path(options.dockerfile, options.working_directory);
    dockerfile_ = load(path, FileKind::kDockerfile, parent_path(path), "named by --dockerfile");
  }

  std::optional<Project> project(const AppFiles& app) {
    bool ignored = ignored_.contains(app.database_config);
    std::string reason = app.reason;
    if (ignored) reason += "; git ignores it, Rails reads it all the same";
    auto config = load(app.database_config, FileKind::kDatabaseConfig, app.root, reason);
    if (!config) return std::nullopt;
    Project project;
    project.root = app.root;
    project.database_config = *config;
    project.stand_in = app.stand_in;
    project.environment_names = app.environment_names;
    for (const std::string& name : app.dotenv) add_dotenv(app, name, project);
    project.dockerfile = dockerfile_of(app);
    if (project.dockerfile) add_dockerignore(app, project);
    project.gemfile_lock =
        load_if(app.gemfile_lock, FileKind::kGemfileLock, app.root, "versions of the gems");
    project.service_file =
        load_if(app.service_file, FileKind::kServiceFile, app.root, "connection service file");
    if (project.gemfile_lock) {
      base::FileId lock = *project.gemfile_lock;
      project.gems = parse::parse_gemfile_lock(sources_.at(lock).text, lock);
    }
    return project;
  }

 private:
  std::optional<base::FileId> load(const std::string& path, FileKind kind, const std::string& root,
                                   std::string_view reason) {
    if (base::FileId known = sources_.find(path); known != base::kNoFile) {
      notes_.taken(path, reason);
      return known;
    }
    auto text = reader_.read(path, kind, root);
    if (!text) {
      notes_.errors.push_back(text.error());
      notes_.left(path, "cannot be read");
      return std::nullopt;
    }
    notes_.taken(path, reason);
    return sources_.add(path, kind, std::move(*text));
  }

  std::optional<base::FileId> load_if(const std::string& path, FileKind kind,
                                      const std::string& root, std::string_view reason) {
    return path.empty() ? std::nullopt : load(path, kind, root, reason);
  }

  std::optional<base::FileId> dockerfile_of(const AppFiles& app) {
    if (options_.dockerfile.empty()) {
      return load_if(app.dockerfile, FileKind::kDockerfile, app.root, "Dockerfile of the app");
    }
    if (!app.dockerfile.empty()) notes_.left(app.dockerfile, "--dockerfile names another");
    return dockerfile_;
  }

  // The one beside the Dockerfile that bears its name replaces the other.
  void add_dockerignore(const AppFiles& app, Project& project) {
    for (const std::string& path : {sources_.at(*project.dockerfile).path + ".dockerignore",
                                    join_path(app.root, ".dockerignore")}) {
      if (reader_.type_of(path, false) != EntryType::kFile) continue;
      project.dockerignore =
          load(path, FileKind::kDockerignore, app.root, "what the image's build leaves out");
      return;
    }
  }

  void add_dotenv(const AppFiles& app, const std::string& name, Project& project) {
    std::string path = join_path(app.root, name);
    bool ignored = ignored_.contains(path);
    auto file = load(path, FileKind::kDotenv, app.root,
                     ignored ? "environment variables; git ignores it" : "environment variables");
    if (file) project.dotenv.push_back({name, *file, ignored});
  }

  const DiscoverOptions& options_;
  const FileReader& reader_;
  const Ignored& ignored_;
  Notes& notes_;
  SourceSet& sources_;
  std::optional<base::FileId> dockerfile_;
};

// Named apps, and apps below an ignored folder that was named, are taken even so.
// A configuration that was added to git by force is not ignored, whatever its
// folder is.
bool is_left_out(const AppFiles& app, const std::vector<std::string>& given,
                 const Ignored& ignored) {
  if (app.named || !ignored.contains(app.root) || !ignored.contains(app.database_config)) {
    return false;
  }
  return std::none_of(given.begin(), given.end(), [&](const std::string& path) {
    return is_within(app.root, path) && ignored.contains(path);
  });
}

// Deals the folders of apps out in their order, so that neighbours, which often are
// alike, do not all fall to one part.
class Dealer {
 public:
  explicit Dealer(const Shard& shard) : shard_(shard) {}

  bool is_ours(const std::string& root) {
    if (root != last_ || next_ == 0) {
      ours_ = next_++ % shard_.count == shard_.index - 1;
      last_ = root;
    }
    return ours_;
  }

 private:
  const Shard& shard_;
  std::string last_;
  std::size_t next_ = 0;
  bool ours_ = false;
};

}  // namespace

Discovery discover(const std::vector<std::string>& paths, const DiscoverOptions& options,
                   const FileReader& reader, SourceSet& sources) {
  AppSearch search(reader, options.working_directory, options.limits);
  std::vector<std::string> given;
  for (const std::string& path : paths.empty() ? std::vector<std::string>{"."} : paths) {
    search.add(path);
    given.push_back(shown_path(path, options.working_directory));
  }
  std::vector<AppFiles>& apps = search.apps();
  Notes& notes = search.notes();
  sort_apps(apps);
  Ignored ignored(apps, given, options, reader, notes);
  Loader loader(options, reader, ignored, notes, sources);
  Discovery result;
  Dealer dealer(options.shard);
  for (const AppFiles& app : apps) {
    if (is_left_out(app, given, ignored)) {
      notes.left(app.database_config, "its folder is ignored by git");
    } else if (!dealer.is_ours(app.root)) {
      notes.left(app.database_config, "in another shard");
      ++result.elsewhere;
    } else if (auto project = loader.project(app)) {
      result.projects.push_back(std::move(*project));
    }
  }
  result.decisions = std::move(notes.decisions);
  result.errors = std::move(notes.errors);
  sort_decisions(result.decisions);
  sort_errors(result.errors);
  return result;
}

}  // namespace verifull::source
