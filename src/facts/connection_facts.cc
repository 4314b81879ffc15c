#include <string>
#include <utility>

#include "base/text.h"
#include "facts/certificate_facts.h"
#include "facts/fact_writer.h"
#include "facts/places.h"
#include "facts/remedy_facts.h"
#include "facts/root_facts.h"
#include "facts/setting_facts.h"
#include "facts/spelling.h"
#include "facts/subjects.h"
#include "parse/placeholder.h"
#include "pki/host_name.h"
#include "resolve/libpq_rules.h"

namespace verifull::facts {
namespace {

using resolve::ConfigEntry;
using resolve::Judged;
using resolve::Parameter;
using resolve::ParameterSource;

// The word for where a parameter was decided.
std::string origin_word(const Parameter& parameter) {
  switch (parameter.source) {
    case ParameterSource::kDefault: return "libpq-default";
    case ParameterSource::kRequiressl: return "requiressl";
    case ParameterSource::kService: return "service-file";
    case ParameterSource::kPgVariable: return "pg-env";
    default: break;
  }
  if (parameter.trail.empty()) return "yaml";
  return std::string(resolve::origin_name(parameter.trail.front().kind));
}

bool is_network(const resolve::ResolvedDatabase& database) {
  const Judged& judged = database.judged;
  return judged.postgresql && !judged.error && judged.sslmode.given() &&
         judged.host_kind == resolve::HostKind::kNetwork && !database.development;
}

std::string joined_conditions(const std::vector<std::string>& conditions) {
  std::string result;
  for (const std::string& condition : conditions) {
    if (!result.empty()) result += " and ";
    result += condition;
  }
  return result;
}

// "X" of the condition "X is empty", when there is no other.
std::string single_variable(const std::vector<std::string>& conditions) {
  if (conditions.size() != 1) return "";
  std::size_t end = conditions[0].find(" is ");
  return end == std::string::npos ? "" : conditions[0].substr(0, end);
}

// The stronger mode that lost to the effective one, if there is one.
void add_overridden(const Judged& judged, FactWriter& facts, Subject& subject) {
  if (!judged.sslmode.known) return;
  int strength = resolve::sslmode_strength(judged.sslmode.text);
  const ConfigEntry* entry = judged.entry.hash.find("sslmode");
  if (entry == nullptr) return;
  auto report = [&](const resolve::ConfigValue& value, const base::Span& key,
                    std::string_view winner) {
    std::string text = resolve::to_s(value);
    if (resolve::sslmode_strength(text) <= strength) return false;
    facts.text("sslmode.overridden", text);
    facts.text("sslmode.overridden_by", std::string(winner));
    subject.places.push_back({"sslmode.loser", pair_span(key, value.span)});
    return true;
  };
  if (judged.sslmode.source == ParameterSource::kRequiressl) {
    report(entry->value, entry->key_span, "requiressl");
    return;
  }
  for (const resolve::Loser& loser : entry->losers) {
    std::string_view winner = "a later key";
    switch (loser.by) {
      case resolve::Replaced::kDuplicate: winner = "the same key again"; break;
      case resolve::Replaced::kMerge: winner = "a merge key behind it"; break;
      case resolve::Replaced::kUrl: winner = "the URL"; break;
      case resolve::Replaced::kDatabaseUrl: winner = judged.entry.url_variable; break;
      case resolve::Replaced::kQuery: winner = "the URL's query"; break;
      // An explicit key over a merged one is how overriding is meant.
      case resolve::Replaced::kExplicit: continue;
    }
    if (report(loser.value, loser.key_span, winner)) return;
  }
}

// sslmode written where it does not reach this connection.
void add_stranded(const resolve::ResolvedDatabase& database, FactWriter& facts,
                  Subject& subject) {
  const Judged& judged = database.judged;
  auto report = [&](const ConfigEntry& entry, std::string_view where) {
    facts.text("sslmode.stranded", resolve::to_s(entry.value));
    facts.text("sslmode.stranded_in", std::string(where));
    subject.places.push_back(
        {"sslmode.stranded", pair_span(entry.key_span, entry.value.span)});
  };
  if (judged.stranded_service.given()) {
    facts.text("sslmode.stranded", judged.stranded_service.text);
    facts.text("sslmode.stranded_in", "service");
    subject.places.push_back({"sslmode.stranded", judged.stranded_service.trail.front().span});
    return;
  }
  if (const ConfigEntry* mode = judged.entry.hash.find("sslmode")) {
    if (database.lost_databases.empty()) return;
    report(*mode, "parent");
    subject.facts.push_back({"sslmode.stranded_beside", database.lost_databases});
    return;
  }
  const ConfigEntry* variables = judged.entry.hash.find("variables");
  if (variables != nullptr) {
    if (const ConfigEntry* inside = variables->value.find("sslmode")) {
      return report(*inside, "variables");
    }
  }
}

void add_host(const Judged& judged, FactWriter& facts) {
  auto known_text = [&](std::string_view key) -> std::string {
    const ConfigEntry* entry = judged.entry.hash.find(key);
    return entry == nullptr ? "" : resolve::to_s(entry->value);
  };
  std::string host = known_text("host");
  std::string hostaddr = known_text("hostaddr");
  bool hidden = !judged.entry.opaque_url.empty();
  if (hidden || !parse::is_closed(host)) {
    facts.unknown("host", "the host is not known");
  } else {
    facts.clause("host", host);
  }
  facts.clause("hostaddr", parse::is_closed(hostaddr) ? hostaddr : "");
  std::string kind = "name";
  if (judged.host_kind == resolve::HostKind::kSocket) kind = "socket";
  if (judged.host_kind == resolve::HostKind::kLoopback) kind = "loopback";
  if (kind == "name" && host.empty() && !hidden) kind = "none";
  bool closed = !hidden && parse::is_closed(host);
  for (std::string_view one : base::split(host, ',')) {
    if (kind == "name" && closed && pki::address_bytes(base::trim(one))) kind = "address";
  }
  facts.text("host.kind", kind);
  facts.truth("host.trailing_dot", kind == "name" && closed && host.ends_with('.'));
}

// How the path is written, as far as the text tells.
std::string path_shape(std::string_view path) {
  if (path == "system") return "system";
  if (path.find("-----BEGIN") != std::string_view::npos) return "pem";
  if (path.starts_with('~')) return "home";
  if (path.find('$') != std::string_view::npos) return "variable";
  if (path.ends_with('/')) return "directory";
  return path.starts_with('/') ? "path" : "relative";
}

void add_root(const resolve::ResolvedDatabase& database, FactWriter& facts) {
  const Judged& judged = database.judged;
  const Parameter& root = judged.sslrootcert;
  if (root.given()) {
    facts.parameter("sslrootcert", root);
    facts.text("sslrootcert.origin", origin_word(root));
    if (root.known) facts.text("sslrootcert.shape", path_shape(root.text));
    if (judged.root_file == resolve::RootFile::kUnknown) {
      facts.unknown("root.usable", "nothing tells whether the file is there");
    } else {
      facts.truth("root.usable", judged.root_file == resolve::RootFile::kPresent);
    }
  } else if (judged.sslmode.given()) {
    facts.truth("root.default_file", judged.root_file == resolve::RootFile::kPresent);
  }
  facts.clause("sslrootcert.lost_when", joined_conditions(database.sslrootcert_lost));
  facts.clause("sslrootcert.lost_variable", single_variable(database.sslrootcert_lost));
  facts.truth("sslrootcert.lost_here", judged.sslrootcert_lost && !root.given());
}

void add_mode(const resolve::ResolvedDatabase& database, FactWriter& facts) {
  const Judged& judged = database.judged;
  const Parameter& mode = judged.sslmode;
  facts.clause("sslmode.lost_when", joined_conditions(database.sslmode_lost));
  facts.clause("sslmode.lost_variable", single_variable(database.sslmode_lost));
  facts.truth("sslmode.lost_here",
              judged.sslmode_lost && mode.source == ParameterSource::kDefault);
  const ConfigEntry* entry = judged.entry.hash.find("sslmode");
  facts.truth("sslmode.nil", entry != nullptr && entry->value.is(resolve::ConfigType::kNil) &&
                                 !judged.sslmode_lost);
  if (!mode.given()) return;
  facts.parameter("sslmode.effective", mode);
  facts.text("sslmode.origin", origin_word(mode));
  if (!mode.known) return;
  bool valid = resolve::sslmode_strength(mode.text) >= 0;
  facts.truth("sslmode.valid", valid);
  facts.truth("sslmode.empty", mode.text.empty());
  facts.clause("sslmode.lets_through", std::string(lets_through(mode.text)));
  if (!valid) facts.text("sslmode.meant", std::string(meant_mode(mode.text)));
}

void add_requiressl(const Judged& judged, FactWriter& facts) {
  const ConfigEntry* entry = judged.entry.hash.find("requiressl");
  if (entry == nullptr || judged.sslmode.source != ParameterSource::kRequiressl) return;
  facts.text("requiressl", resolve::to_s(entry->value));
  facts.clause("requiressl.becomes", judged.sslmode.known ? judged.sslmode.text : "");
  const ConfigEntry* mode = judged.entry.hash.find("sslmode");
  if (mode != nullptr) facts.clause("requiressl.replaces", resolve::to_s(mode->value));
}

void add_url(const Judged& judged, FactWriter& facts) {
  const resolve::Entry& entry = judged.entry;
  if (entry.opaque_url.empty()) return;
  facts.text("url.variable", entry.opaque_url);
  facts.truth("url.may_carry_sslmode", !entry.query_follows);
  facts.truth("url.from_file", entry.url_source == resolve::UrlSource::kUrlKey);
}

}  // namespace

Subject connection_subject(const resolve::ResolvedDatabase& database, const FactInput& input) {
  Subject subject;
  subject.kind = SubjectKind::kConnection;
  subject.environments = {database.connection.environment};
  subject.connection = database.connection.name;
  subject.conditions = database.connection.conditions;
  FactWriter facts(subject);
  const Judged& judged = database.judged;
  facts.truth("production_like", !database.development);
  facts.truth("network", is_network(database));
  facts.truth("postgresql", judged.postgresql);
  facts.clause("adapter", judged.adapter);
  facts.text("verdict", std::string(resolve::verdict_name(database.connection.verdict)));
  facts.text("rails.version", input.rules.version);
  if (input.libpq > 0) facts.text("libpq.version", std::to_string(input.libpq));
  add_url(judged, facts);
  add_host(judged, facts);
  add_mode(database, facts);
  add_requiressl(judged, facts);
  add_root(database, facts);
  if (is_network(database)) {
    add_overridden(judged, facts, subject);
    add_stranded(database, facts, subject);
    subject.resolved = resolved_line(database, input);
    add_certificate_facts(database, input, subject);
    add_setting_facts(database, input, subject);
  }
  if (judged.host_kind == resolve::HostKind::kSocket && judged.postgresql) {
    if (const ConfigEntry* mode = judged.entry.hash.find("sslmode")) {
      std::string text = resolve::to_s(mode->value);
      facts.clause("sslmode.on_socket", parse::is_closed(text) ? text : "");
    }
  }
  if (is_network(database)) {
    add_root_facts(database, input.roots, subject);
    add_remedy_facts(database, input, subject);
  }
  add_places(database, subject);
  add_trail(database, subject);
  return subject;
}

}  // namespace verifull::facts
