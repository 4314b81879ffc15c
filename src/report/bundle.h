// What is in a file of certificates, for people and for programs: `verifull ca`.
#pragma once

#include <cstdint>
#include <string>

#include "pki/bundle_judgement.h"
#include "pki/pem_bundle.h"
#include "report/terminal.h"

namespace verifull::report {

struct BundleReport {
  std::string file;  // as it was given
  std::string host;  // "" for none
  pki::PemBundle bundle;
  pki::BundleJudgement judgement;  // of `bundle` for `host`
  std::int64_t today = 0;          // seconds
};

std::string bundle_text(const BundleReport& report, const Terminal& terminal);
std::string bundle_json(const BundleReport& report);

}  // namespace verifull::report
