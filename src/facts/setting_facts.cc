#include "facts/setting_facts.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/fact_writer.h"
#include "facts/places.h"
#include "parse/placeholder.h"

namespace verifull::facts {
namespace {

using resolve::ConfigEntry;
using resolve::OriginKind;

// The value of a key that reaches libpq; "" when it is not there or not known.
std::string known_text(const resolve::Judged& judged, std::string_view key) {
  const ConfigEntry* entry = judged.entry.hash.find(key);
  if (entry == nullptr) return "";
  std::string text = resolve::to_s(entry->value);
  return parse::is_closed(text) ? text : "";
}

// libpq compares without letter case (fe-secure-openssl.c, ssl_protocol_version_to_openssl).
bool is_low(std::string_view version) {
  std::string word = base::to_lower(version);
  return word == "tlsv1" || word == "tlsv1.1";
}

void add_tls_version(const resolve::Judged& judged, FactWriter& facts, Subject& subject) {
  for (std::string_view key : {"ssl_min_protocol_version", "ssl_max_protocol_version"}) {
    std::string version = known_text(judged, key);
    if (!is_low(version)) continue;
    facts.text("tls.low_key", std::string(key));
    facts.text("tls.low_version", version);
    const ConfigEntry* entry = judged.entry.hash.find(key);
    subject.places.push_back({"tls.low", pair_span(entry->key_span, entry->value.span)});
    return;
  }
}

void add_gss(const resolve::ResolvedDatabase& database, FactWriter& facts) {
  const ConfigEntry* entry = database.judged.entry.hash.find("gssencmode");
  if (entry != nullptr && !entry->value.is(resolve::ConfigType::kNil)) {
    std::string text = resolve::to_s(entry->value);
    if (parse::is_closed(text)) return facts.text("gssencmode", text);
    return facts.unknown("gssencmode", "gssencmode is not known");
  }
  const resolve::Variable& variable = database.variables.lookup("PGGSSENCMODE");
  bool set = variable.state == resolve::Variable::State::kSet;
  // What distributions compile in; without GSSAPI it is `disable`.
  facts.text("gssencmode", set ? variable.value : "prefer");
}

// A password that stands in a file of the project, and which place tells.
void add_password(const resolve::Judged& judged, const FactInput& input, FactWriter& facts,
                  Subject& subject) {
  const ConfigEntry* entry = judged.entry.hash.find("password");
  if (entry == nullptr || known_text(judged, "password").empty()) return;
  for (const resolve::Origin& origin : entry->value.trail) {
    if (origin.kind == OriginKind::kDefine || origin.kind == OriginKind::kProcess) return;
    if (!origin.span.known()) continue;
    const auto& untracked = input.untracked;
    auto ignored = std::find(untracked.begin(), untracked.end(), origin.span.file);
    if (ignored != untracked.end()) return;
    facts.text("password.file", input.sources.at(origin.span.file).path);
    bool yaml = origin.kind == OriginKind::kYaml;
    subject.places.push_back({"password", yaml ? entry->value.span : origin.span});
    return;
  }
}

// The variable of a condition like "X_DATABASE_URL is unset".
void add_override(const resolve::Connection& connection, FactWriter& facts) {
  for (const std::string& condition : connection.conditions) {
    std::string_view variable = std::string_view(condition).substr(0, condition.find(' '));
    if (!variable.ends_with("DATABASE_URL")) continue;
    facts.text("override.variable", std::string(variable));
    return;
  }
}

}  // namespace

void add_setting_facts(const resolve::ResolvedDatabase& database, const FactInput& input,
                       Subject& subject) {
  const resolve::Judged& judged = database.judged;
  FactWriter facts(subject);
  add_tls_version(judged, facts, subject);
  facts.clause("sslkeylogfile", known_text(judged, "sslkeylogfile"));
  add_gss(database, facts);
  add_password(judged, input, facts, subject);
  add_override(database.connection, facts);
}

}  // namespace verifull::facts
