#include "engine/project_analyzer.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "check/checker.h"
#include "engine/glob.h"
#include "engine/image_traits.h"
#include "engine/root_advice.h"
#include "engine/root_files.h"
#include "engine/versions.h"
#include "facts/live_facts.h"
#include "facts/root_facts.h"
#include "facts/subjects.h"
#include "image/project_image.h"
#include "parse/dockerfile.h"
#include "parse/dotenv.h"
#include "parse/placeholder.h"
#include "pki/time.h"
#include "resolve/resolve.h"
#include "source/path.h"

namespace verifull::engine {
namespace {

class ProjectAnalyzer {
 public:
  ProjectAnalyzer(const Options& options, const std::vector<const check::Rule*>& rules,
                  const source::FileReader& reader, const source::SourceSet& sources,
                  source::Project project, const Config& config)
      : options_(options), rules_(rules), reader_(reader), sources_(sources) {
    result_.project = std::move(project);
    result_.config = config;
  }

  ProjectOutput run() {
    const source::Project& project = result_.project;
    versions_ = versions_of(project.gems, project.gemfile_lock.has_value(),
                            !project.dotenv.empty(), options_.rails);
    read_image();
    read_dotenv();
    resolve::ResolveInput input = resolve_input();
    resolve::Resolution resolution = resolve::resolve(input);
    if (options_.check) find(resolution);
    for (const resolve::LoadError& limit : resolution.limits) complain_of(limit);
    for (const resolve::ResolvedDatabase& database : resolution.databases) {
      result_.connections.push_back(database.connection);
    }
    for (const resolve::UnusedEnvironment& unused : resolution.unused) {
      result_.skipped.push_back({unused.name, unused.reason});
    }
    finish();
    return std::move(output_);
  }

 private:
  void complain_of(const resolve::LoadError& limit) {
    const std::string& path = sources_.at(result_.project.database_config).path;
    output_.errors.push_back({base::ErrorKind::kUnreadable,
                                path + " goes beyond what is read here: " + limit.message,
                                "no configuration needs that; is it the right file?", limit.span});
  }

  void read_image() {
    const source::Project& project = result_.project;
    const std::string& wanted = options_.target.empty() ? result_.config.target : options_.target;
    image::ImageInput input{reader_, project.root, options_.working_directory, nullptr, {}, {},
                            wanted, {}};
    if (project.dockerfile) {
      const source::SourceFile& source = sources_.at(*project.dockerfile);
      dockerfile_ = parse::parse_dockerfile(source.text, *project.dockerfile);
      input.dockerfile = &dockerfile_;
    }
    if (project.dockerignore) {
      input.dockerignore = sources_.at(*project.dockerignore).text;
      input.dockerignore_file = *project.dockerignore;
    }
    image_.emplace(std::move(input));
    if (project.dockerfile && image_->stage() == nullptr && !wanted.empty()) {
      output_.errors.push_back({base::ErrorKind::kUsage,
                                sources_.at(*project.dockerfile).path + " has no stage `" +
                                    wanted + "`",
                                "a target is the name or the number of a stage", {}});
    }
    if (const image::Stage* stage = image_->stage()) {
      const std::string& text = sources_.at(*project.dockerfile).text;
      traits_ = image_traits(*stage, text);
      if (versions_.libpq == 0) versions_.libpq = libpq_of_image(*stage, text);
    }
    default_root_ = image_->default_root_file(versions_.libpq);
  }

  resolve::VariableSources variable_sources() const {
    resolve::VariableSources sources;
    sources.defines = options_.defines;
    sources.unset = options_.unset;
    sources.runtime = result_.config.runtime_variables;
    if (options_.env_from_process) sources.process = options_.process_environment;
    sources.stage = image_->stage();
    sources.dialect = versions_.dotenv;
    sources.closed_world = options_.closed_world;
    if (versions_.dotenv_loaded) sources.dotenv = dotenv_;
    return sources;
  }

  void read_dotenv() {
    for (const source::DotenvSource& dotenv : result_.project.dotenv) {
      std::string text = parse::without_placeholders(sources_.at(dotenv.file).text);
      dotenv_.push_back({dotenv.name, parse::parse_dotenv(text, dotenv.file, versions_.dotenv),
                         parse::parse_dotenv(text, dotenv.file, versions_.dotenv, true)});
    }
  }

  resolve::ResolveInput resolve_input() {
    const source::Project& project = result_.project;
    const source::SourceFile& config = sources_.at(project.database_config);
    resolve::ResolveInput input;
    input.text = config.text;
    input.file = project.database_config;
    input.rules = versions_.rails;
    input.variables = variable_sources();
    input.rails_root = image_->rails_root();
    input.environments = options_.environments;
    input.environment_names = project.environment_names;
    for (const auto& [name, use] : result_.config.environments) {
      if (use.production) input.production_names.push_back(name);
      if (use.ignored) input.ignored_names.push_back(name);
    }
    input.libpq = versions_.libpq;
    input.pg_version = versions_.pg;
    input.has_pg_gem = versions_.has_pg_gem;
    input.default_root_possible = installs_default_root();
    if (project.service_file) {
      input.service_text = sources_.at(*project.service_file).text;
      input.service_file = *project.service_file;
      const std::string& path = sources_.at(*project.service_file).path;
      input.service_path = source::path_within(path, project.root);
    }
    input.root_file = [](const void* context, std::string_view path) {
      return static_cast<const ProjectAnalyzer*>(context)->root_file(path);
    };
    input.root_file_context = this;
    return input;
  }

  // Only what some step names is supposed to be there when nobody can tell.
  bool installs_default_root() const {
    for (const std::string& glob : result_.config.runtime_files) {
      if (glob.ends_with(".postgresql/root.crt")) return true;
    }
    if (default_root_.found == image::RootReport::Found::kPresent) return true;
    if (default_root_.found == image::RootReport::Found::kAbsent) return false;
    if (!result_.project.dockerfile) return false;
    const std::string& text = sources_.at(*result_.project.dockerfile).text;
    return text.find(".postgresql") != std::string::npos;
  }

  // The configuration says that somebody puts it there.
  bool comes_at_run_time(std::string_view path) const {
    auto whole = [this](std::string_view word) {
      return word.starts_with('/') ? std::string(word) : source::join_path(image_->rails_root(), word);
    };
    const std::vector<std::string>& globs = result_.config.runtime_files;
    return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
      return glob_fits(whole(glob), source::normalised(whole(path)));
    });
  }

  const image::RootReport& root_report(std::string_view path) const {
    auto known = roots_.find(path);
    if (known == roots_.end()) {
      known = roots_.emplace(std::string(path), image_->root_file(path)).first;
    }
    return known->second;
  }

  resolve::RootFile root_file(std::string_view path) const {
    if (comes_at_run_time(path)) return resolve::RootFile::kPresent;
    return facts::outcome_of(root_report(path));
  }

  void find(const resolve::Resolution& resolution) {
    facts::FactInput input{resolution, versions_.rails, sources_, versions_.libpq,
                           !options_.live.empty(), &roots_};
    RootFiles files(reader_, result_.project.root, image_->rails_root());
    complete(input, files);
    RootSearch search(*image_, traits_, reader_, result_.project.root, files, input.today);
    advise(input, search);
    std::vector<facts::Subject> subjects = facts::subjects_of(input);
    add_live_facts(subjects);
    auto path_of = [&](base::FileId file) {
      const std::string& path = sources_.at(file).path;
      const std::string& root = result_.project.root;
      return std::string(source::is_within(path, root) ? source::path_within(path, root)
                                                       : std::string_view(path));
    };
    check::FixInput fixes{sources_, anchor_holders(resolution)};
    for (check::Finding& finding : check::check(rules_, subjects, path_of, &fixes)) {
      output_.findings.push_back(std::move(finding));
    }
  }

  const facts::LiveResult* live_result(std::string_view environment,
                                       std::string_view connection) const {
    for (const LiveAnswer& each : options_.live) {
      if (each.root == result_.project.root && each.environment == environment &&
          each.connection == connection) {
        return &each.result;
      }
    }
    return nullptr;
  }

  void add_live_facts(std::vector<facts::Subject>& subjects) const {
    std::int64_t today = pki::parse_day(options_.today).value_or(0);
    for (facts::Subject& subject : subjects) {
      if (subject.kind != facts::SubjectKind::kConnection) continue;
      const facts::LiveResult* found =
          live_result(subject.environments.front(), subject.connection);
      if (found != nullptr) facts::add_live_facts(*found, today, subject);
    }
  }

  static std::vector<std::string> anchor_holders(const resolve::Resolution& resolution) {
    std::vector<std::string> names;
    for (const resolve::UnusedEnvironment& unused : resolution.unused) {
      if (unused.reason == resolve::kOnlyHolder) names.push_back(unused.name);
    }
    return names;
  }

  // What only some rules want to know.
  void complete(facts::FactInput& input, RootFiles& files) const {
    input.today = pki::parse_day(options_.today).value_or(0);
    input.image = traits_;
    input.root_source = [this, &files](std::string_view path) {
      auto report = roots_.find(path);
      return report == roots_.end() ? facts::RootSource{} : files.find(path, report->second);
    };
    if (result_.project.gemfile_lock) input.dotenv_loaded = versions_.dotenv_loaded;
    for (const source::DotenvSource& dotenv : result_.project.dotenv) {
      if (dotenv.ignored_by_git) input.untracked.push_back(dotenv.file);
    }
    input.dotenv = dotenv_;
  }

  void advise(facts::FactInput& input, RootSearch& search) const {
    input.advise.for_host = [&search](std::string_view host) {
      return search.advise(std::string(host));
    };
    input.advise.for_file = [this](const image::RootReport& report) {
      return image::root_remedy(*image_, report);
    };
    input.advise.rails_root = image_->rails_root();
    input.advise.copies = image::behind_copies(*image_);
    input.advise.start = image::start_of_stage(*image_);
  }

  // Those that no judgement asked for too, and the image's default root file as "".
  void look_for_files() {
    constexpr std::string_view kFiles[] = {"sslrootcert", "sslcert", "sslkey", "sslcrl"};
    for (const resolve::Connection& connection : result_.connections) {
      for (const resolve::LibpqParameter& each : connection.libpq) {
        bool file = std::find(std::begin(kFiles), std::end(kFiles), each.keyword) != std::end(kFiles);
        std::string_view path = each.value.reveal();
        if (file && each.known && !path.empty() && !comes_at_run_time(path)) root_report(path);
      }
    }
    if (default_root_.found == image::RootReport::Found::kPresent) roots_[""] = default_root_;
  }

  void finish() {
    look_for_files();
    if (!options_.live.empty()) {
      for (const resolve::Connection& connection : result_.connections) {
        const facts::LiveResult* found = live_result(connection.environment, connection.name);
        result_.live.push_back(found == nullptr ? std::nullopt : std::optional(*found));
      }
    }
    result_.rails_root = image_->rails_root();
    result_.roots = std::move(roots_);
    const source::Project& project = result_.project;
    result_.rails_version = versions_.rails.version;
    result_.rails_from = versions_.rails_from;
    result_.assumptions = versions_.assumptions;
    if (project.stand_in) {
      result_.assumptions.push_back(sources_.at(project.database_config).path +
                                    " stands in for config/database.yml, which is not here.");
    }
    output_.result = std::move(result_);
  }

  const Options& options_;
  const std::vector<const check::Rule*>& rules_;
  const source::FileReader& reader_;
  const source::SourceSet& sources_;
  ProjectOutput output_;
  ProjectResult result_;
  Versions versions_;
  parse::Dockerfile dockerfile_;
  std::optional<image::ProjectImage> image_;
  image::RootReport default_root_;
  // By path as sslrootcert has it; found out when a connection asks for it.
  mutable facts::RootReports roots_;
  facts::ImageTraits traits_;
  std::vector<resolve::DotenvInput> dotenv_;
};

}  // namespace

ProjectOutput analyze_project(const Options& options, const std::vector<const check::Rule*>& rules,
                              const source::FileReader& reader, const source::SourceSet& sources,
                              source::Project project, const Config& config) {
  return ProjectAnalyzer(options, rules, reader, sources, std::move(project), config).run();
}

}  // namespace verifull::engine
