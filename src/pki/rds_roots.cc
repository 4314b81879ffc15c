#include "pki/rds_roots.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "pki/longest_pattern.h"
#include "pki/providers.h"

namespace verifull::pki {
namespace {

constexpr std::string_view kPrefix = "Amazon RDS ";

// "eu-west-2", "us-gov-east-1": letters in two or more parts, then a number.
bool is_region(std::string_view word) {
  auto parts = base::split(word, '-');
  if (parts.size() < 3 || parts[0].size() != 2) return false;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    bool letters = std::all_of(parts[i].begin(), parts[i].end(), base::is_lower);
    if (parts[i].empty() || !letters) return false;
  }
  return !parts.back().empty() &&
         std::all_of(parts.back().begin(), parts.back().end(), base::is_digit);
}

std::string generation_of(const std::vector<std::string_view>& words) {
  std::string_view last = words.back();
  bool numbered = last.size() >= 2 && last[0] == 'G' &&
                  std::all_of(last.begin() + 1, last.end(), base::is_digit);
  if (numbered) return base::to_lower(last);
  for (std::string_view word : words) {
    if (word == "2019") return "2019";
  }
  // The regions that had to be asked for had a root of their own, without a year.
  return std::any_of(words.begin(), words.end(), is_region) ? "2019" : "2015";
}

// The last folder of a URL: ".../eu-west-2/eu-west-2-bundle.pem".
std::string folder_of(std::string_view url) {
  auto parts = base::split(url, '/');
  return parts.size() < 2 ? "" : std::string(parts[parts.size() - 2]);
}

}  // namespace

std::string_view partition_of_region(std::string_view region) {
  if (region.starts_with("us-gov-")) return "aws-us-gov";
  return region.starts_with("cn-") ? "aws-cn" : "aws";
}

std::optional<RdsAuthority> rds_authority(const Certificate& certificate) {
  const std::string& name = certificate.common_name;
  RdsAuthority result;
  if (name == "aws.amazon.com/rds/") {
    result.generation = "2010";
    result.partition = "aws";
    return result;
  }
  // "Amazon RDS Beta …" and "Preview …" are services of their own.
  if (!name.starts_with(kPrefix) || name.find(" CA") == std::string::npos) return std::nullopt;
  auto words = base::split(std::string_view(name).substr(kPrefix.size()), ' ');
  if (words[0] == "Beta" || words[0] == "Preview") return std::nullopt;
  if (is_region(words[0])) result.region = words[0];
  result.generation = generation_of(words);
  result.partition = partition_of_region(result.region);
  for (const RdsRoot& known : rds_roots()) {
    if (known.name != name) continue;
    result.genuine = known.sha256.empty() || known.sha256 == certificate.fingerprint;
  }
  return result;
}

std::optional<RdsBundleName> rds_bundle_name(std::string_view url_or_path) {
  std::string text = base::to_lower(url_or_path.substr(0, url_or_path.find('?')));
  // A bare file name is one in some folder.
  if (text.find('/') == std::string::npos) text.insert(0, "/");
  const RdsDownload* found =
      longest_pattern(rds_downloads(), text, [](const RdsDownload& each) {
        return std::span<const std::string_view>(&each.pattern, 1);
      });
  if (found == nullptr) return std::nullopt;
  RdsBundleName result{std::string(found->generation), std::string(found->partition), ""};
  if (found->region) result.region = folder_of(text);
  return result;
}

std::optional<RdsHost> rds_host(std::string_view host) {
  std::string name = base::to_lower(host);
  if (name.ends_with('.')) name.pop_back();
  auto labels = base::split(name, '.');
  bool amazon = name.ends_with(".amazonaws.com") || name.ends_with(".amazonaws.com.cn");
  auto rds = std::find(labels.begin(), labels.end(), "rds");
  if (!amazon || rds == labels.end() || rds == labels.begin()) return std::nullopt;
  for (auto label : {rds + 1, rds - 1}) {
    if (label != labels.end() && is_region(*label)) {
      return RdsHost{std::string(*label), std::string(partition_of_region(*label))};
    }
  }
  return std::nullopt;
}

std::string current_rds_bundle(std::string_view url, std::string_view host) {
  std::optional<RdsBundleName> old = rds_bundle_name(url);
  std::string name = base::to_lower(url.substr(0, url.find('?')));
  if (!old || !name.ends_with(".pem")) return "";
  const Provider* provider = provider_of(host);
  if (provider != nullptr && provider->authority != Authority::kRds) return "";
  std::string region = old->region;
  // "rds-ca-2019-eu-west-1.pem"
  for (const RdsRoot& root : rds_roots()) {
    bool named = !root.region.empty() && name.ends_with('-' + std::string(root.region) + ".pem");
    if (named && root.region.size() > region.size()) region = root.region;
  }
  std::optional<RdsHost> server = rds_host(host);
  std::string partition = server ? server->partition : old->partition;
  if (server && server->region != region) region.clear();
  if (partition.empty() && !region.empty()) partition = partition_of_region(region);
  if (partition.empty()) partition = "aws";
  for (const Provider& each : providers()) {
    bool ours = each.authority == Authority::kRds && each.partition == partition;
    if (!ours || each.bundle.empty()) continue;
    if (region.empty()) return std::string(each.bundle);
    std::string_view base = each.bundle.substr(0, each.bundle.find("/global/"));
    return std::string(base) + '/' + region + '/' + region + "-bundle.pem";
  }
  return "";
}

}  // namespace verifull::pki
