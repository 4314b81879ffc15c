#include "engine/root_advice.h"

#include <algorithm>
#include <utility>

#include "base/tame_text.h"
#include "pki/bundle_judgement.h"
#include "source/path.h"

namespace verifull::engine {
namespace {

constexpr std::string_view kUsualBundle = "/etc/ssl/certs/ca-certificates.crt";
constexpr std::size_t kMostFiles = 50;
constexpr std::size_t kMostListed = 1000;

bool is_certificate(std::string_view name) {
  return name.ends_with(".pem") || name.ends_with(".crt") || name.ends_with(".cer");
}

}  // namespace

const std::vector<std::string>& RootSearch::candidates() {
  if (std::exchange(searched_, true)) return candidates_;
  if (image_.files() != nullptr) candidates_ = image_.files()->files.find_downloads(kMostFiles);
  for (std::string_view folder : image::kCertificateFolders) {
    source::Listing listing;
    std::string place = source::normalised(source::join_path(project_, folder));
    if (reader_.list(place, false, listing) || listing.size() > kMostListed) continue;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < listing.size(); ++i) {
      bool file = listing[i].type == source::EntryType::kFile;
      if (file && is_certificate(listing[i].name)) names.emplace_back(listing[i].name);
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
      if (candidates_.size() >= kMostFiles) return candidates_;
      std::string relative = folder.empty() ? name : std::string(folder) + '/' + name;
      std::string path = image::path_of_project_file(image_, relative);
      if (!path.empty()) candidates_.push_back(std::move(path));
    }
  }
  return candidates_;
}

bool RootSearch::will_do(const std::string& path, const std::string& host) {
  image::RootReport report = image_.root_file(path);
  bool there = report.found == image::RootReport::Found::kPresent && !report.directory &&
               report.readable == image::Answer::kYes;
  // It goes into YAML, Ruby and a Dockerfile, where it must mean itself.
  if (!there || !base::is_tame(path)) return false;
  facts::RootSource source = files_.find(path, report);
  pki::BundleJudgement judgement;
  if (source.bundle != nullptr) judgement = pki::judge_bundle(*source.bundle, host, today_);
  bool honest = !source.insecure && !source.url.starts_with("http://");
  if (!source.url.empty() && honest) judgement = pki::judge_bundle_name(source.url, host);
  return judgement.verifies == pki::Verifies::kYes && judgement.fault == pki::BundleFault::kNone;
}

std::string RootSearch::written(const std::string& path) const {
  const std::string& root = image_.rails_root();
  bool inside = source::is_within(path, root) && path != root;
  if (!inside) return path;
  return "<%= Rails.root.join(\"" + std::string(source::path_within(path, root)) + "\") %>";
}

facts::RootAdvice RootSearch::look(const std::string& host) {
  using pki::Authority;
  facts::RootAdvice advice;
  const pki::Provider* provider = pki::provider_of(host);
  bool has_system = traits_.system != nullptr && !traits_.bundle_missing;
  bool is_public = provider != nullptr && provider->authority == Authority::kPublic;
  if (provider == nullptr || is_public) {
    advice.write = has_system ? std::string(traits_.system->bundles.front()) : kUsualBundle;
    advice.certain = has_system && is_public;
    return advice;
  }
  for (const std::string& path : candidates()) {
    if (!will_do(path, host)) continue;
    advice.write = written(path);
    advice.certain = true;
    return advice;
  }
  if (image_.target() && !provider->bundle.empty()) {
    advice.download = provider->bundle;
    std::string_view name = provider->bundle.substr(provider->bundle.rfind('/') + 1);
    advice.download_path = "/usr/local/share/" + std::string(provider->id) + '/' + std::string(name);
  }
  return advice;
}

facts::RootAdvice RootSearch::advise(const std::string& host) {
  auto [at, is_new] = known_.try_emplace(host);
  if (is_new) at->second = look(host);
  return at->second;
}

}  // namespace verifull::engine
