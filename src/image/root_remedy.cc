#include "image/root_remedy.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "image/path.h"
#include "source/path.h"

namespace verifull::image {
namespace {

using parse::DockerInstruction;
using parse::DockerKeyword;

constexpr std::size_t kMostNamesakes = 4;

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

const DockerInstruction* instruction_at(const ProjectImage& image, const base::Span& at) {
  for (const DockerInstruction& each : image.dockerfile()->instructions) {
    if (each.span.begin <= at.begin && at.begin < each.span.end) return &each;
  }
  return nullptr;
}

// One source, which is called like the file or is copied to be it: no folder, whose
// files would all get the mode.
bool brings_only(const DockerInstruction& instruction, const std::string& path) {
  bool copies = instruction.keyword == DockerKeyword::kCopy ||
                instruction.keyword == DockerKeyword::kAdd;
  if (!copies || instruction.arguments.size() != 2 || !instruction.heredocs.empty()) return false;
  std::string_view source = instruction.arguments[0].text;
  std::string_view target = instruction.arguments[1].text;
  source = source.substr(0, source.find('?'));
  return last_part(source) == last_part(path) || last_part(target) == last_part(path);
}

// A word that means itself in a Dockerfile and in a shell.
bool is_tame(std::string_view path) {
  return !path.empty() && std::all_of(path.begin(), path.end(), [](char c) {
    return base::is_alnum(c) || std::string_view("_./-+@").find(c) != std::string_view::npos;
  });
}

bool is_readable(const Found& found, const RuntimeUser& user) {
  Found alone = found;
  alone.parents.clear();
  std::string blocked_by;
  return readable_by(alone, user, blocked_by) == Answer::kYes;
}

class Finder {
 public:
  Finder(const ProjectImage& image, const RootReport& report) : image_(image), report_(report) {}

  RootRemedy of_unreadable() const {
    RootRemedy remedy;
    if (report_.trail.empty() || report_.blocked_by != report_.path) return remedy;
    const DockerInstruction* step = instruction_at(image_, report_.trail.back().span);
    if (step != nullptr && brings_only(*step, report_.path)) remedy.copied = step->span;
    return remedy;
  }

  RootRemedy of_absent() const {
    RootRemedy remedy;
    if (!is_tame(report_.path)) return remedy;
    remedy.elsewhere = find_elsewhere();
    remedy.copy = from_stage();
    if (remedy.copy.empty()) from_project(remedy);
    return remedy;
  }

 private:
  const StageFiles& running() const { return image_.files_of_stages()[*image_.target()]; }

  std::string find_elsewhere() const {
    std::string name(last_part(report_.path));
    std::vector<std::string> same = running().files.find_named(name, kMostNamesakes);
    std::optional<std::string> file = project_file();
    if (same.empty() && file) {
      std::string path = path_of_project_file(image_, *file);
      if (!path.empty() && path != report_.path) same.push_back(std::move(path));
    }
    return same.size() == 1 && is_tame(same[0]) ? same[0] : "";
  }

  // Earlier stages only: a later one cannot be copied from.
  std::string from_stage() const {
    std::string name(last_part(report_.path));
    for (std::size_t i = 0; i < *image_.target(); ++i) {
      const ImageFs& files = image_.files_of_stages()[i].files;
      std::vector<std::string> same = files.find_named(name, kMostNamesakes);
      bool there = files.lookup(report_.path).is_file();
      if (!there && same.size() != 1) continue;
      const std::string& from = there ? report_.path : same[0];
      if (!is_tame(from)) continue;
      const Stage& stage = image_.stages()[i];
      std::string label = stage.name.empty() ? std::to_string(i) : stage.name;
      bool readable = is_readable(files.lookup(from), report_.reader);
      return "COPY --from=" + label + (readable ? " " : " --chmod=0644 ") + from + " " +
             report_.path;
    }
    return "";
  }

  std::string in_app() const {
    const std::string& root = image_.rails_root();
    bool inside = source::is_within(report_.path, root) && report_.path != root;
    return inside ? std::string(source::path_within(report_.path, root)) : "";
  }

  // The file itself when the project has it, else the only one of its name.
  std::optional<std::string> project_file() const {
    std::string own = in_app();
    if (!own.empty() && is_there(own)) return own;
    std::string name(last_part(report_.path));
    std::optional<std::string> found;
    for (std::string_view folder : kCertificateFolders) {
      std::string path = folder.empty() ? name : std::string(folder) + '/' + name;
      if (!is_there(path)) continue;
      if (found) return std::nullopt;
      found = std::move(path);
    }
    return found;
  }

  bool is_there(const std::string& path) const {
    return image_.folder().kind_in_project(path) == NodeKind::kFile;
  }

  void from_project(RootRemedy& remedy) const {
    std::optional<std::string> file = project_file();
    if (!file || !is_tame(*file)) return;
    Dockerignore::Decision decision = image_.folder().decide(*file);
    if (decision.ignored) {
      remedy.exception = "!" + *file;
      remedy.ignored_by = decision.line;
    } else {
      remedy.copy = "COPY " + *file + " " + report_.path;
    }
  }

  const ProjectImage& image_;
  const RootReport& report_;
};

}  // namespace

RootRemedy root_remedy(const ProjectImage& image, const RootReport& report) {
  if (!image.target() || !report.in_image) return {};
  Finder finder(image, report);
  if (report.found == RootReport::Found::kAbsent) return finder.of_absent();
  bool unreadable = report.found == RootReport::Found::kPresent && report.readable == Answer::kNo;
  return unreadable ? finder.of_unreadable() : RootRemedy{};
}

base::Span behind_copies(const ProjectImage& image) {
  if (!image.target()) return {};
  const Stage& stage = *image.stage();
  const std::vector<DockerInstruction>& all = image.dockerfile()->instructions;
  base::Span copies;
  base::Span workdir;
  for (std::size_t i = stage.first_instruction; i < stage.end_instruction; ++i) {
    const DockerInstruction& each = all[i];
    if (each.keyword == DockerKeyword::kWorkdir) workdir = each.span;
    bool copy = each.keyword == DockerKeyword::kCopy || each.keyword == DockerKeyword::kAdd;
    if (copy) copies = each.span;
  }
  if (copies.known()) return copies;
  return workdir.known() ? workdir : stage.span;
}

base::Span start_of_stage(const ProjectImage& image) {
  if (!image.target()) return {};
  const Stage& stage = *image.stage();
  bool root = std::all_of(stage.chain.begin(), stage.chain.end() - 1, [&](std::size_t below) {
    return !image.stages()[below].user;
  });
  return root && !stage.chain.empty() ? stage.span : base::Span{};
}

std::string path_of_project_file(const ProjectImage& image, const std::string& relative) {
  std::string in_app = join_path(image.rails_root(), relative);
  if (!image.has_dockerfile()) return in_app;
  if (!image.target()) return "";
  std::vector<std::string> places = {in_app};
  const ImageFs& files = image.files()->files;
  for (std::string& each : files.find_named(last_part(relative), kMostNamesakes)) {
    places.push_back(std::move(each));
  }
  for (const std::string& place : places) {
    Found found = files.lookup(place);
    bool same = found.is_file() && found.content->size() == 1 &&
                found.content->front().kind == ContentKind::kProject &&
                found.content->front().name == relative;
    if (same) return place;
  }
  return "";
}

}  // namespace verifull::image
