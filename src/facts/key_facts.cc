// Keys that Rails drops on the way to libpq.
#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/places.h"
#include "facts/spelling.h"
#include "facts/subjects.h"
#include "parse/placeholder.h"
#include "resolve/adapter_keys.h"
#include "resolve/libpq_rules.h"

namespace verifull::facts {
namespace {

using resolve::ConfigEntry;

// What happens to a key; empty when it reaches libpq, or may.
std::string why_dropped(const std::string& key, int libpq) {
  if (key == "requiressl" || resolve::is_rails_key(key)) return "";
  int since = resolve::libpq_keyword_since(key);
  if (since == 0) return "libpq has no parameter of that name, so Rails drops it";
  if (libpq == 0 || since <= libpq) return "";
  return "libpq " + std::to_string(libpq) + " does not know it yet, so Rails drops it";
}

// Of a file, as people write it: nothing in it needs quotes anywhere.
bool is_relative_path(std::string_view text) {
  bool tame = std::all_of(text.begin(), text.end(), [](char c) {
    return base::is_alnum(c) || c == '_' || c == '.' || c == '/' || c == '-';
  });
  return tame && !text.empty() && text[0] != '/' &&
         text.find('.') != std::string_view::npos && text.find('/') != std::string_view::npos;
}

// Of the mapping that the connection is made of: "production.primary", or
// "production" where that is all.
std::string path_of(const resolve::ResolvedDatabase& database) {
  const std::string& environment = database.connection.environment;
  bool inner = database.raw.header != database.raw.environment_header;
  return inner ? environment + "." + database.connection.name : environment;
}

}  // namespace

void add_key_subjects(const resolve::ResolvedDatabase& database, const FactInput& input,
                      std::vector<Subject>& subjects) {
  const resolve::Judged& judged = database.judged;
  bool network = judged.postgresql && !judged.error && judged.sslmode.given();
  if (!network || !database.lost_databases.empty()) return;
  for (const ConfigEntry& entry : judged.entry.hash.entries) {
    bool nil = entry.value.is(resolve::ConfigType::kNil);
    if (nil || !parse::is_closed(entry.key) || !entry.key_span.known()) continue;
    std::string why = why_dropped(entry.key, input.libpq);
    if (why.empty()) continue;
    Subject subject;
    subject.kind = SubjectKind::kKey;
    subject.environments = {database.connection.environment};
    subject.connection = database.connection.name;
    std::string meant(meant_key(entry.key));
    subject.facts.push_back({"key.name", entry.key});
    subject.facts.push_back({"key.why", why});
    subject.facts.push_back({"key.tls", looks_like_tls(entry.key)});
    bool helps = !meant.empty() && meant != entry.key;
    if (helps) subject.facts.push_back({"key.meant", meant});
    std::string path = resolve::to_s(entry.value);
    if (is_relative_path(path)) subject.facts.push_back({"key.relative", path});
    subject.facts.push_back({"key.path", path_of(database) + "." + entry.key});
    subject.places.push_back({"key.key", entry.key_span});
    subject.places.push_back({"key.pair", pair_span(entry.key_span, entry.value.span)});
    add_places(database, subject);
    subjects.push_back(std::move(subject));
  }
}

}  // namespace verifull::facts
