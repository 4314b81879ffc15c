#include "resolve/rails_config.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "parse/db_url.h"
#include "parse/placeholder.h"
#include "resolve/evaluate.h"
#include "resolve/force.h"
#include "resolve/rails_shared.h"
#include "resolve/ruby_methods.h"
#include "resolve/strict_uri.h"

namespace verifull::resolve {
namespace {

LoadError invalid_configuration(const ConfigEntry& environment) {
  std::string message = "'" + environment.key +
                        "' is not a valid configuration: expected a URL string or a Hash";
  return {"ActiveRecord::DatabaseConfigurations::InvalidConfigurationError", message,
          environment.key_span};
}

LoadError url_error(const parse::UrlError& error, const base::Span& span) {
  return {error.ruby_class, error.message, span};
}

// A Symbol has all the methods that the URL resolver asks for.
bool is_text(const ConfigValue& value) {
  return value.is(ConfigType::kString) || value.is(ConfigType::kSymbol);
}

// "url" and :url become one key, and the last of them counts.
const ConfigEntry* last_of(const ConfigValue& mapping, std::string_view key) {
  const ConfigEntry* last = nullptr;
  for (const ConfigEntry& entry : mapping.entries) {
    if (entry.key == key) last = &entry;
  }
  return last;
}

// What Rails checks of every entry of the file while it builds them all. Values
// with unknown parts are taken to be fine here.
std::optional<LoadError> check_entry(const ConfigEntry& entry, const RailsRules& rules) {
  const ConfigValue& value = entry.value;
  if (value.is(ConfigType::kPlain)) return std::nullopt;
  if (value.is(ConfigType::kString)) {
    if (!parse::is_closed(value.text)) return std::nullopt;
    if (!is_strict_uri(value.text)) {
      return LoadError{"URI::InvalidURIError", "bad URI(is not URI?)", value.span};
    }
    if (!has_uri_scheme(value.text)) return invalid_configuration(entry);
    parse::DbUrl url = parse::parse_db_url(value.text, rules.url);
    if (!url.has_scheme && !url.error) return invalid_configuration(entry);
    if (url.error && base::trim(value.text).empty()) return invalid_configuration(entry);
    if (url.error) return url_error(*url.error, value.span);
    return std::nullopt;
  }
  if (!value.is(ConfigType::kMapping)) return invalid_configuration(entry);
  const ConfigEntry* url = last_of(value, "url");
  if (url == nullptr || !parse::is_closed(url->value.text)) return std::nullopt;
  if (url->value.is(ConfigType::kNil) || url->value.is(ConfigType::kPlain)) return std::nullopt;
  if (!is_text(url->value)) {
    return LoadError{"NoMethodError", "undefined method `start_with?' for the value of url",
                     url->value.span};
  }
  parse::DbUrl parsed = parse::parse_db_url(url->value.text, rules.url);
  return parsed.error ? std::optional(url_error(*parsed.error, url->value.span)) : std::nullopt;
}

std::optional<LoadError> check_environment(const ConfigEntry& environment,
                                           const RailsRules& rules) {
  if (rules.databases && holds_only_mappings(environment.value)) {
    for (const ConfigEntry& entry : environment.value.entries) {
      if (std::optional<LoadError> error = check_entry(entry, rules)) return error;
    }
    return std::nullopt;
  }
  return check_entry(environment, rules);
}

void split(const ConfigEntry& environment, const RailsRules& rules, RawEnvironment& result) {
  if (rules.databases && holds_only_mappings(environment.value)) {
    for (const ConfigEntry& entry : environment.value.entries) {
      result.entries.push_back(
          {entry.key, entry.value, entry.key_span, environment.key_span, true});
    }
    return;
  }
  for (const ConfigEntry& entry : environment.value.entries) {
    bool database = entry.value.is(ConfigType::kMapping) && entry.key != "variables";
    if (database) result.lost_databases.push_back(entry.key);
  }
  result.entries.push_back({"primary", environment.value, environment.key_span,
                            environment.key_span, true});
}

std::optional<LoadError> error_of(const Variable& variable, const RailsRules& rules) {
  if (!parse::is_closed(variable.value)) return std::nullopt;
  parse::DbUrl url = parse::parse_db_url(variable.value, rules.url);
  if (!url.error) return std::nullopt;
  base::Span place = variable.trail.empty() ? base::Span{} : variable.trail.front().span;
  return url_error(*url.error, place);
}

// The variables that can give an entry its URL, the first that is set.
std::vector<std::string> overlay_names(const std::string& entry_name, const RailsRules& rules) {
  std::vector<std::string> names;
  if (rules.databases) names.push_back(base::to_upper(entry_name) + "_DATABASE_URL");
  if (entry_name == "primary" || !rules.databases) names.push_back("DATABASE_URL");
  return names;
}

}  // namespace

std::optional<LoadError> loading_error(const RailsRules& rules, const Environment& variables) {
  if (!rules.url_parsed_at_load) return std::nullopt;
  const Variable* variable = &variables.lookup("PRIMARY_DATABASE_URL");
  if (variable->state != Variable::State::kSet) variable = &variables.lookup("DATABASE_URL");
  if (variable->state != Variable::State::kSet) return std::nullopt;
  return error_of(*variable, rules);
}

std::optional<LoadError> overlay_error(const RawEntry& raw, const RailsRules& rules,
                                       const Environment& variables) {
  const ConfigEntry* url = last_of(raw.value, "url");
  bool own = url != nullptr && (rules.nil_url_blocks || !url->value.is(ConfigType::kNil));
  if (own || !raw.value.is(ConfigType::kMapping)) return std::nullopt;
  const Variable* variable = nullptr;
  for (const std::string& name : overlay_names(raw.name, rules)) {
    variable = &variables.lookup(name);
    if (variable->state != Variable::State::kUnset) break;
  }
  bool set = variable != nullptr && variable->state == Variable::State::kSet;
  return set ? error_of(*variable, rules) : std::nullopt;
}

RawEnvironment split_environment(const ConfigValue& root, const RailsRules& rules,
                                 std::string_view environment) {
  RawEnvironment result;
  ConfigValue merged = root;
  result.error = apply_shared(merged, rules.shared);
  for (const ConfigEntry& entry : merged.entries) {
    if (!parse::is_closed(entry.key)) continue;
    if (!result.error) result.error = check_environment(entry, rules);
    if (entry.key == environment) split(entry, rules, result);
  }
  if (result.entries.empty()) {
    RawEntry absent;
    absent.name = "primary";
    absent.value.type = ConfigType::kMapping;
    absent.in_file = false;
    result.entries.push_back(std::move(absent));
  }
  return result;
}

namespace {

// The overlay variable of an entry in one world: its text, or that it is unset.
struct OverlayUrl {
  bool set = false;
  std::string name;
  std::string text;  // may be one placeholder
  Trail trail;
};

OverlayUrl overlay_of(const std::string& entry_name, const RailsRules& rules,
                      const Environment& variables, Unknowns& unknowns, World& world) {
  std::vector<std::string> names = overlay_names(entry_name, rules);
  OverlayUrl result;
  for (const std::string& name : names) {
    const Variable& variable = variables.lookup(name);
    if (variable.state == Variable::State::kSet) {
      return {true, name, variable.value, variable.trail};
    }
    // An unknown PRIMARY_DATABASE_URL does what an unknown DATABASE_URL does, and
    // nobody is told of two where one is meant.
    bool last = name == names.back();
    if (variable.state == Variable::State::kUnset || !last) continue;
    int state = world.state(name);
    if (state == kIsUnset) return result;
    return {true, name, state == kIsSet ? parse::placeholder(unknowns.variable(name)) : "", {}};
  }
  return result;
}

class EntryBuilder {
 public:
  EntryBuilder(const RawEntry& raw, const RailsRules& rules, const Environment& variables,
               Unknowns& unknowns, World& world)
      : raw_(raw), rules_(rules), variables_(variables), unknowns_(unknowns), world_(world) {}

  Entry build() {
    entry_.name = raw_.name;
    entry_.hash.type = ConfigType::kMapping;
    if (!raw_.value.is(ConfigType::kMapping)) return build_from_text();
    symbolise();
    ConfigEntry* url = entry_.hash.find("url");
    if (url != nullptr) {
      ConfigValue value = force(url->value, unknowns_, world_);
      if (!value.is(ConfigType::kNil)) {
        expand_key(*url, value);
        return std::move(entry_);
      }
      remove("url");
      if (rules_.nil_url_blocks) {
        entry_.url_source = UrlSource::kUrlKey;
        return std::move(entry_);
      }
    }
    overlay();
    return std::move(entry_);
  }

 private:
  // The whole environment is a text: a URL.
  Entry build_from_text() {
    ConfigValue value = force(raw_.value, unknowns_, world_);
    bool text = value.is(ConfigType::kString) && !base::trim(value.text).empty();
    if (!text) {
      ConfigEntry shown;
      shown.key = raw_.name;
      shown.key_span = raw_.header;
      entry_.error = invalid_configuration(shown);
      return std::move(entry_);
    }
    entry_.url_source = UrlSource::kUrlKey;
    expand(value.text, value.trail, value.span, Replaced::kUrl);
    return std::move(entry_);
  }

  void symbolise() {
    for (const ConfigEntry& entry : raw_.value.entries) {
      ConfigEntry copy = entry;
      copy.key_type = parse::ScalarType::kSymbol;
      set(entry_.hash, std::move(copy), Replaced::kDuplicate);
    }
  }

  void remove(std::string_view key) {
    std::erase_if(entry_.hash.entries, [&](const ConfigEntry& entry) { return entry.key == key; });
  }

  void expand_key(const ConfigEntry& url, const ConfigValue& value) {
    entry_.url_source = UrlSource::kUrlKey;
    if (!is_text(value)) {
      entry_.error = LoadError{"NoMethodError",
                               "undefined method `start_with?' for the value of url", value.span};
      return;
    }
    ConfigValue url_value = value;
    base::Span span = url.value.span;
    remove("url");
    expand(url_value.text, url_value.trail, span, Replaced::kUrl);
  }

  void overlay() {
    OverlayUrl url = overlay_of(raw_.name, rules_, variables_, unknowns_, world_);
    if (!url.set) {
      entry_.exists = raw_.in_file;
      return;
    }
    entry_.url_source = UrlSource::kVariable;
    entry_.url_variable = url.name;
    entry_.overlay = !parse::is_closed(url.text);
    base::Span place = url.trail.empty() ? base::Span{} : url.trail.front().span;
    expand(url.text, url.trail, place, Replaced::kDatabaseUrl);
  }

  void expand(const std::string& text, const Trail& trail, const base::Span& place, Replaced by) {
    parse::DbUrl url = parse::parse_db_url(text, rules_.url);
    if (url.error) {
      entry_.error = url_error(*url.error, place);
      return;
    }
    if (url.left_alone) {
      ConfigEntry whole;
      whole.key = "url";
      whole.value.type = ConfigType::kString;
      whole.value.text = text;
      whole.value.trail = trail;
      whole.value.span = place;
      set(entry_.hash, std::move(whole), by);
      return;
    }
    if (url.opaque_base) {
      const UnknownPart& part = unknowns_.at(*url.opaque_base);
      entry_.opaque_url = part.variable.empty() ? part.name : part.variable;
      entry_.query_follows = url.query_after_opaque;
    }
    std::optional<base::Span> exact = written_at(text, trail, place);
    for (const parse::UrlPart& part : url.parts) add(part, trail, place, exact, by);
  }

  // Where the URL's text stands, to the byte: in another file's line or the default that
  // it was read from, or in `place`, where only quotes make it two bytes longer.
  static std::optional<base::Span> written_at(const std::string& text, const Trail& trail,
                                              const base::Span& place) {
    bool nearer = !trail.empty() && trail.front().kind != OriginKind::kYaml;
    const base::Span& span = nearer ? trail.front().span : place;
    if (!span.known()) return std::nullopt;
    if (span.size() == text.size()) return span;
    bool quoted = !nearer || trail.front().quoted;
    if (!quoted || span.size() != text.size() + 2) return std::nullopt;
    return base::Span{span.file, span.begin + 1, span.end - 1};
  }

  void add(const parse::UrlPart& part, const Trail& trail, const base::Span& place,
           const std::optional<base::Span>& exact, Replaced by) {
    ConfigEntry entry;
    entry.key = part.key;
    entry.key_type = parse::ScalarType::kSymbol;
    entry.value.type = part.is_false  ? ConfigType::kFalse
                       : part.integer ? ConfigType::kNumber
                                      : ConfigType::kString;
    entry.value.text = part.value;
    base::Span span = place;
    if (exact) span = {exact->file, exact->begin + part.begin, exact->begin + part.end};
    entry.value.span = span;
    entry.key_span = span;
    entry.value.trail.push_back({OriginKind::kUrl, span, part.key});
    entry.value.trail.insert(entry.value.trail.end(), trail.begin(), trail.end());
    set(entry_.hash, std::move(entry), by);
  }

  const RawEntry& raw_;
  const RailsRules& rules_;
  const Environment& variables_;
  Unknowns& unknowns_;
  World& world_;
  Entry entry_;
};

}  // namespace

Entry finish_entry(const RawEntry& raw, const RailsRules& rules, const Environment& variables,
                   Unknowns& unknowns, World& world) {
  try {
    return EntryBuilder(raw, rules, variables, unknowns, world).build();
  } catch (const Raised& raised) {
    Entry entry;
    entry.name = raw.name;
    entry.error = LoadError{raised.ruby_class, raised.message, raised.span};
    return entry;
  }
}

}  // namespace verifull::resolve
