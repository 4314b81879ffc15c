// Amazon RDS's authorities: by certificate, by what is downloaded, by host
// (rules/data/rds_roots.yml, rds_downloads.yml).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pki/pem_bundle.h"

namespace verifull::pki {

struct RdsRoot {
  std::string_view name;        // common name
  std::string_view region;      // "" for all
  std::string_view generation;  // "2015", "2019", "g1"
  bool root = false;            // false: an intermediate one of 2019
  std::string_view expires;     // day
  std::string_view sha256;      // of the DER; "" where not at hand
};

struct RdsDownload {
  std::string_view pattern;
  std::string_view generation;
  std::string_view partition;
  bool region = false;
};

std::span<const RdsRoot> rds_roots();
std::span<const RdsDownload> rds_downloads();

// What a certificate's common name says of an authority of RDS.
struct RdsAuthority {
  std::string region;      // "eu-west-2"; "" for the roots of all regions
  std::string generation;  // "2010", "2015", "2019", "g1", "g2" …
  std::string partition;   // "aws", "aws-us-gov", "aws-cn"; "aws" for those of all regions
  // False: Amazon has published one of this name with other contents. Names that
  // are not in the table are taken to be right.
  bool genuine = true;

  // Its roots have all expired: no server has used it since August 2024.
  bool ended() const { return generation.starts_with("20"); }
};

// nullopt for what is no authority of RDS.
std::optional<RdsAuthority> rds_authority(const Certificate& certificate);

// What a URL, or a path, names.
struct RdsBundleName {
  std::string generation;  // of the newest in it
  std::string partition;   // "" where the name does not tell
  std::string region;      // "" for all of them
  bool ended() const { return generation.starts_with("20"); }
};

// nullopt when the name says nothing.
std::optional<RdsBundleName> rds_bundle_name(std::string_view url_or_path);

// Where today's bundle is, in place of the one at `url`: of the same region, or of all
// regions where the URL names none or the host is in another one. "" for a URL that is
// no bundle of RDS in PEM. `host` may be "".
std::string current_rds_bundle(std::string_view url, std::string_view host);

struct RdsHost {
  std::string region;
  std::string partition;
};

// Of an instance or cluster; a proxy too, whose certificate is not of RDS.
std::optional<RdsHost> rds_host(std::string_view host);

// "aws", "aws-us-gov", "aws-cn"
std::string_view partition_of_region(std::string_view region);

}  // namespace verifull::pki
