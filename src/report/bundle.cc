#include "report/bundle.h"

#include <algorithm>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "pki/rds_roots.h"
#include "pki/time.h"
#include "report/json_text.h"
#include "report/redaction.h"
#include "report/tool.h"

namespace verifull::report {
namespace {

using Json = nlohmann::ordered_json;

std::string_view state_of(const pki::Certificate& certificate, std::int64_t today) {
  if (certificate.not_after < today) return "expired";
  return certificate.not_before > today ? "not yet valid" : "valid";
}

std::string_view kind_of(const pki::Certificate& certificate) {
  if (!certificate.authority) return "server's certificate";
  return certificate.self_signed ? "root authority" : "intermediate authority";
}

std::string_view verifies_word(pki::Verifies verifies) {
  switch (verifies) {
    case pki::Verifies::kYes: return "yes";
    case pki::Verifies::kNo: return "no";
    case pki::Verifies::kUnknown: return "unknown";
  }
  return "";
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

class TextWriter {
 public:
  TextWriter(const BundleReport& report, const Terminal& terminal)
      : report_(report), terminal_(terminal) {}

  std::string write() {
    for (const pki::Certificate& each : report_.bundle.certificates) write(each);
    summarise();
    if (!report_.host.empty()) answer();
    return without_commands(std::move(out_));
  }

 private:
  void line(std::string_view text) { out_ += "  " + std::string(text) + "\n"; }

  void write(const pki::Certificate& each) {
    out_ += terminal_.painted(Style::kStrong, shown(each.subject)) + "\n";
    std::string_view state = state_of(each, report_.today);
    Style style = state == "valid" ? Style::kGood : Style::kError;
    line(std::string(kind_of(each)) + (each.key.empty() ? "" : ", " + shown(each.key)) +
         ", line " + std::to_string(each.line));
    line("valid from " + pki::day_text(each.not_before) + " to " + pki::day_text(each.not_after) +
         ": " + terminal_.painted(style, state));
    line(each.self_signed ? "signed by itself" : "signed by " + shown(each.issuer));
    if (!each.names.empty()) line("for " + shown(base::join(each.names, ", ")));
    if (auto rds = pki::rds_authority(each)) write(*rds);
    line("SHA-256 " + each.fingerprint);
    out_ += "\n";
  }

  void write(const pki::RdsAuthority& rds) {
    std::string text = "Amazon RDS, " +
                       (rds.region.empty() ? std::string("all regions") : shown(rds.region)) +
                       ", generation " + shown(rds.generation);
    if (rds.ended()) text += ", which no server uses any more";
    line(text);
    constexpr std::string_view kForged = "not the one that Amazon publishes under this name";
    if (!rds.genuine) line(terminal_.painted(Style::kError, kForged));
  }

  void summarise() {
    const auto& certificates = report_.bundle.certificates;
    std::string problem = pki::problem_text(report_.bundle);
    std::string file = shown(report_.file);
    if (certificates.empty()) {
      out_ += file + " " + problem + ".\n";
      return;
    }
    auto usable = static_cast<std::size_t>(
        std::count_if(certificates.begin(), certificates.end(), [&](const pki::Certificate& each) {
          return each.self_signed && each.valid_at(report_.today);
        }));
    out_ += file + ": " + counted(certificates.size(), "certificate") + ", of which " +
            std::to_string(usable) + " can end a chain today.\n";
    if (report_.bundle.private_key) {
      out_ += file + " also holds a private key, which has no place among root certificates.\n";
    }
    if (report_.judgement.fault != pki::BundleFault::kNone) {
      std::string sentence = file + " " + shown(report_.judgement.why) + ".";
      out_ += terminal_.painted(Style::kError, sentence) + "\n";
    }
    if (report_.judgement.ends > report_.today) {
      out_ += "The last root that counts is valid until " +
              pki::day_text(report_.judgement.ends) + ".\n";
    }
  }

  void answer() {
    const pki::Provider* provider = report_.judgement.provider;
    out_ += shown(report_.host);
    if (provider != nullptr) {
      out_ += " is " + std::string(provider->name) + ", whose certificates are signed by " +
              std::string(provider->signer) + ".\nThis file";
    } else {
      out_ += " is of no provider that is known here. This file";
    }
    switch (report_.judgement.verifies) {
      case pki::Verifies::kYes: out_ += " can verify it.\n"; break;
      case pki::Verifies::kNo: out_ += " cannot verify it"; break;
      case pki::Verifies::kUnknown:
        out_ += " may or may not verify it: the server's certificate tells.\n";
        break;
    }
    if (report_.judgement.verifies != pki::Verifies::kNo) return;
    bool nobody = provider != nullptr && provider->authority == pki::Authority::kNobody;
    if (nobody) out_ += ", and no other can: " + std::string(provider->why);
    if (provider != nullptr) out_ += "; " + std::string(provider->write);
    out_ += ".\n";
  }

  const BundleReport& report_;
  const Terminal& terminal_;
  std::string out_;
};

Json json_of(const pki::Certificate& each, std::int64_t today) {
  Json result = {{"subject", data_text(each.subject)},
                 {"issuer", data_text(each.issuer)},
                 {"names", Json::array()},
                 {"key", data_text(each.key)},
                 {"not_before", pki::day_text(each.not_before)},
                 {"not_after", pki::day_text(each.not_after)},
                 {"state", state_of(each, today)},
                 {"authority", each.authority},
                 {"self_signed", each.self_signed},
                 {"sha256", each.fingerprint},
                 {"line", each.line},
                 {"rds", nullptr}};
  for (const std::string& name : each.names) result["names"].push_back(data_text(name));
  if (auto rds = pki::rds_authority(each)) {
    result["rds"] = {{"region", data_text(rds->region)},
                     {"generation", data_text(rds->generation)},
                     {"partition", rds->partition},
                     {"ended", rds->ended()},
                     {"genuine", rds->genuine}};
  }
  return result;
}

}  // namespace

std::string bundle_text(const BundleReport& report, const Terminal& terminal) {
  return TextWriter(report, terminal).write();
}

std::string bundle_json(const BundleReport& report) {
  Json document;
  document["format_version"] = 1;
  document["tool"] = {{"name", kToolName}, {"version", kToolVersion}};
  document["file"] = data_text(report.file);
  document["problem"] = nullptr;
  if (report.bundle.problem != pki::BundleProblem::kNone) {
    document["problem"] = {{"name", pki::problem_name(report.bundle.problem)},
                           {"text", pki::problem_text(report.bundle)},
                           {"line", report.bundle.line}};
  }
  document["certificates"] = Json::array();
  for (const pki::Certificate& each : report.bundle.certificates) {
    document["certificates"].push_back(json_of(each, report.today));
  }
  document["private_key"] = report.bundle.private_key;
  const pki::BundleJudgement& judgement = report.judgement;
  document["fault"] = pki::fault_name(judgement.fault);
  document["why"] = data_text(judgement.why);
  document["ends"] = judgement.ends == 0 ? Json(nullptr) : Json(pki::day_text(judgement.ends));
  document["host"] = nullptr;
  if (!report.host.empty()) {
    const pki::Provider* provider = judgement.provider;
    document["host"] = {
        {"name", data_text(report.host)},
        {"provider", provider == nullptr ? Json(nullptr) : Json(provider->name)},
        {"authority", provider == nullptr ? "unknown" : pki::authority_name(provider->authority)},
        {"verifies", verifies_word(judgement.verifies)}};
  }
  return encoded(document);
}

}  // namespace verifull::report
