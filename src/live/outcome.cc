// The sentences are libpq's own (fe-connect.c, fe-secure-openssl.c, fe-secure-common.c,
// fe-auth.c), versions 12 to 18, in English: verifull-live sets no locale. The server's
// sentences are never looked at where SQLSTATE and routine tell; poolers, which have no
// routines, speak English only.
#include "live/outcome.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace verifull::live {
namespace {

struct Sign {
  std::string_view text;
  std::string_view outcome;
};

// The first that is found counts.
constexpr Sign kSigns[] = {
    {"root certificate file \"", "root-missing"},  // "… does not exist"; see kReadSigns
    {"could not get home directory", "no-home"},
    {"certificate verify failed", "chain-invalid"},
    {"host name must be specified for a verified SSL connection", "no-host-name"},
    {"does not match host name", "name-mismatch"},
    {"server does not support SSL", "server-has-no-tls"},
    {"received invalid response to SSL negotiation", "not-postgres"},
    {"expected authentication request from server", "not-postgres"},
    {"invalid sslmode value", "config-invalid"},
    {"weak sslmode", "config-invalid"},
    {"invalid connection option", "config-invalid"},
    {"invalid SSL protocol version range", "config-invalid"},
    {"ssl_min_protocol_version\" value", "config-invalid"},
    {"ssl_max_protocol_version\" value", "config-invalid"},
    {"invalid ssl_min_protocol_version value", "config-invalid"},
    {"invalid ssl_max_protocol_version value", "config-invalid"},
    {"invalid channel_binding value", "config-invalid"},
    {"invalid require_auth", "config-invalid"},
    {"when SSL support is not compiled in", "config-invalid"},
    {"private key file \"", "config-invalid"},
    {"could not read certificate file", "config-invalid"},
    {"could not open certificate file", "config-invalid"},
    {"server did not request an SSL certificate", "config-invalid"},
    {"certificate required", "client-certificate-needed"},
    {"alert unknown ca", "client-certificate-needed"},  // the server's opinion of ours
    {"alert bad certificate", "client-certificate-needed"},
    {"alert certificate unknown", "client-certificate-needed"},
    {"alert protocol version", "protocol-too-old"},
    {"unsupported protocol", "protocol-too-old"},
    {"wrong version number", "protocol-too-old"},
    {"no protocols available", "protocol-too-old"},
    {"channel binding", "authentication-failed"},
    {"authentication method requirement", "authentication-failed"},
    {"received unencrypted data after SSL response", "unknown"},
    {"timeout expired", "timeout"},
    {"SSL SYSCALL error", "closed"},
    {"unexpected eof while reading", "closed"},
    {"server closed the connection unexpectedly", "closed"},
    {"Connection reset by peer", "closed"},
    {"Broken pipe", "closed"},
    {"could not translate host name", "unreachable"},
    {"Connection refused", "unreachable"},
    {"No route to host", "unreachable"},
    {"Network is unreachable", "unreachable"},
    {"Connection timed out", "unreachable"},
    {"Network unreachable", "unreachable"},
};

// What poolers and managed services say to a session without TLS.
constexpr std::string_view kRefusals[] = {
    "requires TLS connections",    // RDS Proxy
    "connection is insecure",      // Neon
    "SSL required",                // PgBouncer
    "SSL connection is required",  // Azure, older servers
    "SSL/TLS required",            // Supavisor
    "SSL is required",
};

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool says_refused(std::string_view text) {
  return std::any_of(std::begin(kRefusals), std::end(kRefusals),
                     [&](std::string_view refusal) { return contains(text, refusal); });
}

// "FATAL:  28000: …": what is in front of the code is in the server's language.
bool code_at(std::string_view line, std::string& code) {
  std::size_t at = line.find(":  ");
  if (at == std::string_view::npos) return false;
  std::string_view word = line.substr(at + 3, 6);
  bool good = word.size() == 6 && word[5] == ':' &&
              std::all_of(word.begin(), word.begin() + 5,
                          [](char c) { return base::is_digit(c) || base::is_upper(c); });
  if (good) code = std::string(word.substr(0, 5));
  return good;
}

constexpr std::string_view kLocation = "LOCATION:  ";

// A file that is there and can't be loaded. Debian's libpq 15 leaves the reason empty.
std::string root_outcome(std::string_view text) {
  if (contains(text, "Permission denied")) return "root-unreadable";
  return "root-not-pem";
}

// What a session ended with that the server let in so far.
std::string outcome_of(const ServerError& error, std::string_view text) {
  if (error.sqlstate == "28P01") return "authentication-failed";
  if (error.sqlstate == "3D000") return "unknown-database";
  if (error.sqlstate == "42501") return "access-rule-refused";  // no CONNECT privilege
  if (error.sqlstate == "28000") {
    bool rule = error.routine == "ClientAuthentication";
    // Both sentences come from the same routine; the file's name is in all languages.
    if (rule && !contains(text, "pg_hba.conf")) return "client-certificate-needed";
    if (rule || error.routine.empty()) return "access-rule-refused";
    return "authentication-failed";
  }
  // "client certificates can only be checked if a root certificate store is available"
  if (error.sqlstate == "F0000" && error.routine == "ClientAuthentication") {
    return "client-certificate-needed";
  }
  return says_refused(text) ? "access-rule-refused" : "unknown";
}

}  // namespace

ServerError server_error(std::string_view message) {
  ServerError error;
  for (std::string_view line : base::split(message, '\n')) {
    std::string code;
    if (line.starts_with(kLocation)) {
      std::string_view place = line.substr(kLocation.size());
      error.routine = std::string(place.substr(0, place.find(',')));
    } else if (code_at(line, code)) {
      error.sqlstate = code;
      error.routine.clear();
    }
  }
  return error;
}

std::string session_outcome(const probe::Answer& answer) {
  if (answer.end == probe::End::kConnected) return "connected";
  if (answer.end == probe::End::kTimeout) return "timeout";
  if (answer.needs_password) return "authentication-needed";
  std::string_view text = answer.message;
  ServerError error = server_error(text);
  if (!error.sqlstate.empty()) return outcome_of(error, text);
  if (says_refused(text)) return "access-rule-refused";
  if (contains(text, "could not read root certificate file")) return root_outcome(text);
  for (const Sign& sign : kSigns) {
    if (contains(text, sign.text)) return std::string(sign.outcome);
  }
  return "unknown";
}

std::string plaintext_outcome(const probe::Answer& answer) {
  if (answer.end == probe::End::kConnected || answer.needs_password) return "accepted";
  if (answer.end == probe::End::kTimeout) return "unknown";
  std::string_view text = answer.message;
  if (says_refused(text)) return "refused";
  ServerError error = server_error(text);
  if (error.sqlstate == "28000") {
    if (error.routine == "ClientAuthentication") return "refused";
    // Past the access rules: no such role, or another method that said no.
    return error.routine.empty() ? "unknown" : "accepted";
  }
  if (error.sqlstate == "28P01" || error.sqlstate == "3D000" || error.sqlstate == "42501") {
    return "accepted";
  }
  // Kerberos, SSPI: the server went as far as asking who it is.
  if (error.sqlstate.empty() && contains(text, "authentication") && contains(text, "not supported"))
    return "accepted";
  return error.sqlstate.empty() && session_outcome(answer) == "unreachable" ? "unreachable"
                                                                           : "unknown";
}

std::string message_text(std::string_view message) {
  constexpr std::size_t kLongest = 600;
  std::vector<std::string> lines;
  for (std::string_view line : base::split(message, '\n')) {
    line = base::trim(line);
    std::string_view failed = "failed: ";
    std::size_t at = line.find(failed);
    if (line.starts_with("connection to server ") && at != std::string_view::npos) {
      line = base::trim(line.substr(at + failed.size()));
    }
    if (line.empty() || line.starts_with("LOCATION:")) continue;
    std::string text(line);
    std::string code;
    if (code_at(line, code)) text.erase(0, text.find(code + ": ") + code.size() + 2);
    if (std::find(lines.begin(), lines.end(), text) == lines.end()) lines.push_back(text);
  }
  std::string text = base::join(lines, "; ");
  if (text.size() > kLongest) text = text.substr(0, kLongest) + " …";
  return base::neutralised(text);
}

}  // namespace verifull::live
