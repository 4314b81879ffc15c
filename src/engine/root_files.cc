#include "engine/root_files.h"

#include "source/path.h"

namespace verifull::engine {

facts::RootSource RootFiles::in_project(const std::string& here) {
  facts::RootSource result;
  if (here.empty() || !source::is_within(here, project_)) return result;
  auto [at, is_new] = bundles_.try_emplace(here);
  if (is_new && reader_.type_of(here, true) == source::EntryType::kFile) {
    auto text = reader_.read(here, source::FileKind::kCertificate, project_);
    if (text) at->second = pki::read_pem_bundle(*text);
  }
  if (!at->second) return result;
  result.file = here;
  result.bundle = &*at->second;
  return result;
}

facts::RootSource RootFiles::find(std::string_view path, const image::RootReport& report) {
  using Found = image::RootReport::Found;
  if (report.found == Found::kAbsent || report.found == Found::kRuntime) return {};
  const image::ContentPart* part = image::only_part(report);
  if (part == nullptr) {
    bool guess = report.content == nullptr && report.found == Found::kMaybe;
    return guess ? in_project(source::moved_path(path, rails_root_, project_))
                 : facts::RootSource{};
  }
  if (part->kind == image::ContentKind::kProject) {
    return in_project(source::normalised(source::join_path(project_, part->name)));
  }
  if (part->kind != image::ContentKind::kUrl) return {};
  facts::RootSource result;
  result.url = image::shown_url(part->name);
  result.url_place = part->span;
  result.pinned = part->pinned;
  result.insecure = part->insecure;
  return result;
}

}  // namespace verifull::engine
