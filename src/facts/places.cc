#include "facts/places.h"

#include <algorithm>

#include "base/text.h"

namespace verifull::facts {
namespace {

using resolve::ConfigEntry;
using resolve::Origin;
using resolve::OriginKind;
using resolve::ResolvedDatabase;

void add(Subject& subject, std::string name, const base::Span& span) {
  if (span.known()) subject.places.push_back({std::move(name), span});
}

// Brought in by a merge key, an alias or `shared`, and not written in the
// database's own mapping.
bool is_own(const ConfigEntry& entry) {
  return std::none_of(entry.value.trail.begin(), entry.value.trail.end(), [](const Origin& origin) {
    return origin.kind == OriginKind::kMerge || origin.kind == OriginKind::kAnchor ||
           origin.kind == OriginKind::kShared;
  });
}

// The text that a person would edit: the default inside an ERB tag, the line of a
// Dockerfile or a `.env` file that sets the variable, else the YAML value.
base::Span value_span(const ConfigEntry& entry) {
  if (entry.value.trail.empty()) return entry.value.span;
  const Origin& nearest = entry.value.trail.front();
  bool elsewhere = nearest.kind == OriginKind::kErbDefault ||
                   nearest.kind == OriginKind::kDotenv ||
                   nearest.kind == OriginKind::kDockerfile || nearest.kind == OriginKind::kUrl ||
                   nearest.kind == OriginKind::kServiceFile;
  return elsewhere && nearest.span.known() ? nearest.span : entry.value.span;
}

std::string step_text(const Origin& origin, std::size_t step) {
  switch (origin.kind) {
    case OriginKind::kDotenv:
    case OriginKind::kDockerfile: return "sets " + origin.name;
    case OriginKind::kErbDefault:
      return origin.name.empty() ? "this default" : "this default, when " + origin.name +
                                                        " is not set";
    case OriginKind::kMerge: return "merged from `" + origin.name + "` here";
    case OriginKind::kAnchor: return "the same as `" + origin.name + "`";
    case OriginKind::kShared: return "shared with every environment";
    case OriginKind::kUrl: return "in the URL";
    case OriginKind::kServiceFile: return "in service [" + origin.name + "]";
    case OriginKind::kYaml: return step == 0 ? "connects to this host" : "read here";
    default: return "";
  }
}

const resolve::Setting* setting(const resolve::ResolvedDatabase& database, std::string_view key) {
  return database.connection.find(key);
}

// A key that has its value beside it tells nothing more than the value's own place.
bool says_nothing(const ResolvedDatabase& database, const resolve::Setting& setting,
                  std::size_t step) {
  const Origin& origin = setting.trail[step];
  if (origin.kind != OriginKind::kYaml) return false;
  if (step == 0) return setting.key != "host";
  const ConfigEntry* entry = database.judged.entry.hash.find(setting.key);
  if (entry == nullptr || entry->key_span != origin.span) return false;
  const base::Span& value = entry->value.span;
  const base::Span& nearest = setting.trail.front().span;
  return nearest.file == value.file && value.begin <= nearest.begin && nearest.end <= value.end;
}

std::string place_text(const base::Span& span, const FactInput& input) {
  if (!span.known()) return "";
  return input.sources.at(span.file).path + ":" +
         std::to_string(input.sources.begin_of(span).line);
}

// Rails' setting says another mode than libpq acts by when `requiressl` replaces it.
std::string mode_of_requiressl(const ResolvedDatabase& database, const FactInput& input) {
  const resolve::Parameter& mode = database.judged.sslmode;
  const ConfigEntry* entry = database.judged.entry.hash.find("requiressl");
  if (mode.source != resolve::ParameterSource::kRequiressl || !mode.known || entry == nullptr) {
    return "";
  }
  std::string place = place_text(value_span(*entry), input);
  return "sslmode " + mode.text + " (requiressl" + (place.empty() ? "" : ", " + place) + ")";
}

std::string told(std::string_view key, const resolve::ResolvedDatabase& database,
                 const FactInput& input) {
  if (key == "sslmode") {
    std::string replaced = mode_of_requiressl(database, input);
    if (!replaced.empty()) return replaced;
  }
  const resolve::Setting* found = setting(database, key);
  if (found == nullptr) return std::string(key) + " not set";
  std::string text = std::string(key) + " " + std::string(found->value.shown());
  const Origin& first = found->trail.front();
  if (first.kind == OriginKind::kLibpqDefault) return text + " (libpq's default)";
  if (first.kind == OriginKind::kPgEnv) return text + " (" + first.name + ")";
  if (first.kind == OriginKind::kDefine) return text + " (-D " + first.name + ")";
  std::string place = place_text(first.span, input);
  return place.empty() ? text : text + " (" + place + ")";
}

}  // namespace

base::Span pair_span(const base::Span& key, const base::Span& value) {
  bool together = key.file == value.file && key.begin <= value.end && value.known();
  return together ? base::Span{key.file, key.begin, std::max(key.end, value.end)} : key;
}

void add_places(const resolve::ResolvedDatabase& database, Subject& subject) {
  add(subject, "environment.header", database.raw.environment_header);
  if (database.raw.header != database.raw.environment_header) {
    add(subject, "database.header", database.raw.header);
  }
  for (std::string_view key : {"url", "adapter"}) {
    const ConfigEntry* entry = database.raw.value.find(key);
    if (entry == nullptr || !is_own(*entry)) continue;
    add(subject, std::string(key) + ".key", entry->key_span);
    add(subject, std::string(key) + ".value", entry->value.span);
    add(subject, std::string(key) + ".pair", pair_span(entry->key_span, entry->value.span));
  }
  for (const ConfigEntry& entry : database.judged.entry.hash.entries) {
    if (entry.key == "url" || entry.key == "adapter") continue;
    add(subject, entry.key + ".key", entry.key_span);
    add(subject, entry.key + ".value", value_span(entry));
    add(subject, entry.key + ".tag", entry.value.span);
    add(subject, entry.key + ".pair", pair_span(entry.key_span, entry.value.span));
  }
}

void add_trail(const ResolvedDatabase& database, Subject& subject) {
  for (std::string_view key : {"sslmode", "sslrootcert", "requiressl", "host"}) {
    const resolve::Setting* found = setting(database, key);
    if (found == nullptr) continue;
    for (std::size_t step = 0; step < found->trail.size(); ++step) {
      const Origin& origin = found->trail[step];
      std::string text = step_text(origin, step);
      if (origin.span.known() && !text.empty() && !says_nothing(database, *found, step)) {
        subject.trail.push_back({std::string(key), origin.span, std::move(text)});
      }
    }
  }
}

std::string resolved_line(const resolve::ResolvedDatabase& database, const FactInput& input) {
  std::vector<std::string> parts;
  const resolve::Setting* host = setting(database, "host");
  if (host != nullptr) parts.push_back("host " + std::string(host->value.shown()));
  const resolve::Setting* port = setting(database, "port");
  if (port != nullptr && port->known) parts.push_back("port " + std::string(port->value.shown()));
  parts.push_back(told("sslmode", database, input));
  parts.push_back(told("sslrootcert", database, input));
  return base::join(parts, ", ");
}

}  // namespace verifull::facts
