#include "facts/live_facts.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "pki/time.h"

namespace verifull::facts {
namespace {

struct Clause {
  std::string_view word;
  std::string_view text;
};

constexpr Clause kSessions[] = {
    {"plaintext", "is not encrypted"},
    {"unverified", "is encrypted, and nobody checks with whom"},
    {"ca-only", "takes every server that has a certificate of the same authority"},
};

constexpr Clause kOutcomes[] = {
    {"authentication-failed", "the server does not accept the credentials"},
    {"unknown-database", "the server has no such database"},
    {"root-missing", "there is no root certificate to verify with"},
    {"root-unreadable", "the root certificate can't be read"},
    {"root-not-pem", "the root certificate is no PEM file that OpenSSL can load"},
    {"no-home", "libpq finds no home directory to look for a root certificate in"},
    {"chain-invalid", "the server's certificate does not verify"},
    {"name-mismatch", "the server's certificate is for another name"},
    {"no-host-name", "there is no host name to compare the certificate with"},
    {"server-has-no-tls", "the server has no TLS"},
    {"not-postgres", "what answers is no PostgreSQL server"},
    {"protocol-too-old", "the server speaks no version of TLS that is still taken"},
    {"client-certificate-needed", "the server wants a client certificate"},
    {"config-invalid", "libpq does not take the configuration"},
    {"access-rule-refused", "the server's access rules (pg_hba.conf) refuse it"},
};

template <std::size_t kSize>
std::string text_of(const Clause (&clauses)[kSize], std::string_view word) {
  for (const Clause& each : clauses) {
    if (each.word == word) return std::string(each.text);
  }
  return "";
}

class Writer {
 public:
  explicit Writer(Subject& subject) : subject_(subject) {}

  // Absent when empty.
  void text(std::string key, std::string value) {
    if (!value.empty()) subject_.facts.push_back({std::move(key), std::move(value)});
  }
  void truth(std::string key, bool value) { subject_.facts.push_back({std::move(key), value}); }

 private:
  Subject& subject_;
};

std::string server_text(const LiveResult& result) {
  std::string name = result.host.empty() ? result.hostaddr : result.host;
  return name.empty() ? "the server" : name + ":" + std::to_string(result.port);
}

// Of the certificate that ends first.
void add_expiry(const LiveResult& result, std::int64_t today, Writer& facts) {
  const std::vector<LiveCertificate>& chain = result.verify_full.chain;
  if (chain.empty() || today == 0 || !works(result.verify_full.outcome)) return;
  auto first = std::min_element(chain.begin(), chain.end(), [](const auto& a, const auto& b) {
    return a.not_after < b.not_after;
  });
  std::int64_t days = (first->not_after - today) / pki::kSecondsPerDay;
  facts.text("live.expires", pki::day_text(first->not_after));
  facts.text("live.days_left", std::to_string(std::max<std::int64_t>(days, 0)));
  facts.text("live.expiring", first->subject);
}

// Versions that RFC 8996 took out of use.
bool is_old(std::string_view protocol) {
  return protocol == "SSLv3" || protocol == "TLSv1" || protocol == "TLSv1.1";
}

}  // namespace

bool is_undecided(std::string_view outcome) {
  constexpr std::string_view kUndecided[] = {"unreachable", "timeout", "closed", "blocked",
                                             "unknown"};
  return std::find(std::begin(kUndecided), std::end(kUndecided), outcome) != std::end(kUndecided);
}

bool is_undecided(const LiveResult& result) {
  return is_undecided(result.as_configured.outcome) || is_undecided(result.verify_full.outcome) ||
         is_undecided(result.plaintext.outcome);
}

bool works(std::string_view outcome) {
  return outcome == "connected" || outcome == "authentication-needed";
}

void add_live_facts(const LiveResult& result, std::int64_t today, Subject& subject) {
  Writer facts(subject);
  facts.text("live.server", server_text(result));
  facts.text("live.as_configured", result.as_configured.outcome);
  facts.text("live.as_configured.problem", text_of(kOutcomes, result.as_configured.outcome));
  facts.text("live.as_configured.detail", result.as_configured.detail);
  facts.text("live.as_configured.advice", result.as_configured.advice);
  facts.text("live.session", result.session);
  facts.text("live.session.risk", text_of(kSessions, result.session));
  facts.text("live.verify_full", result.verify_full.outcome);
  facts.text("live.verify_full.problem", text_of(kOutcomes, result.verify_full.outcome));
  facts.text("live.verify_full.reason", result.verify_full.reason);
  facts.text("live.verify_full.detail", result.verify_full.detail);
  facts.text("live.verify_full.advice", result.verify_full.advice);
  facts.text("live.plaintext", result.plaintext.outcome);
  facts.text("live.plaintext.evidence", result.plaintext.detail);
  facts.text("live.plaintext.advice", result.plaintext.advice);
  const LiveProbe& session =
      result.as_configured.protocol.empty() ? result.verify_full : result.as_configured;
  facts.text("live.protocol", session.protocol);
  if (!session.protocol.empty()) facts.truth("live.protocol.old", is_old(session.protocol));
  add_expiry(result, today, facts);
}

}  // namespace verifull::facts
