#include "lsp/workspace.h"

#include <algorithm>
#include <utility>

#include "source/overlay_reader.h"
#include "source/path.h"

namespace verifull::lsp {
namespace {

bool has_read(const App& app, std::string_view path) {
  return app.analysis.sources.find(path) != base::kNoFile;
}

// A file that is read, or that would be if it were there: a new `.env`, a
// configuration above the app.
bool concerns(const App& app, const std::string& path) {
  if (has_read(app, path)) return true;
  for (const engine::ProjectResult& project : app.analysis.projects) {
    if (source::is_within(path, project.project.root)) return true;
  }
  std::string folder = source::parent_path(path);
  return folder == "." || source::is_within(app.config, folder) || folder.starts_with("..");
}

}  // namespace

Workspace::Workspace(engine::Options options, std::vector<const check::Rule*> rules,
                     const source::FileReader& disk)
    : options_(std::move(options)), rules_(std::move(rules)), disk_(disk) {}

void Workspace::open(const std::string& path, Document document) {
  documents_[path] = std::move(document);
  homeless_.push_back(path);
  // The editor may have read what another program wrote since.
  touch();
}

void Workspace::change(const std::string& path, std::string text, std::int64_t version) {
  auto found = documents_.find(path);
  if (found == documents_.end()) return;
  found->second.text = std::move(text);
  found->second.version = version;
  mark_stale(path);
  if (app_of(path) == nullptr) homeless_.push_back(path);
}

void Workspace::close(const std::string& path) {
  documents_.erase(path);
  mark_stale(path);
  apps_.erase(std::remove_if(apps_.begin(), apps_.end(),
                             [&](const auto& app) { return !has_open_document(*app); }),
              apps_.end());
}

const Document* Workspace::document(const std::string& path) const {
  auto found = documents_.find(path);
  return found == documents_.end() ? nullptr : &found->second;
}

void Workspace::touch() {
  for (auto& app : apps_) app->stale = true;
}

void Workspace::mark_stale(const std::string& path) {
  for (auto& app : apps_) app->stale = app->stale || concerns(*app, path);
}

void Workspace::refresh() {
  for (auto& app : apps_) {
    if (!std::exchange(app->stale, false)) continue;
    app->analysis = analyze(app->config, {});
  }
  for (const std::string& path : std::exchange(homeless_, {})) {
    if (app_of(path) == nullptr && documents_.count(path) > 0) find_app_of(path);
  }
}

void Workspace::find_app_of(const std::string& path) {
  engine::Analysis analysis = analyze(path, {});
  for (const engine::ProjectResult& project : analysis.projects) {
    const std::string& config = analysis.sources.at(project.project.database_config).path;
    bool known = std::any_of(apps_.begin(), apps_.end(),
                             [&](const auto& app) { return app->config == config; });
    if (known) continue;
    auto app = std::make_unique<App>();
    app->config = config;
    app->analysis = analyze(config, {});
    apps_.push_back(std::move(app));
  }
}

const App* Workspace::app_of(std::string_view path) const {
  for (const auto& app : apps_) {
    if (has_read(*app, path)) return app.get();
  }
  return nullptr;
}

bool Workspace::has_open_document(const App& app) const {
  return std::any_of(documents_.begin(), documents_.end(),
                     [&](const auto& entry) { return has_read(app, entry.first); });
}

engine::Analysis Workspace::analyze(
    const std::string& path, const std::map<std::string, std::string>& other_texts) const {
  source::OverlayReader reader(disk_);
  for (const auto& [name, document] : documents_) reader.set(name, document.text);
  for (const auto& [name, text] : other_texts) reader.set(name, text);
  engine::Options options = options_;
  options.paths = {path};
  return engine::analyze(options, rules_, reader);
}

engine::Analysis Workspace::try_texts(const App& app,
                                      const std::map<std::string, std::string>& texts) const {
  return analyze(app.config, texts);
}

fix::Result Workspace::fixed(const App& app) const {
  source::OverlayReader reader(disk_);
  for (const auto& [name, document] : documents_) reader.set(name, document.text);
  fix::Request request;
  request.options = options_;
  request.options.paths = {app.config};
  request.rules = request.all_rules = rules_;
  return fix::fix_all(request, reader);
}

std::string Workspace::absolute(std::string_view path) const {
  return source::absolute_path(path, options_.working_directory);
}

bool Workspace::is_file(const std::string& path) const {
  return disk_.type_of(path, false) == source::EntryType::kFile;
}

}  // namespace verifull::lsp
