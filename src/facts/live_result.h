// What `verifull live` found out about a connection: what is written under `live` in
// the JSON document, what the table shows, what the facts `live.…` are made of.
//
// Texts that came from a server are made safe to print already.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::facts {

struct LiveCertificate {
  std::string subject;
  std::string issuer;
  std::vector<std::string> names;  // dNSName and iPAddress
  std::int64_t not_before = 0;     // seconds since 1970, UTC
  std::int64_t not_after = 0;
};

// The words are a contract: "connected", "chain-invalid" … (live/outcome.h).
struct LiveProbe {
  std::string outcome;
  std::string reason;  // of chain-invalid: "expired" …
  bool spoke = false;  // a session came about far enough for `tls` to mean something
  bool tls = false;
  std::string protocol;
  std::string cipher;
  std::string compression;
  int key_bits = 0;
  std::string detail;
  std::string advice;
  std::vector<LiveCertificate> chain;
};

struct LiveResult {
  std::string host;      // "" when there is none, or when it is not known
  std::string hostaddr;  // the one address that all probes went to
  int port = 0;          // 0 when it is not known
  std::string version;   // of the server; "" when it did not say
  LiveProbe as_configured;
  LiveProbe verify_full;
  LiveProbe plaintext;   // outcome, detail (the evidence) and advice only
  // What the configured session checks: "verified", "ca-only", "unverified", "plaintext";
  // "" when no session came about.
  std::string session;
};

// Something could not be found out: unreachable, in time, allowed, or known.
bool is_undecided(std::string_view outcome);
bool is_undecided(const LiveResult& result);
// The session stands, or needs nothing but the credentials that were not given.
bool works(std::string_view outcome);

}  // namespace verifull::facts
