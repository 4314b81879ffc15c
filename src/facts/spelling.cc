#include "facts/spelling.h"

#include <vector>

#include "base/text.h"
#include "resolve/libpq_rules.h"

namespace verifull::facts {
namespace {

struct Meant {
  std::string_view written;
  std::string_view meant;
};

// MySQL's words, node-postgres' `no-verify`, and `verify-all`, which a vendor's
// page prints. Compared in lower case with `_` as `-`.
constexpr Meant kModes[] = {
    {"verify-identity", "verify-full"}, {"verify-all", "verify-full"},
    {"verify", "verify-full"},          {"full", "verify-full"},
    {"verifyfull", "verify-full"},      {"ssl-mode-verify-identity", "verify-full"},
    {"verifyca", "verify-ca"},          {"ssl-mode-verify-ca", "verify-ca"},
    {"no-verify", "require"},           {"required", "require"},
    {"true", "require"},                {"on", "require"},
    {"yes", "require"},                 {"1", "require"},
    {"ssl-mode-required", "require"},   {"preferred", "prefer"},
    {"ssl-mode-preferred", "prefer"},   {"off", "disable"},
    {"false", "disable"},               {"no", "disable"},
    {"0", "disable"},                   {"none", "disable"},
    {"disabled", "disable"},            {"ssl-mode-disabled", "disable"},
};

constexpr Meant kKeys[] = {
    {"sslmode", "sslmode"},          {"ssl", "sslmode"},
    {"tls", "sslmode"},              {"usessl", "sslmode"},
    {"usetls", "sslmode"},           {"requiressl", "sslmode"},
    {"requiretls", "sslmode"},       {"tlsmode", "sslmode"},
    {"sslverify", "sslmode"},        {"sslverifymode", "sslmode"},
    {"tlsverify", "sslmode"},        {"ssloptions", "sslmode"},
    {"verify", "sslmode"},           {"verifymode", "sslmode"},
    {"sslenabled", "sslmode"},       {"encrypt", "sslmode"},
    {"sslca", "sslrootcert"},        {"sslcapath", "sslrootcert"},
    {"sslcafile", "sslrootcert"},    {"sslcacert", "sslrootcert"},
    {"sslroot", "sslrootcert"},      {"sslrootca", "sslrootcert"},
    {"sslrootcert", "sslrootcert"},  {"sslrootcertificate", "sslrootcert"},
    {"rootcert", "sslrootcert"},     {"rootca", "sslrootcert"},
    {"cacert", "sslrootcert"},       {"cafile", "sslrootcert"},
    {"tlsca", "sslrootcert"},        {"sslcert", "sslcert"},
    {"sslkey", "sslkey"},            {"sslcertificate", "sslcert"},
    {"clientcert", "sslcert"},       {"clientkey", "sslkey"},
    {"sslcrl", "sslcrl"},            {"sslminprotocolversion", "ssl_min_protocol_version"},
    {"tlsminversion", "ssl_min_protocol_version"},
};

constexpr Meant kLetsThrough[] = {
    {"disable", "sends everything, the password too, in plain text"},
    {"allow", "starts in plain text and uses TLS only if the server insists"},
    {"prefer", "takes any server and falls back to plain text"},
    {"require", "encrypts but does not check who the server is"},
    {"verify-ca", "takes any server with a certificate of that authority, whatever its name"},
};

std::string squeezed(std::string_view key) {
  std::string result;
  for (char c : base::to_lower(key)) {
    if (base::is_alnum(c)) result += c;
  }
  return result;
}

template <typename Table>
std::string_view look_up(const Table& table, std::string_view written) {
  for (const Meant& entry : table) {
    if (entry.written == written) return entry.meant;
  }
  return "";
}

}  // namespace

std::string_view meant_mode(std::string_view text) {
  std::string word = base::replace_all(base::to_lower(base::trim(text)), "_", "-");
  for (std::string_view mode : resolve::libpq_sslmodes()) {
    if (word == mode) return mode;
  }
  if (std::string_view known = look_up(kModes, word); !known.empty()) return known;
  std::vector<std::string_view> modes(resolve::libpq_sslmodes().begin(),
                                      resolve::libpq_sslmodes().end());
  std::string_view near = base::nearest(word, modes);
  return near.empty() ? "verify-full" : near;
}

std::string_view meant_key(std::string_view key) {
  std::string word = squeezed(key);
  if (std::string_view known = look_up(kKeys, word); !known.empty()) return known;
  std::vector<std::string_view> keywords;
  for (const resolve::LibpqKeyword& keyword : resolve::libpq_keywords()) {
    if (keyword.name.starts_with("ssl")) keywords.push_back(keyword.name);
  }
  bool short_word = word.size() < 5;
  return short_word ? std::string_view() : base::nearest(word, keywords);
}

bool looks_like_tls(std::string_view key) {
  std::string word = squeezed(key);
  return word.find("ssl") != std::string::npos || word.find("tls") != std::string::npos ||
         !look_up(kKeys, word).empty();
}

std::string_view lets_through(std::string_view mode) { return look_up(kLetsThrough, mode); }

}  // namespace verifull::facts
