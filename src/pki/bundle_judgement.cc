#include "pki/bundle_judgement.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "pki/host_name.h"
#include "pki/rds_roots.h"
#include "pki/time.h"

namespace verifull::pki {
namespace {

// Roots of this many are the public ones of an operating system.
constexpr std::size_t kPublicBundle = 40;

struct Root {
  const Certificate* certificate = nullptr;
  std::optional<RdsAuthority> rds;
};

std::string_view region_word(std::string_view partition) {
  if (partition == "aws-us-gov") return "GovCloud";
  return partition == "aws-cn" ? "China" : "Amazon's commercial regions";
}

constexpr std::string_view kPublicOnes = "public authorities";
constexpr std::string_view kRdsOnes = "the authorities of Amazon RDS only";

std::string others_sign(std::string_view held, const Provider& provider) {
  return "holds " + std::string(held) + ", and the certificates of " +
         std::string(provider.name) + " are signed by " + std::string(provider.signer);
}

class Judge {
 public:
  Judge(const PemBundle& bundle, std::string_view host, std::int64_t today)
      : bundle_(bundle), host_(host), today_(today) {
    result_.provider = provider_of(host);
    for (const Certificate& each : bundle.certificates) {
      if (each.self_signed) roots_.push_back({&each, rds_authority(each)});
    }
  }

  BundleJudgement run() {
    if (bundle_.problem != BundleProblem::kNone) {
      fault(BundleFault::kNotABundle, problem_text(bundle_));
      return std::move(result_);
    }
    if (is_stale()) {
      fault(BundleFault::kStale, "holds only the Amazon RDS authorities of " + generations() +
                                     ", which have ended");
    } else if (!any_usable()) {
      fault(BundleFault::kExpired, "holds no root certificate that is still valid");
    } else {
      judge_for_host();
      warn_of_end();
    }
    return std::move(result_);
  }

 private:
  void fault(BundleFault fault, std::string why) {
    result_.fault = fault;
    result_.why = std::move(why);
    result_.verifies = Verifies::kNo;
  }

  bool usable(const Root& root) const {
    return today_ == 0 || root.certificate->valid_at(today_);
  }

  bool any_usable() const {
    return std::any_of(roots_.begin(), roots_.end(),
                       [&](const Root& each) { return usable(each); });
  }

  bool all_rds() const {
    return std::all_of(roots_.begin(), roots_.end(),
                       [](const Root& each) { return each.rds.has_value(); });
  }

  bool is_stale() const {
    return std::all_of(roots_.begin(), roots_.end(),
                       [](const Root& each) { return each.rds && each.rds->ended(); });
  }

  std::string generations() const {
    std::vector<std::string> years;
    for (const Root& root : roots_) years.push_back(root.rds->generation);
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    std::string text;
    for (std::size_t i = 0; i < years.size(); ++i) {
      if (i > 0) text += i + 1 == years.size() ? " and " : ", ";
      text += years[i];
    }
    return text;
  }

  // The roots that may verify the host end with the chain.
  void count(const Root& root) {
    result_.verifies = Verifies::kYes;
    result_.ends = std::max(result_.ends, root.certificate->not_after);
  }

  void judge_for_host() {
    if (result_.provider == nullptr) return judge_own_certificates();
    switch (result_.provider->authority) {
      case Authority::kRds: return judge_rds();
      case Authority::kPublic: return judge_public();
      case Authority::kOwn: return judge_own();
      case Authority::kNobody:
        result_.verifies = Verifies::kNo;
        return;
      case Authority::kUnknown: return;
    }
  }

  // A bundle may be the server's own certificate.
  void judge_own_certificates() {
    if (host_.empty()) return;
    constexpr int kNewest = 18;
    for (const Root& root : roots_) {
      bool own = !root.certificate->authority && !root.certificate->names.empty();
      if (own && usable(root) && is_for_host(*root.certificate, host_, kNewest)) count(root);
    }
  }

  void judge_rds() {
    std::optional<RdsHost> host = rds_host(host_);
    if (!host) return;
    bool expired = false;
    bool other_region = false;
    bool other_partition = false;
    for (const Root& root : roots_) {
      if (!root.rds || root.rds->ended()) continue;
      bool same = root.rds->region == host->region;
      if (same && usable(root)) count(root);
      expired = expired || (same && !usable(root));
      other_region = other_region || (!same && root.rds->partition == host->partition);
      other_partition = other_partition || root.rds->partition != host->partition;
    }
    if (result_.verifies == Verifies::kYes) return;
    std::string region = "the region " + host->region;
    if (expired) {
      fault(BundleFault::kExpired, "holds no authority of " + region + " that is still valid");
    } else if (other_region) {
      fault(BundleFault::kWrongAuthority,
            "holds authorities of Amazon RDS for other regions, not for " + host->region);
    } else if (other_partition) {
      fault(BundleFault::kWrongAuthority,
            "holds the authorities of Amazon RDS for another partition, not those of " +
                std::string(region_word(host->partition)));
    } else {
      fault(BundleFault::kWrongAuthority, "holds no authority of Amazon RDS, which signs the "
                                          "certificates of its servers itself");
    }
  }

  // True when one of the roots that the provider names is there.
  bool count_named() {
    for (const Root& root : roots_) {
      const auto& names = result_.provider->roots;
      bool named = std::find(names.begin(), names.end(), root.certificate->common_name) !=
                   names.end();
      if (named && usable(root)) count(root);
    }
    return result_.verifies == Verifies::kYes;
  }

  void judge_public() {
    if (count_named()) return;
    if (all_rds()) return only_rds();
    if (!result_.provider->roots.empty() || roots_.size() < kPublicBundle) return;
    for (const Root& root : roots_) {
      if (usable(root)) count(root);
    }
  }

  void judge_own() {
    if (count_named()) return;
    if (all_rds()) return only_rds();
    judge_own_certificates();
    if (result_.verifies == Verifies::kYes || roots_.size() < kPublicBundle) return;
    fault(BundleFault::kWrongAuthority, others_sign(kPublicOnes, *result_.provider));
  }

  void only_rds() {
    fault(BundleFault::kWrongAuthority, others_sign(kRdsOnes, *result_.provider));
  }

  void warn_of_end() {
    if (result_.fault != BundleFault::kNone) return;
    std::int64_t last = result_.ends;
    if (last == 0) {
      for (const Root& root : roots_) last = std::max(last, root.certificate->not_after);
      result_.ends = last;
    }
    if (today_ == 0 || last - today_ >= kSoonDays * kSecondsPerDay) return;
    result_.fault = BundleFault::kExpiresSoon;
    result_.why = "holds no root certificate that is valid after " + day_text(last);
  }

  const PemBundle& bundle_;
  std::string_view host_;
  std::int64_t today_;
  std::vector<Root> roots_;
  BundleJudgement result_;
};

}  // namespace

std::string_view fault_name(BundleFault fault) {
  switch (fault) {
    case BundleFault::kNone: return "none";
    case BundleFault::kNotABundle: return "not-a-bundle";
    case BundleFault::kStale: return "stale";
    case BundleFault::kExpired: return "expired";
    case BundleFault::kWrongAuthority: return "wrong-authority";
    case BundleFault::kExpiresSoon: return "expires-soon";
  }
  return "";
}

BundleJudgement judge_bundle(const PemBundle& bundle, std::string_view host, std::int64_t today) {
  return Judge(bundle, host, today).run();
}

BundleJudgement judge_system_bundle(std::string_view host) {
  BundleJudgement result;
  result.provider = provider_of(host);
  if (result.provider == nullptr) return result;
  Authority authority = result.provider->authority;
  if (authority != Authority::kRds && authority != Authority::kOwn) return result;
  result.fault = BundleFault::kWrongAuthority;
  result.why = others_sign(kPublicOnes, *result.provider);
  result.verifies = Verifies::kNo;
  return result;
}

BundleJudgement judge_bundle_name(std::string_view url_or_path, std::string_view host) {
  BundleJudgement result;
  result.provider = provider_of(host);
  std::optional<RdsBundleName> bundle = rds_bundle_name(url_or_path);
  if (!bundle) return result;
  auto fail = [&](BundleFault fault, std::string why) {
    result.fault = fault;
    result.why = std::move(why);
    result.verifies = Verifies::kNo;
  };
  std::optional<RdsHost> rds = rds_host(host);
  if (bundle->ended()) {
    fail(BundleFault::kStale, "is Amazon's RDS bundle of " + bundle->generation +
                                   " or before, whose authorities have all ended");
  } else if (result.provider == nullptr) {
    return result;
  } else if (result.provider->authority != Authority::kRds) {
    Authority authority = result.provider->authority;
    if (authority == Authority::kUnknown || authority == Authority::kNobody) return result;
    fail(BundleFault::kWrongAuthority, others_sign(kRdsOnes, *result.provider));
  } else if (rds && !bundle->partition.empty() && bundle->partition != rds->partition) {
    fail(BundleFault::kWrongAuthority,
          "holds the authorities of Amazon RDS for another partition, not those of " +
              std::string(region_word(rds->partition)));
  } else if (rds && !bundle->region.empty() && bundle->region != rds->region) {
    fail(BundleFault::kWrongAuthority,
          "holds the authorities of Amazon RDS for " + bundle->region + ", not for " +
              rds->region);
  } else if (rds) {
    result.verifies = Verifies::kYes;
  }
  return result;
}

}  // namespace verifull::pki
