#include "live/chain.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "base/text.h"
#include "pki/time.h"

namespace verifull::live {
namespace {

using pki::Certificate;

// OpenSSL's x509_vfy.h; the numbers are part of its interface.
constexpr int kNotYetValid = 9;
constexpr int kExpired = 10;
constexpr int kSelfSignedLeaf = 18;
constexpr int kSelfSignedInChain = 19;
constexpr int kNoIssuer = 2;
constexpr int kNoIssuerHere = 20;
constexpr int kNoIssuerOfLeaf = 21;

std::string quoted(const std::string& name) { return "\"" + base::neutralised(name) + "\""; }

// The attribute of "CN=…, O=…".
std::string attribute(const std::string& name, std::string_view key) {
  for (std::string_view part : base::split(name, ',')) {
    part = base::trim(part);
    if (part.starts_with(key) && part.size() > key.size() && part[key.size()] == '=') {
      return std::string(part.substr(key.size() + 1));
    }
  }
  return "";
}

std::string short_name(const std::string& name) {
  std::string common = attribute(name, "CN");
  return quoted(common.empty() ? name : common);
}

// From the leaf upwards, as far as what was sent goes.
const Certificate& top_of(const std::vector<Certificate>& sent) {
  const Certificate* top = &sent.front();
  for (std::size_t steps = 0; steps < sent.size() && !top->self_signed; ++steps) {
    auto next = std::find_if(sent.begin(), sent.end(),
                             [&](const Certificate& c) { return c.subject == top->issuer; });
    if (next == sent.end() || &*next == top) break;
    top = &*next;
  }
  return *top;
}

// Only the names can tell an intermediate that was not sent from a root that nobody
// here knows: the certificate itself names its issuer and nothing above.
bool looks_intermediate(const std::string& issuer, const RootChoice& root) {
  constexpr std::string_view kWords[] = {"intermediate", "issuing", "subordinate", "sub ca",
                                         "subca"};
  std::string lower = base::to_lower(issuer);
  auto says = [&](std::string_view word) { return lower.find(word) != std::string::npos; };
  if (std::any_of(std::begin(kWords), std::end(kWords), says)) return true;
  std::string owner = attribute(issuer, "O");
  if (owner.empty() || says("root")) return false;
  return std::any_of(
      root.bundle.certificates.begin(), root.bundle.certificates.end(),
      [&](const Certificate& each) { return attribute(each.subject, "O") == owner; });
}

std::string what_the_file_has(const RootChoice& root) {
  constexpr std::size_t kMostNamed = 3;
  if (root.state == RootState::kSystem) return "; the system's authorities do not include it";
  const std::vector<Certificate>& all = root.bundle.certificates;
  if (root.state != RootState::kThere || all.empty()) return "";
  std::vector<std::string> names;
  for (const Certificate& each : all) {
    if (names.size() == kMostNamed) break;
    bool expired = each.not_after < pki::now();
    names.push_back(short_name(each.subject) +
                    (expired ? " (expired " + pki::day_text(each.not_after) + ")" : ""));
  }
  std::string text = "; the root certificate file has only " + base::join(names, ", ");
  if (all.size() > names.size()) {
    text += " and " + std::to_string(all.size() - names.size()) + " more";
  }
  return text;
}

// The certificate that OpenSSL complained of. Above those that were sent are those of
// the file.
const Certificate* at_depth(const std::vector<Certificate>& sent, const RootChoice& root,
                            int depth) {
  auto index = static_cast<std::size_t>(depth);
  if (index < sent.size()) return &sent[index];
  const std::string& issuer = top_of(sent).issuer;
  for (const Certificate& each : root.bundle.certificates) {
    if (each.subject == issuer) return &each;
  }
  return nullptr;
}

std::string which(const std::vector<Certificate>& sent, const Certificate& certificate) {
  if (&certificate == &sent.front()) {
    return "the server's certificate " + short_name(certificate.subject);
  }
  return std::string(certificate.self_signed ? "the root certificate "
                                             : "the intermediate certificate ") +
         short_name(certificate.subject);
}

void explain_unknown(const std::vector<Certificate>& sent, const RootChoice& root,
                     ChainView& view) {
  const Certificate& top = top_of(sent);
  bool leaf_only = &top == &sent.front();
  if (leaf_only && looks_intermediate(top.issuer, root)) {
    view.reason = "missing-intermediate";
    view.detail = "the server does not send the certificate of " + short_name(top.issuer) +
                  ", which signed its own";
    return;
  }
  view.reason = "unknown-issuer";
  const std::string& signer = top.self_signed ? top.subject : top.issuer;
  view.detail = "the server's certificate is signed by " + short_name(signer) +
                what_the_file_has(root);
}

void explain_error(const std::vector<Certificate>& sent, const RootChoice& root,
                   const probe::Answer& handshake, ChainView& view) {
  const Certificate* at = at_depth(sent, root, handshake.verify_depth);
  switch (handshake.verify_error) {
    case kExpired:
    case kNotYetValid: {
      bool expired = handshake.verify_error == kExpired;
      view.reason = expired ? "expired" : "not-yet-valid";
      view.detail = at == nullptr ? "a certificate of the chain" : which(sent, *at);
      view.detail += expired ? " has expired" : " is not valid yet";
      if (at != nullptr) {
        view.detail += expired ? ", on " + pki::day_text(at->not_after)
                               : ", only from " + pki::day_text(at->not_before) + " on";
      }
      return;
    }
    case kSelfSignedLeaf:
      view.reason = "self-signed";
      view.detail = "the server's certificate " + short_name(sent.front().subject) +
                    " is signed by itself" + what_the_file_has(root);
      return;
    case kSelfSignedInChain:
    case kNoIssuer:
    case kNoIssuerHere:
    case kNoIssuerOfLeaf: return explain_unknown(sent, root, view);
    default: view.detail = "OpenSSL's error " + std::to_string(handshake.verify_error);
  }
}

}  // namespace

ChainView explain_chain(const probe::Answer& handshake, const RootChoice& root) {
  ChainView view;
  std::vector<Certificate> sent = pki::read_pem_bundle(handshake.chain).certificates;
  if (sent.empty()) return view;
  for (const Certificate& each : sent) {
    facts::LiveCertificate shown{base::neutralised(each.subject), base::neutralised(each.issuer),
                                 {}, each.not_before, each.not_after};
    for (const std::string& name : each.names) shown.names.push_back(base::neutralised(name));
    view.chain.push_back(std::move(shown));
  }
  const Certificate& top = top_of(sent);
  view.issuer = base::neutralised(top.self_signed ? top.subject : top.issuer);
  if (handshake.verify_error != 0) explain_error(sent, root, handshake, view);
  return view;
}

std::string name_mismatch_text(const ChainView& view, const std::string& host) {
  if (view.chain.empty()) return "";
  constexpr std::size_t kMostNamed = 4;
  std::vector<std::string> names = view.chain.front().names;
  if (names.empty()) names = {attribute(view.chain.front().subject, "CN")};
  std::size_t more = names.size() > kMostNamed ? names.size() - kMostNamed : 0;
  names.resize(names.size() - more);
  std::string text = "the server's certificate is for " + base::join(names, ", ");
  if (more > 0) text += " and " + std::to_string(more) + " more";
  return text + ", not for " + base::neutralised(host);
}

}  // namespace verifull::live
