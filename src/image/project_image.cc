#include "image/project_image.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "image/base_files.h"
#include "image/path.h"
#include "image/run_steps.h"
#include "source/path.h"

namespace verifull::image {
namespace {

constexpr std::string_view kDefaultRoot = ".postgresql/root.crt";

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string clause_of(ContentKind kind) {
  return kind == ContentKind::kImage ? "a copy from another image" : "";
}

}  // namespace

ProjectImage::ProjectImage(ImageInput input)
    : input_(std::move(input)), ignore_(input_.dockerignore, input_.dockerignore_file) {
  folder_ = std::make_shared<BuildFolder>(input_.reader, input_.root, ignore_);
  if (input_.dockerfile != nullptr) {
    stages_ = interpret_stages(*input_.dockerfile);
    files_ = interpret_files(*input_.dockerfile, stages_, folder_,
                             run_follower(*input_.dockerfile, stages_));
    target_ = target_stage(stages_, input_.target);
  }
  rails_root_ = find_rails_root();
}

bool ProjectImage::runs_from(const std::string& directory) const {
  const ImageFs& files = files_[*target_].files;
  for (std::string_view sign : {"config/database.yml", "config/application.rb", "config.ru"}) {
    Found found = files.lookup(join_path(directory, sign));
    if (found.presence == Found::Presence::kPresent) return true;
  }
  return false;
}

std::string ProjectImage::find_rails_root() const {
  if (!target_) return source::absolute_path(input_.root, input_.working_directory);
  const Stage& stage = stages_[*target_];
  std::string workdir = stage.workdir && stage.workdir->known ? stage.workdir->text : "";
  if (!workdir.empty() && runs_from(workdir)) return workdir;
  std::vector<std::string> roots;
  for (const std::string& directory : files_[*target_].copied_to) {
    if (runs_from(directory)) roots.push_back(directory);
  }
  if (roots.size() == 1) return roots[0];
  if (!workdir.empty()) return workdir;
  return roots.empty() ? source::absolute_path(input_.root, input_.working_directory) : roots[0];
}

RootReport ProjectImage::root_file(std::string_view path) const {
  if (!has_dockerfile()) return in_project(path);
  std::string absolute = join_path(rails_root_, path);
  if (!target_) {
    RootReport report;
    report.path = std::move(absolute);
    report.in_image = true;
    report.why = "the Dockerfile has no such stage";
    return report;
  }
  return in_image(absolute);
}

RootReport ProjectImage::in_project(std::string_view path) const {
  RootReport report;
  report.path = join_path(rails_root_, path);
  report.readable = Answer::kYes;
  bool within = source::is_within(report.path, rails_root_) && report.path != rails_root_;
  if (is_runtime_path(report.path)) {
    report.found = RootReport::Found::kRuntime;
    report.why = report.path + " is provided when the app runs";
    return report;
  }
  if (!within) {
    report.why = "there is no Dockerfile, and the path is outside of the project";
    return report;
  }
  std::string relative(source::path_within(report.path, rails_root_));
  LazyFolder::Entry entry = BuildFolder(input_.reader, input_.root, Dockerignore()).find(relative);
  if (entry.kind == NodeKind::kAbsent) {
    report.found = RootReport::Found::kAbsent;
    report.why = relative + " is not in the project";
    report.nearest = in_project_folders(relative);
  } else if (entry.kind == NodeKind::kUnknown) {
    report.why = relative + " " + entry.why;
  } else {
    report.found = RootReport::Found::kPresent;
    report.directory = entry.kind == NodeKind::kDirectory;
    report.project_path = relative;
    report.content = content_of({ContentKind::kProject, relative, false, false, {}});
  }
  return report;
}

RootReport ProjectImage::in_image(const std::string& path) const {
  RootReport report;
  report.path = path;
  report.in_image = true;
  const StageFiles& files = files_[*target_];
  const Stage& stage = stages_[*target_];
  report.reader = runtime_user(stage, files.users, is_official_image(stage.base_image));
  for (const std::string& place : input_.runtime_paths) {
    if (!source::is_within(path, place)) continue;
    report.found = RootReport::Found::kRuntime;
    report.why = place + " is named under `runtime` in the configuration";
    return report;
  }
  if (is_runtime_path(path)) {
    report.found = RootReport::Found::kRuntime;
    report.why = "its folder is mounted when a container starts";
    return report;
  }
  Found found = files.files.lookup(path);
  for (const Volume& volume : files.volumes) {
    if (!source::is_within(path, volume.path)) continue;
    report.found = RootReport::Found::kRuntime;
    report.why = volume.path + " is a VOLUME, whose files are those of the running container";
    report.why_span = volume.span;
    report.trail = found.trail;
    return report;
  }
  if (found.presence == Found::Presence::kPresent && found.kind != NodeKind::kUnknown) {
    explain_present(found, report);
  } else if (found.presence == Found::Presence::kAbsent) {
    explain_absent(found, report);
  } else {
    report.why = found.doubt.text.empty() ? "what is copied there is not known" : found.doubt.text;
    report.why_span = found.doubt.span;
    report.trail = found.trail;
    report.content = found.content;
    explain_ignored(report);
  }
  return report;
}

void ProjectImage::explain_present(const Found& found, RootReport& report) const {
  report.found = RootReport::Found::kPresent;
  report.directory = found.kind == NodeKind::kDirectory;
  report.trail = found.trail;
  report.owner = found.owner;
  report.mode = found.mode;
  report.content = found.content;
  if (found.content && found.content->size() == 1) {
    const ContentPart& part = found.content->front();
    if (part.kind == ContentKind::kProject) report.project_path = part.name;
    if (report.why.empty()) report.why = clause_of(part.kind);
  }
  report.readable = readable_by(found, report.reader, report.blocked_by);
}

void ProjectImage::explain_absent(const Found& found, RootReport& report) const {
  report.found = RootReport::Found::kAbsent;
  report.trail = found.trail;
  if (!found.trail.empty()) {
    report.why = "`" + found.trail.back().text + "` removes it";
    report.why_span = found.trail.back().span;
  } else if (!explain_ignored(report)) {
    report.why = "nothing puts it there";
  }
  find_nearest(report);
}

// True when the file is in the project and .dockerignore keeps it from the image.
bool ProjectImage::explain_ignored(RootReport& report) const {
  std::string relative;
  if (source::is_within(report.path, rails_root_) && report.path != rails_root_) {
    relative = source::path_within(report.path, rails_root_);
  }
  for (const MissingSource& missing : files_[*target_].missing) {
    if (missing.target == report.path) relative = missing.path;
  }
  if (relative.empty() || folder_->kind_in_project(relative) != NodeKind::kFile) return false;
  Dockerignore::Decision decision = ignore_.decide(relative);
  if (!decision.ignored) return false;
  report.why = ".dockerignore leaves " + relative + " out";
  report.why_span = decision.line;
  return true;
}

void ProjectImage::find_nearest(RootReport& report) const {
  std::string name(last_part(report.path));
  std::vector<std::string> same = files_[*target_].files.find_named(name, 4);
  if (!same.empty()) {
    report.nearest = "the image has " + base::join(same, ", ");
    return;
  }
  report.nearest = in_other_stage(report.path);
  if (!report.nearest.empty()) return;
  std::string relative = source::is_within(report.path, rails_root_) && report.path != rails_root_
                             ? std::string(source::path_within(report.path, rails_root_))
                             : name;
  report.nearest = in_project_folders(relative);
}

std::string ProjectImage::in_other_stage(const std::string& path) const {
  std::string name(last_part(path));
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (i == *target_) continue;
    std::string label = stages_[i].name.empty() ? std::to_string(i) : stages_[i].name;
    if (files_[i].files.lookup(path).is_file()) return "the stage " + label + " has it";
    std::vector<std::string> same = files_[i].files.find_named(name, 4);
    if (!same.empty()) return "the stage " + label + " has " + base::join(same, ", ");
  }
  return "";
}

std::string ProjectImage::in_project_folders(const std::string& relative) const {
  std::string name(last_part(relative));
  for (std::string_view folder : kCertificateFolders) {
    std::string path = folder.empty() ? name : std::string(folder) + '/' + name;
    if (path != relative && folder_->kind_in_project(path) == NodeKind::kFile) {
      return "the project has " + path;
    }
  }
  std::size_t slash = relative.rfind('/');
  std::string folder = slash == std::string::npos ? "" : relative.substr(0, slash);
  source::Listing listing;
  std::string place = source::normalised(source::join_path(input_.root, folder));
  if (input_.reader.list(place, false, listing) || listing.size() > 1000) return "";
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < listing.size(); ++i) {
    if (listing[i].type == source::EntryType::kFile) names.push_back(listing[i].name);
  }
  std::sort(names.begin(), names.end());
  std::string_view near = base::nearest(name, names);
  if (near.empty() || near == name) return "";
  return "the project has " + (folder.empty() ? "" : folder + '/') + std::string(near);
}

std::optional<std::string> ProjectImage::home(int libpq, std::string& why) const {
  const Stage& stage = stages_[*target_];
  const EnvironmentVariable* variable = stage.find("HOME");
  RuntimeUser user =
      runtime_user(stage, files_[*target_].users, is_official_image(stage.base_image));
  std::optional<std::string> of_user;
  const UserTable& users = files_[*target_].users;
  const UserEntry* entry = user.name.empty() ? nullptr : users.user(user.name);
  if (entry == nullptr && user.known && user.uid) entry = users.user(*user.uid);
  if (entry != nullptr && !entry->home.empty()) of_user = entry->home;
  // Docker sets HOME from the user's entry when the image does not.
  if (variable == nullptr) {
    if (!of_user) why = "the home of " + user.shown() + " is not known";
    return of_user;
  }
  if (!variable->value.known) why = "HOME is not known";
  if (libpq >= 15) {
    if (!variable->value.known) return std::nullopt;
    return variable->value.text.empty() ? of_user : variable->value.text;
  }
  if (libpq > 0) return of_user;
  if (of_user && variable->value.known && *of_user == variable->value.text) return of_user;
  why = "HOME counts for libpq 15 and later only, and which one it is is not known";
  return std::nullopt;
}

RootReport ProjectImage::default_root_file(int libpq) const {
  RootReport report;
  report.path = "~/" + std::string(kDefaultRoot);
  if (!target_) {
    report.why = "there is no Dockerfile";
    return report;
  }
  report.in_image = true;
  std::optional<std::string> directory = home(libpq, report.why);
  if (!directory) return report;
  return in_image(join_path(*directory, kDefaultRoot));
}

}  // namespace verifull::image
