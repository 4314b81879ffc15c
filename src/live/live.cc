#include "live/live.h"

#include <utility>

#include "base/text.h"
#include "live/advice.h"
#include "live/chain.h"
#include "live/outcome.h"
#include "source/path.h"

namespace verifull::live {
namespace {

using facts::LiveProbe;
using facts::LiveResult;

struct Tested {
  const engine::ProjectResult* project;
  const resolve::Connection* connection;
  Plan plan;
};

// Modes in which the session has checked the chain when there is a root certificate.
std::string session_of(const Plan& plan, const LiveProbe& probe) {
  if (!probe.spoke) return "";
  if (!probe.tls) return "plaintext";
  if (plan.mode == "verify-full") return "verified";
  bool root = plan.root.state == RootState::kThere;
  if (root && (plan.mode == "verify-ca" || plan.mode == "require")) return "ca-only";
  return "unverified";
}

// The session came so far that the server had its say.
bool has_spoken(const std::string& outcome) {
  for (std::string_view word : {"connected", "authentication-needed", "authentication-failed",
                                "unknown-database", "access-rule-refused",
                                "client-certificate-needed"}) {
    if (outcome == word) return true;
  }
  return false;
}

class Reader {
 public:
  Reader(const engine::Analysis& analysis, const Tested& tested)
      : analysis_(analysis), tested_(tested), plan_(tested.plan), result_(tested.plan.result) {}

  LiveResult read(const probe::TargetAnswer* answer) {
    ChainView chain;
    if (answer != nullptr) {
      take_server(*answer);
      if (answer->reach == probe::Reach::kReached) {
        if (plan_.handshake) chain = explain_chain(answer->attempts[*plan_.handshake], plan_.root);
        take_attempts(*answer, chain);
      } else {
        take_failure(*answer);
      }
    }
    result_.session = session_of(plan_, result_.as_configured);
    add_advice({*tested_.connection, analysis_.sources, tested_.project->project, plan_.root, chain},
               result_);
    return std::move(result_);
  }

 private:
  void take_server(const probe::TargetAnswer& answer) {
    result_.host = base::neutralised(answer.server.host);
    result_.hostaddr = base::neutralised(answer.server.hostaddr);
    result_.port = answer.server.port;
  }

  void take_failure(const probe::TargetAnswer& answer) {
    std::string word = answer.reach == probe::Reach::kBlocked   ? "blocked"
                       : answer.reach == probe::Reach::kTimeout ? "timeout"
                                                                : "unreachable";
    auto fill = [&](LiveProbe& probe, const std::string& outcome) {
      if (!probe.outcome.empty()) return;
      probe.outcome = outcome;
      probe.detail = base::neutralised(answer.detail);
    };
    fill(result_.as_configured, word);
    fill(result_.verify_full, word);
    fill(result_.plaintext, word == "timeout" ? "unreachable" : word);
  }

  void take_attempts(const probe::TargetAnswer& answer, const ChainView& chain) {
    result_.verify_full.chain = chain.chain;
    if (plan_.verify_full) take(answer.attempts[*plan_.verify_full], chain, result_.verify_full);
    if (plan_.as_configured) {
      take(answer.attempts[*plan_.as_configured], chain, result_.as_configured);
    }
    if (plan_.plaintext) {
      const probe::Answer& plain = answer.attempts[*plan_.plaintext];
      result_.plaintext.outcome = plaintext_outcome(plain);
      result_.plaintext.detail = evidence(plain);
    }
  }

  static std::string evidence(const probe::Answer& answer) {
    if (answer.end == probe::End::kConnected) return "the server let it in without a password";
    if (answer.needs_password) return "the server asked for a password";
    if (answer.end == probe::End::kTimeout) return "no answer in time";
    return message_text(answer.message);
  }

  void take(const probe::Answer& answer, const ChainView& chain, LiveProbe& probe) {
    probe.outcome = session_outcome(answer);
    probe.spoke = has_spoken(probe.outcome);
    probe.tls = answer.tls;
    if (probe.spoke) {
      probe.protocol = answer.protocol;
      probe.cipher = answer.cipher;
      probe.key_bits = answer.key_bits;
      probe.compression = answer.compression;
    }
    if (!answer.server_version.empty()) result_.version = base::neutralised(answer.server_version);
    probe.detail = detail(answer, chain, probe);
    if (!answer.left_out.empty()) {
      probe.detail += (probe.detail.empty() ? "" : "; ") +
                      ("libpq here does not know " + base::join(answer.left_out, ", "));
    }
  }

  std::string detail(const probe::Answer& answer, const ChainView& chain, LiveProbe& probe) {
    const std::string& outcome = probe.outcome;
    if (outcome == "connected") return base::neutralised(plan_.root.note);
    if (outcome == "timeout") return "no answer in time";
    if (outcome == "authentication-needed") {
      return why_no_password(&probe == &result_.verify_full || plan_.mode == "verify-full");
    }
    if (outcome == "chain-invalid") {
      probe.reason = chain.reason;
      if (!chain.detail.empty()) return chain.detail + root_note();
    }
    if (outcome == "name-mismatch") {
      std::string text = name_mismatch_text(chain, result_.host);
      if (!text.empty()) return text;
    }
    std::string text = message_text(answer.message);
    if (text.find("received unencrypted data") != std::string::npos ||
        text.find("wrong version number") != std::string::npos) {
      text += "; somebody on the way may have answered in the server's place";
    }
    return text;
  }

  // "" or what else there is to know about the file that the chain was held against.
  std::string root_note() const {
    return plan_.root.note.empty() ? "" : "; " + base::neutralised(plan_.root.note);
  }

  std::string why_no_password(bool verified) const {
    return "the server asks for a password; " +
           (verified ? "none was given: " + plan_.no_password
                     : std::string("none goes into a session that is not verified"));
  }

  const engine::Analysis& analysis_;
  const Tested& tested_;
  const Plan& plan_;
  LiveResult result_;
};

RootPlaces places_of(const engine::ProjectResult& project, const std::string& directory,
                     const Options& options) {
  const std::string& given = options.sslrootcert;
  bool path = !given.empty() && given != "system";
  return {project.rails_root, source::absolute_path(project.project.root, directory),
          path ? source::absolute_path(given, directory) : given, project.roots};
}

}  // namespace

base::Result<std::vector<engine::LiveAnswer>> test_connections(const engine::Analysis& analysis,
                                                               const std::string& directory,
                                                               const std::string& connection_name,
                                                               const Options& options,
                                                               const Asker& asker) {
  std::vector<Tested> tested;
  for (const engine::ProjectResult& project : analysis.projects) {
    RootPlaces places = places_of(project, directory, options);
    for (const resolve::Connection& connection : project.connections) {
      if (!connection_name.empty() && connection.name != connection_name) continue;
      Plan plan = plan_for(connection, options, places);
      if (!plan.skipped) tested.push_back({&project, &connection, std::move(plan)});
    }
  }
  probe::Request request;
  request.tool_version = VERIFULL_VERSION;
  request.timeout_ms = options.timeout_ms;
  request.allow_private = options.allow_private;
  for (const Tested& each : tested) {
    if (!each.plan.target.endpoints.empty()) request.targets.push_back(each.plan.target);
  }
  probe::Response response;
  if (!request.targets.empty()) {
    base::Result<probe::Response> answer = asker(request);
    if (!answer) return answer.error();
    response = std::move(*answer);
  }
  std::vector<engine::LiveAnswer> answers;
  std::size_t next = 0;
  for (const Tested& each : tested) {
    bool asked = !each.plan.target.endpoints.empty();
    const probe::TargetAnswer* answer = asked ? &response.targets[next++] : nullptr;
    answers.push_back({each.project->project.root, each.connection->environment,
                       each.connection->name, Reader(analysis, each).read(answer)});
  }
  return answers;
}

}  // namespace verifull::live
