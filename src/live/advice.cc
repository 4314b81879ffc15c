#include "live/advice.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "base/text.h"
#include "pki/providers.h"

namespace verifull::live {
namespace {

using facts::LiveProbe;
using facts::LiveResult;

struct Refusal {
  std::string_view host_ends_with;
  std::string_view setting;
};

// How the server is made to refuse what is not encrypted.
constexpr Refusal kRefusals[] = {
    {".rds.amazonaws.com", "set the parameter `rds.force_ssl` to 1 in the parameter group"},
    {".amazonaws.com.cn", "set the parameter `rds.force_ssl` to 1 in the parameter group"},
    {".postgres.database.azure.com", "set the server parameter `require_secure_transport` to on"},
    {".supabase.co", "turn on \"Enforce SSL on incoming connections\" in the project's settings"},
    {".supabase.com", "turn on \"Enforce SSL on incoming connections\" in the project's settings"},
    {".scalingo-dbs.com", "turn on \"Force TLS\" in the database's settings"},
    {".sql.goog", "set the instance's SSL mode to ENCRYPTED_ONLY"},
};

std::string file_name(std::string_view path) {
  return std::string(path.substr(path.find_last_of('/') + 1));
}

// For a shell: what a Dockerfile calls a URL can be anything.
std::string shell_word(std::string_view text) {
  constexpr std::string_view kPlain = "-_./:%+,=@~";
  bool plain = !text.empty() && text[0] != '-' && text[0] != '~' &&
               std::all_of(text.begin(), text.end(), [&](char c) {
                 return base::is_alnum(c) || kPlain.find(c) != std::string_view::npos;
               });
  if (plain) return std::string(text);
  std::string word = text.starts_with('-') ? "'./" : "'";
  for (char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return base::neutralised(word + "'");
}

bool ends_with(std::string_view text, std::string_view tail) { return text.ends_with(tail); }

class Adviser {
 public:
  Adviser(const AdviceInput& input, LiveResult& result) : input_(input), result_(result) {}

  void run() {
    result_.verify_full.advice = about_verify_full();
    result_.as_configured.advice = about_as_configured();
    if (result_.plaintext.outcome == "accepted") result_.plaintext.advice = about_plaintext();
  }

 private:
  // " (config/database.yml:27)", or "".
  std::string place_of(std::string_view key) const {
    const resolve::Setting* setting = input_.connection.find(key);
    if (setting == nullptr) return "";
    for (const resolve::Origin& origin : setting->trail) {
      if (!origin.span.known()) continue;
      return " (" + input_.sources.at(origin.span.file).path + ":" +
             std::to_string(input_.sources.begin_of(origin.span).line) + ")";
    }
    return "";
  }

  std::string about_as_configured() const {
    const std::string& outcome = result_.as_configured.outcome;
    if (result_.session == "verified" || facts::is_undecided(outcome)) return failure(result_.as_configured);
    if (result_.session.empty() && outcome == result_.verify_full.outcome) {
      return result_.verify_full.advice;
    }
    if (!facts::works(result_.verify_full.outcome)) return failure(result_.as_configured);
    std::string root = input_.root.note.empty() ? "with this root certificate"
                                                : "with this root certificate (" +
                                                      base::neutralised(input_.root.note) + ")";
    std::string place = place_of("sslmode");
    return "verify-full would work today " + root + ": " +
           (place.empty() ? "add `sslmode: verify-full`" : "change sslmode to verify-full" + place);
  }

  std::string about_verify_full() const {
    const LiveProbe& probe = result_.verify_full;
    const std::string& outcome = probe.outcome;
    if (outcome == "chain-invalid") return about_chain();
    if (outcome == "root-missing") return about_missing_root();
    if (outcome == "root-not-pem" || outcome == "root-unreadable") {
      return "replace the file that sslrootcert names" + place_of("sslrootcert") + how_to_get_root();
    }
    if (outcome == "name-mismatch") {
      return "connect to one of the certificate's names" + place_of("host") +
             ", or have the certificate issued for this one";
    }
    if (outcome == "no-host-name") {
      return "add `host` with the name in the certificate; hostaddr stays as the address";
    }
    return failure(probe);
  }

  // What is wrong in every mode.
  std::string failure(const LiveProbe& probe) const {
    const std::string& outcome = probe.outcome;
    if (outcome == "server-has-no-tls") {
      return "turn on TLS at the server (ssl = on), or find out who answers in its place";
    }
    if (outcome == "protocol-too-old") {
      return "have the server speak TLSv1.2 or later; lowering ssl_min_protocol_version here would "
             "only hide it";
    }
    if (outcome == "not-postgres") return "check host and port" + place_of("host");
    if (outcome == "client-certificate-needed") {
      return "give sslcert and sslkey, files that are there where the app runs";
    }
    if (outcome == "authentication-failed") return "check user and password" + place_of("password");
    if (outcome == "unknown-database") return "check the name of the database" + place_of("database");
    if (outcome == "access-rule-refused") {
      return "have pg_hba.conf of the server allow this user, database and address";
    }
    if (outcome == "config-invalid") return "correct what libpq complains of" + place_of("sslmode");
    if (outcome == "blocked") return about_blocked(probe);
    if (outcome == "unknown" && probe.detail.find("not known here") != std::string::npos) {
      return "say its value with -D NAME=VALUE, or run where the variable is set";
    }
    return "";
  }

  static std::string about_blocked(const LiveProbe& probe) {
    if (probe.detail.find("private") != std::string::npos) return "--allow-private lets it through";
    if (probe.detail.find("--allow-host") != std::string::npos) return "add --allow-host for it";
    return "";
  }

  std::string about_chain() const {
    const std::string& reason = result_.verify_full.reason;
    if (reason == "expired") return "renew the certificate that has expired";
    if (reason == "not-yet-valid") return "check the clocks, or wait until the certificate is valid";
    if (reason == "missing-intermediate") {
      return "have the server send its intermediate certificates (ssl_cert_file holds the chain)";
    }
    if (reason == "self-signed") {
      return "trust this very certificate as sslrootcert, or have an authority sign it";
    }
    return "name a file with the authority that signed it as sslrootcert" + place_of("sslrootcert") +
           how_to_get_root();
  }

  std::string about_missing_root() const {
    std::string text = input_.root.configured.empty()
                           ? "name the authority's certificate as sslrootcert"
                           : "put the file there, or say which one to use with --sslrootcert";
    if (!input_.chain.issuer.empty()) {
      text += "; the server's certificate is signed by \"" + input_.chain.issuer + "\"";
    }
    return text + how_to_get_root();
  }

  std::string how_to_get_root() const {
    if (!input_.root.url.empty()) return fetching("it is only at a URL", input_.root.url);
    bool unknown = input_.root.state == RootState::kMissing && !input_.root.configured.empty();
    if (unknown && input_.project.dockerfile) {
      std::string url =
          download_url(input_.sources.at(*input_.project.dockerfile).text, input_.root.configured);
      if (!url.empty()) return fetching("the Dockerfile has a URL beside its name", url);
    }
    const pki::Provider* provider = pki::provider_of(result_.host);
    bool rds = provider != nullptr && provider->authority == pki::Authority::kRds &&
               input_.chain.issuer.find("Amazon RDS") != std::string::npos;
    return rds ? fetching("Amazon has all its authorities at one URL", provider->bundle) : "";
  }

  static std::string fetching(std::string_view where, std::string_view url) {
    std::string name = file_name(url);
    name = shell_word(name.empty() ? "root.pem" : name);
    std::string text = "; " + std::string(where) + ": curl -fsSo " + name + " " + shell_word(url) +
                       ", then --sslrootcert " + name;
    if (url.starts_with("https://")) return text;
    return text + "; nothing protects it on its way, so compare its fingerprint";
  }

  std::string about_plaintext() const {
    std::string host = base::to_lower(result_.host);
    std::string text = "the server takes connections without TLS: ";
    for (const Refusal& each : kRefusals) {
      if (ends_with(host, each.host_ends_with)) return text + std::string(each.setting);
    }
    return text + "write `hostssl` instead of `host` in its pg_hba.conf";
  }

  const AdviceInput& input_;
  LiveResult& result_;
};

bool ends_url(char c) {
  return base::is_space(c) || c == '"' || c == '\'' || c == '\\' || c == '|' || c == ';' ||
         c == '>' || c == ')';
}

}  // namespace

std::string download_url(std::string_view dockerfile, std::string_view path) {
  std::string name = file_name(path);
  if (name.empty()) return "";
  std::string instruction;
  for (std::string_view line : base::split(dockerfile, '\n')) {
    instruction += line;
    instruction += '\n';
    if (base::trim(line).ends_with('\\')) continue;
    std::size_t begin = instruction.find("https://");
    if (begin != std::string::npos && instruction.find(name) != std::string::npos) {
      std::size_t end = begin;
      while (end < instruction.size() && !ends_url(instruction[end])) ++end;
      return instruction.substr(begin, end - begin);
    }
    instruction.clear();
  }
  return "";
}

void add_advice(const AdviceInput& input, LiveResult& result) { Adviser(input, result).run(); }

}  // namespace verifull::live
