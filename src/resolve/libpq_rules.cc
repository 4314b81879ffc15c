#include "resolve/libpq_rules.h"

#include <array>

namespace verifull::resolve {
namespace {

constexpr LibpqKeyword kKeywords[] = {
    {"service", 12},
    {"user", 12},
    {"password", 12},
    {"passfile", 12},
    {"channel_binding", 13},
    {"connect_timeout", 12},
    {"dbname", 12},
    {"host", 12},
    {"hostaddr", 12},
    {"port", 12},
    {"client_encoding", 12},
    {"options", 12},
    {"application_name", 12},
    {"fallback_application_name", 12},
    {"keepalives", 12},
    {"keepalives_idle", 12},
    {"keepalives_interval", 12},
    {"keepalives_count", 12},
    {"tcp_user_timeout", 12},
    {"sslmode", 12},
    {"sslnegotiation", 17},
    {"sslcompression", 12},
    {"sslcert", 12},
    {"sslkey", 12},
    {"sslcertmode", 16},
    {"sslpassword", 13},
    {"sslrootcert", 12},
    {"sslcrl", 12},
    {"sslcrldir", 14},
    {"sslsni", 14},
    {"requirepeer", 12},
    {"require_auth", 16},
    {"min_protocol_version", 18},
    {"max_protocol_version", 18},
    {"ssl_min_protocol_version", 13},
    {"ssl_max_protocol_version", 13},
    {"gssencmode", 12},
    {"krbsrvname", 12},
    {"gsslib", 12},
    {"gssdelegation", 16},
    {"replication", 12},
    {"target_session_attrs", 12},
    {"load_balance_hosts", 16},
    {"scram_client_key", 18},
    {"scram_server_key", 18},
    {"oauth_issuer", 18},
    {"oauth_client_id", 18},
    {"oauth_client_secret", 18},
    {"oauth_scope", 18},
    {"sslkeylogfile", 18},
};

constexpr std::array<std::string_view, 6> kModes = {"disable", "allow",     "prefer",
                                                    "require", "verify-ca", "verify-full"};

}  // namespace

std::span<const LibpqKeyword> libpq_keywords() { return kKeywords; }

int libpq_keyword_since(std::string_view name) {
  for (const LibpqKeyword& keyword : kKeywords) {
    if (keyword.name == name) return keyword.since;
  }
  return 0;
}

std::span<const std::string_view> libpq_sslmodes() { return kModes; }

int sslmode_strength(std::string_view mode) {
  for (std::size_t i = 0; i < kModes.size(); ++i) {
    if (kModes[i] == mode) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace verifull::resolve
