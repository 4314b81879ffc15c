#include "live/plan.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "engine/glob.h"
#include "live/endpoints.h"
#include "live/given.h"
#include "pki/pem_bundle.h"

namespace verifull::live {
namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// libpq's file names that lead nowhere: "none", and not the home directory's.
constexpr const char* kNowhere = "/dev/null/none";

// Passed on as configured; they shape the TLS session and give nothing away.
constexpr std::string_view kShape[] = {
    "sslsni", "sslcompression", "ssl_min_protocol_version", "ssl_max_protocol_version",
    "sslnegotiation",
};
// Only into a verified session.
constexpr std::string_view kCredentials[] = {"password", "sslpassword"};
constexpr std::string_view kVerifiedShape[] = {"channel_binding", "require_auth", "sslcertmode",
                                               "options"};
// Files of the app; those that are not in the project are left out.
constexpr std::string_view kFiles[] = {"sslcert", "sslkey", "sslcrl"};

class Planner {
 public:
  Planner(const resolve::Connection& connection, const Options& options, const RootPlaces& places)
      : connection_(connection), given_(connection), options_(options), places_(places) {}

  Plan run() {
    if (connection_.error) {
      all("unknown", connection_.error->ruby_class + ": " + connection_.error->message);
      return std::move(plan_);
    }
    if (!add_endpoints()) return std::move(plan_);
    if (!allowed_by_name()) return std::move(plan_);
    choose_mode_and_root();
    plan_.no_password = why_no_password();
    plan_as_configured();
    plan_strict(false);
    plan_.handshake = add({probe::AttemptKind::kHandshake, {}, root_file()});
    plan_plaintext();
    return std::move(plan_);
  }

 private:
  void all(const std::string& outcome, const std::string& why) {
    for (facts::LiveProbe* each :
         {&plan_.result.as_configured, &plan_.result.verify_full, &plan_.result.plaintext}) {
      each->outcome = outcome;
      each->detail = base::neutralised(why);
    }
  }

  bool add_endpoints() {
    Endpoints endpoints = endpoints_of(given_);
    plan_.skipped = connection_.libpq.empty() || endpoints.socket;
    if (plan_.skipped) return false;
    if (!endpoints.outcome.empty()) {
      all(endpoints.outcome, endpoints.why);
      return false;
    }
    const probe::Endpoint& first = endpoints.list.front();
    plan_.result.host = base::neutralised(first.host);
    plan_.result.hostaddr = base::neutralised(first.hostaddr);
    plan_.result.port = first.port;
    plan_.target.endpoints = std::move(endpoints.list);
    return true;
  }

  bool allowed_by_name() {
    if (options_.allow_hosts.empty()) return true;
    for (const probe::Endpoint& each : plan_.target.endpoints) {
      std::string name = base::to_lower(each.host.empty() ? each.hostaddr : each.host);
      if (fits_allowed(name)) continue;
      all("blocked", "no --allow-host lets " + name + " through");
      plan_.target = {};
      return false;
    }
    return true;
  }

  bool fits_allowed(const std::string& name) const {
    return std::any_of(options_.allow_hosts.begin(), options_.allow_hosts.end(),
                       [&](const std::string& glob) {
                         return engine::glob_fits(base::to_lower(glob), name);
                       });
  }

  void choose_mode_and_root() {
    const resolve::LibpqParameter* root = given_.find("sslrootcert");
    plan_.root = choose_root(root != nullptr, root != nullptr && root->known,
                             root == nullptr ? "" : root->value.reveal(), places_);
    const resolve::LibpqParameter* mode = given_.find("sslmode");
    bool system = plan_.root.state == RootState::kSystem;
    if (mode == nullptr) plan_.mode = system ? "verify-full" : "prefer";
    if (mode != nullptr && mode->known) plan_.mode = mode->value.reveal();
  }

  // From a file of the project, the image's or its own.
  static bool is_inside(const resolve::Trail& trail) {
    return std::all_of(trail.begin(), trail.end(), [](const resolve::Origin& origin) {
      return origin.kind != resolve::OriginKind::kProcess &&
             origin.kind != resolve::OriginKind::kDefine &&
             origin.kind != resolve::OriginKind::kPgEnv;
    });
  }

  bool comes_from_project(std::string_view key) const {
    const resolve::Setting* setting = connection_.find(key);
    return setting != nullptr && is_inside(setting->trail);
  }

  std::string why_no_password() const {
    if (!options_.login) return "--no-login";
    if (given_.is_unknown("password")) return "the password is not known here";
    if (given_.known("password").empty()) return "none is configured";
    if (options_.untrusted_project && options_.allow_hosts.empty() &&
        !comes_from_project("password") && comes_from_project("host")) {
      return "in a pull request a password of the runner goes to no host that the project names, "
             "unless --allow-host does";
    }
    return "";
  }

  void add_names(Parameters& parameters) const {
    std::string user = given_.known("user");
    std::string database = given_.known("dbname");
    // libpq would take the name of whoever runs this.
    parameters.emplace_back("user", user.empty() ? kProbeName : user);
    if (!database.empty()) parameters.emplace_back("dbname", database);
  }

  void add_shape(Parameters& parameters) const {
    for (std::string_view keyword : kShape) {
      std::string value = given_.known(keyword);
      if (!value.empty()) parameters.emplace_back(keyword, value);
    }
  }

  std::string root_file() const {
    if (plan_.root.state == RootState::kSystem) return "system";
    bool there = plan_.root.state == RootState::kThere && !plan_.root.bundle.refused();
    return there ? plan_.root.file : "";
  }

  // What is wrong with the root certificate in a mode that needs one; false when it
  // can be used.
  bool root_is_wrong(facts::LiveProbe& probe) const {
    const RootChoice& root = plan_.root;
    switch (root.state) {
      case RootState::kNone:
        probe.outcome = "root-missing";
        probe.detail = "no sslrootcert is set, so libpq looks for ~/.postgresql/root.crt of whoever "
                       "runs the app";
        return true;
      case RootState::kMissing:
        probe.outcome = "root-missing";
        probe.detail = "there is no " + base::neutralised(root.configured) + " here";
        if (!root.url.empty()) probe.detail += "; the image fetches it";
        if (!places_.override_file.empty()) {
          probe.detail = "there is no " + base::neutralised(places_.override_file);
        }
        return true;
      case RootState::kUnknown:
        probe.outcome = "unknown";
        probe.detail = "the sslrootcert is not known here";
        return true;
      case RootState::kUnreadable:
        probe.outcome = "root-unreadable";
        probe.detail = base::neutralised(root.file) + " can't be read";
        return true;
      case RootState::kSystem: return false;
      case RootState::kThere: break;
    }
    if (!root.bundle.refused()) return false;
    probe.outcome = "root-not-pem";
    probe.detail = base::neutralised(root.configured.empty() ? root.file : root.configured) + " " +
                   pki::problem_text(root.bundle);
    return true;
  }

  void plan_as_configured() {
    facts::LiveProbe& probe = plan_.result.as_configured;
    const std::string& mode = plan_.mode;
    if (given_.is_unknown("sslmode")) {
      probe.outcome = "unknown";
      probe.detail = base::neutralised(given_.unknown_text("sslmode"));
      return;
    }
    if (mode.empty()) {
      probe.outcome = "config-invalid";
      probe.detail = "invalid sslmode value: \"\"";
      return;
    }
    if (mode == "verify-full") return plan_strict(true);
    if (plan_.root.state == RootState::kSystem) {
      probe.outcome = "config-invalid";
      probe.detail = "weak sslmode \"" + base::neutralised(mode) +
                     "\" may not be used with sslrootcert=system (use \"verify-full\")";
      return;
    }
    bool needs_root = mode == "verify-ca";
    bool broken = plan_.root.state == RootState::kUnreadable ||
                  (plan_.root.state == RootState::kThere && plan_.root.bundle.refused());
    if ((needs_root || (broken && mode == "require")) && root_is_wrong(probe)) return;
    Parameters parameters;
    add_names(parameters);
    parameters.emplace_back("sslmode", mode);
    // A file that can't be loaded makes libpq fail where it asks for TLS, and go on
    // without TLS where it only prefers it.
    parameters.emplace_back("sslrootcert", plan_.root.file.empty() ? kNowhere : plan_.root.file);
    add_shape(parameters);
    plan_.as_configured = add({probe::AttemptKind::kSession, std::move(parameters), ""});
  }

  // Alike for both, so that verifull-live makes them once when the configured mode is
  // verify-full.
  void plan_strict(bool configured) {
    facts::LiveProbe& probe = configured ? plan_.result.as_configured : plan_.result.verify_full;
    if (root_is_wrong(probe)) return;
    Parameters parameters;
    add_names(parameters);
    parameters.emplace_back("sslmode", "verify-full");
    parameters.emplace_back("sslrootcert", root_file());
    add_shape(parameters);
    if (plan_.no_password.empty()) {
      for (std::string_view keyword : kCredentials) {
        std::string value = given_.known(keyword);
        if (!value.empty()) parameters.emplace_back(keyword, value);
      }
    }
    if (options_.login) {
      for (std::string_view keyword : kFiles) add_file(keyword, parameters);
    }
    for (std::string_view keyword : kVerifiedShape) {
      std::string value = given_.known(keyword);
      if (!value.empty()) parameters.emplace_back(keyword, value);
    }
    auto& index = configured ? plan_.as_configured : plan_.verify_full;
    index = add({probe::AttemptKind::kSession, std::move(parameters), ""});
  }

  void add_file(std::string_view keyword, Parameters& parameters) const {
    std::string path = given_.known(keyword);
    if (path.empty()) return;
    RootPlaces places = places_;
    places.override_file.clear();
    RootChoice choice = choose_root(true, true, path, places);
    if (choice.state == RootState::kThere) parameters.emplace_back(keyword, choice.file);
  }

  void plan_plaintext() {
    Parameters parameters;
    if (options_.real_names) {
      add_names(parameters);
    } else {
      parameters.emplace_back("user", kProbeName);
      parameters.emplace_back("dbname", kProbeName);
    }
    parameters.emplace_back("sslmode", "disable");
    plan_.plaintext = add({probe::AttemptKind::kSession, std::move(parameters), ""});
  }

  std::size_t add(probe::Attempt attempt) {
    plan_.target.attempts.push_back(std::move(attempt));
    return plan_.target.attempts.size() - 1;
  }

  const resolve::Connection& connection_;
  const Given given_;
  const Options& options_;
  const RootPlaces& places_;
  Plan plan_;
};

}  // namespace

Plan plan_for(const resolve::Connection& connection, const Options& options,
              const RootPlaces& places) {
  return Planner(connection, options, places).run();
}

}  // namespace verifull::live
