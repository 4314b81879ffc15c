#include "facts/certificate_facts.h"

#include <string>
#include <utility>

#include "facts/fact_writer.h"
#include "parse/placeholder.h"
#include "pki/base_images.h"
#include "pki/bundle_judgement.h"
#include "pki/time.h"

namespace verifull::facts {
namespace {

using resolve::ConfigEntry;

void add_provider(const pki::Provider* provider, FactWriter& facts) {
  if (provider == nullptr) return;
  facts.text("host.provider", std::string(provider->name));
  facts.text("host.authority", std::string(pki::authority_name(provider->authority)));
  facts.text("host.signer", std::string(provider->signer));
  facts.text("host.write", std::string(provider->write));
  facts.clause("host.why", std::string(provider->why));
}

void add_judgement(const pki::BundleJudgement& judgement, std::string shown, FactWriter& facts) {
  if (judgement.fault == pki::BundleFault::kNone) return;
  facts.text("root.fault", std::string(pki::fault_name(judgement.fault)));
  facts.text("root.why", judgement.why);
  facts.text("root.shown", std::move(shown));
  if (judgement.ends != 0) facts.text("root.ends", pki::day_text(judgement.ends));
}

void add_system(const pki::System* bundle_of, const FactInput& input, FactWriter& facts) {
  const pki::System* system = input.image.system;
  facts.text("root.bundle_of", std::string(bundle_of->name));
  if (system == nullptr) return;
  facts.text("image.system", std::string(system->name));
  facts.truth("image.bundle_elsewhere", bundle_of != system && !input.image.own_authorities);
  facts.text("image.bundle", std::string(system->bundles.front()));
  facts.text("image.install", std::string(system->install));
  if (input.image.bundle_missing) facts.truth("image.bundle_missing", true);
}

void judge_root(const std::string& path, const std::string& host, const FactInput& input,
                FactWriter& facts, Subject& subject) {
  pki::BundleJudgement of_system;
  if (!input.image.own_authorities) of_system = pki::judge_system_bundle(host);
  const pki::System* bundle_of = pki::system_of_bundle(path, input.image.system);
  if (bundle_of != nullptr) {
    add_system(bundle_of, input, facts);
    return add_judgement(of_system, path, facts);
  }
  if (path == "system") {
    return add_judgement(of_system, "the operating system's bundle", facts);
  }
  RootSource source = input.root_source ? input.root_source(path) : RootSource{};
  if (source.bundle != nullptr) {
    return add_judgement(pki::judge_bundle(*source.bundle, host, input.today), source.file, facts);
  }
  if (source.url.empty()) return add_judgement(pki::judge_bundle_name(path, host), path, facts);
  subject.places.push_back({"root.download", source.url_place});
  facts.text("root.url", source.url);
  facts.truth("root.pinned", source.pinned);
  facts.truth("root.insecure", source.insecure || source.url.starts_with("http://"));
  add_judgement(pki::judge_bundle_name(source.url, host), source.url, facts);
}

}  // namespace

std::string known_host(const resolve::Judged& judged) {
  const ConfigEntry* entry = judged.entry.hash.find("host");
  if (!judged.entry.opaque_url.empty() || entry == nullptr) return "";
  std::string host = resolve::to_s(entry->value);
  return parse::is_closed(host) && host.find(',') == std::string::npos ? host : "";
}

void add_certificate_facts(const resolve::ResolvedDatabase& database, const FactInput& input,
                           Subject& subject) {
  FactWriter facts(subject);
  const resolve::Judged& judged = database.judged;
  std::string host = known_host(judged);
  add_provider(pki::provider_of(host), facts);
  const resolve::Parameter& root = judged.sslrootcert;
  if (!root.given() || !root.known || !parse::is_closed(root.text)) return;
  judge_root(root.text, host, input, facts, subject);
}

}  // namespace verifull::facts
