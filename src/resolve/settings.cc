#include "resolve/settings.h"

#include <optional>
#include <string>
#include <utility>

#include "base/secret_name.h"
#include "parse/db_url.h"
#include "parse/placeholder.h"
#include "resolve/adapter_keys.h"
#include "resolve/environment.h"
#include "resolve/evaluate.h"
#include "resolve/force.h"
#include "resolve/libpq_rules.h"

namespace verifull::resolve {
namespace {

constexpr std::size_t kMaxShownWorlds = 16;

// A value as far as the world decides it.
struct Decided {
  ConfigValue value;
  bool known = true;
  bool nil = false;
};

Decided decide_value(const ConfigValue& value, const Guard& guard, const Unknowns& unknowns) {
  Decided result;
  if (parse::is_closed(value.text)) {
    result.value = value;
    result.known = parse::is_closed(to_s(value));
    result.nil = value.is(ConfigType::kNil);
    return result;
  }
  // Nobody may have had to decide it. A default that the repository gives tells
  // most; else the name of what is missing.
  std::optional<ConfigValue> best;
  std::size_t worlds = 0;
  for_each_world(guard, kMaxShownWorlds, [&](World& world) {
    ++worlds;
    try {
      ConfigValue forced = force(value, unknowns, world);
      bool better = !best || (to_s(*best).empty() && !to_s(forced).empty());
      if (better) best = std::move(forced);
    } catch (const Raised&) {
      // That way the file does not load; another way it does.
    }
  });
  result.value = best ? *best : value;
  result.known = worlds == 1 && best && parse::is_closed(to_s(result.value));
  result.nil = worlds == 1 && result.value.is(ConfigType::kNil);
  return result;
}

// Secrets inside nested values, and passwords inside URLs, are blanked in place.
void mask_nested(ConfigValue& value) {
  for (ConfigEntry& entry : value.entries) {
    bool secret = base::is_secret_name(entry.key) || entry.value.secret;
    bool text = entry.value.entries.empty() && entry.value.items.empty();
    if (secret && text && !to_s(entry.value).empty()) {
      entry.value.type = ConfigType::kString;
      entry.value.text = base::kRedacted;
    } else {
      mask_nested(entry.value);
    }
  }
  for (ConfigValue& item : value.items) mask_nested(item);
  if (value.text.find(":/") != std::string::npos || value.text.find('@') != std::string::npos) {
    value.text = parse::url_without_password(value.text);
  }
}

ShownText shown(const std::string& key, const ConfigValue& value, const Unknowns& unknowns) {
  bool nested = value.is(ConfigType::kMapping) || value.is(ConfigType::kSequence);
  bool secret = base::is_secret_name(key) || (value.secret && !nested);
  if (secret) return ShownText::secret(to_s(value));
  ConfigValue masked = value;
  mask_nested(masked);
  return ShownText::open(unknowns.shown(to_s(masked)));
}

Trail trail_of(const ConfigEntry& entry, const ConfigValue& value) {
  if (!value.trail.empty()) return value.trail;
  return {{OriginKind::kYaml, entry.key_span, entry.key}};
}

Setting setting_of(const ConfigEntry& entry, const Decided& decided, const Guard& guard,
                   const Unknowns& unknowns) {
  Setting setting;
  setting.key = unknowns.shown(entry.key);
  setting.value = shown(entry.key, decided.value, unknowns);
  setting.known = decided.known && parse::is_closed(entry.key);
  setting.trail = trail_of(entry, decided.value);
  for (const Loser& loser : entry.losers) {
    Decided old = decide_value(loser.value, guard, unknowns);
    Trail trail = old.value.trail;
    if (trail.empty()) trail.push_back({OriginKind::kYaml, loser.key_span, entry.key});
    setting.overrides.push_back({shown(entry.key, old.value, unknowns), old.known, trail});
  }
  return setting;
}

// A parameter that the entry itself does not give: from PG*, a service or libpq.
void add_parameter(std::string_view key, const Parameter& parameter, const Unknowns& unknowns,
                   Connection& connection) {
  if (!parameter.given() || parameter.source == ParameterSource::kRequiressl) return;
  if (connection.find(key) != nullptr) return;
  Setting setting;
  setting.key = key;
  std::string text = parameter.text == "?" ? "" : parameter.text;
  setting.value = ShownText::open(unknowns.shown(text));
  setting.known = parameter.known;
  setting.trail = parameter.trail;
  if (setting.trail.empty()) setting.trail.push_back({OriginKind::kLibpqDefault, {}, setting.key});
  connection.settings.push_back(std::move(setting));
}

// An unknown URL gives the host, whatever stands beside it.
void show_hidden_host(const Judged& judged, Connection& connection) {
  if (judged.entry.opaque_url.empty()) return;
  Setting host;
  host.key = "host";
  host.value = ShownText::open("${" + judged.entry.opaque_url + "}");
  host.known = false;
  host.trail.push_back({OriginKind::kUrl, {}, judged.entry.opaque_url});
  for (Setting& setting : connection.settings) {
    if (setting.key != "host") continue;
    host.overrides.push_back({setting.value, setting.known, setting.trail});
    setting = std::move(host);
    return;
  }
  connection.settings.push_back(std::move(host));
}

// A setting that takes the place of `own`, unless it is false.
const Setting* renamed(const Judged& judged, const Connection& connection, std::string_view key,
                       const Setting* own) {
  const ConfigEntry* entry = judged.entry.hash.find(key);
  bool truthy = entry != nullptr && !entry->value.is(ConfigType::kFalse);
  const Setting* setting = truthy ? connection.find(key) : nullptr;
  return setting != nullptr ? setting : own;
}

// libpq itself turns `requiressl`, which comes last, into a sslmode (fe-connect.c,
// conninfo_storeval).
std::optional<LibpqParameter> legacy_mode(const Connection& connection) {
  const Setting* legacy = connection.find("requiressl");
  if (legacy == nullptr) return std::nullopt;
  if (!legacy->known) return LibpqParameter{"sslmode", legacy->value, false};
  bool required = legacy->value.reveal().starts_with('1');
  return LibpqParameter{"sslmode", ShownText::open(required ? "require" : "prefer"), true};
}

// Active Record's filter: username and database renamed, then only what libpq
// knows (postgresql_adapter.rb, new_client's caller).
void show_libpq(const Judged& judged, int version, const Unknowns& unknowns,
                Connection& connection) {
  for (const LibpqKeyword& keyword : libpq_keywords()) {
    if (keyword.since > version) continue;
    const Setting* setting = connection.find(keyword.name);
    if (keyword.name == "user") setting = renamed(judged, connection, "username", setting);
    if (keyword.name == "dbname") setting = renamed(judged, connection, "database", setting);
    bool is_mode = keyword.name == "sslmode";
    std::optional<LibpqParameter> legacy = is_mode ? legacy_mode(connection) : std::nullopt;
    if (legacy) {
      connection.libpq.push_back(std::move(*legacy));
    } else if (is_mode && judged.sslmode.given()) {
      connection.libpq.push_back({"sslmode",
                                  ShownText::open(unknowns.shown(judged.sslmode.text)),
                                  judged.sslmode.known});
    } else if (setting != nullptr) {
      connection.libpq.push_back({std::string(keyword.name), setting->value, setting->known});
    }
  }
}

void show_ignored(int version, Connection& connection) {
  for (const Setting& setting : connection.settings) {
    int since = libpq_keyword_since(setting.key);
    bool reaches = (since > 0 && since <= version) || setting.key == "requiressl";
    if (!reaches && !is_rails_key(setting.key)) connection.ignored.push_back(setting.key);
  }
}

}  // namespace

void show_settings(const Judged& judged, const Guard& guard, const Unknowns& unknowns,
                   int libpq_version, Connection& connection) {
  int version = libpq_version > 0 ? libpq_version : kAssumedLibpq;
  for (const ConfigEntry& entry : judged.entry.hash.entries) {
    Decided decided = decide_value(entry.value, guard, unknowns);
    if (decided.nil) continue;
    connection.settings.push_back(setting_of(entry, decided, guard, unknowns));
  }
  show_hidden_host(judged, connection);
  if (!judged.postgresql || judged.error) return;
  add_parameter("sslmode", judged.sslmode, unknowns, connection);
  add_parameter("sslrootcert", judged.sslrootcert, unknowns, connection);
  show_libpq(judged, version, unknowns, connection);
  show_ignored(version, connection);
}

const Setting* Connection::find(std::string_view key) const {
  for (const Setting& setting : settings) {
    if (setting.key == key) return &setting;
  }
  return nullptr;
}

}  // namespace verifull::resolve
